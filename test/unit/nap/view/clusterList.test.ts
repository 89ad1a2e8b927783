import assert from "node:assert/strict";
import { clustersOf, listNodes } from "../../../../src/nap/view/clusterList.ts";
import { presentSubscription } from "../../../../src/nap/view/presentNode.ts";
import type { ClusterList, ListOptions } from "../../../../src/nap/view/clusterList.ts";
import type { ClusterRow, SubscriptionRow } from "../../../../src/nap/view/clusterRow.ts";
import type { ClusterNode } from "../../../../src/nap/view/treeNode.ts";

const production: SubscriptionRow = { id: "s-1", name: "production", tenantId: "t" };
const sandbox: SubscriptionRow = { id: "s-2", name: "sandbox", tenantId: "t" };

function row(name: string, change: Partial<ClusterRow> = {}): ClusterRow {
  return {
    id: `/subscriptions/S-1/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`,
    name,
    subscriptionId: "S-1",
    tenantId: "t",
    resourceGroup: "rg",
    location: "westeurope",
    napMode: "Manual",
    isConfirmed: true,
    kubernetesVersion: "1.34",
    provisioningState: "Succeeded",
    powerState: "Running",
    sku: "Base",
    isPrivate: false,
    ...change,
  };
}

function list(change: Partial<ClusterList> = {}): ClusterList {
  return {
    phase: "complete",
    subscriptions: [production, sandbox],
    clusters: [row("shop"), row("demo", { subscriptionId: "s-2" })],
    problems: [],
    operations: new Map(),
    ...change,
  };
}

function options(change: Partial<ListOptions> = {}): ListOptions {
  return {
    grouping: "flat",
    search: "",
    onlyNap: false,
    onlyFavourites: false,
    favourites: new Set(),
    ...change,
  };
}

/** One word per node: `message:<id>`, `subscription:<name>(<clusters>)` or the cluster's name. */
function shown(change: Partial<ClusterList>, wish: Partial<ListOptions> = {}): string[] {
  return listNodes(list(change), options(wish)).map((node) => {
    if (node.kind === "message") return `message:${node.id}`;
    if (node.kind === "cluster") return node.row.name;
    return `subscription:${node.subscription.name}(${node.clusterCount})`;
  });
}

describe("the list of clusters", () => {
  it("is flat by name, or grouped by the subscriptions that have a cluster", () => {
    assert.deepEqual(shown({}), ["demo", "shop"]);
    assert.deepEqual(shown({}, { grouping: "subscription" }), [
      "subscription:production(1)",
      "subscription:sandbox(1)",
    ]);
    assert.deepEqual(shown({ clusters: [row("shop")] }, { grouping: "subscription" }), [
      "subscription:production(1)",
    ]);
  });

  it("groups by tenants first and names them, where there are several", () => {
    const presented = (subscriptions: ClusterList["subscriptions"]) =>
      listNodes(list({ subscriptions }), options({ grouping: "subscription" })).map((node) => {
        assert.ok(node.kind === "subscription");
        const { label, description } = presentSubscription(node);
        return `${label}: ${description}`;
      });
    const contoso = { tenantId: "t-1", tenantName: "Contoso" };
    const other = { tenantId: "t-2" };
    assert.deepEqual(
      presented([
        { ...production, ...other },
        { ...sandbox, ...contoso },
      ]),
      ["sandbox: 1 cluster · Contoso", "production: 1 cluster · t-2"],
    );
    assert.deepEqual(
      presented([
        { ...sandbox, ...contoso },
        { ...production, ...contoso },
      ]),
      ["production: 1 cluster", "sandbox: 1 cluster"],
    );
  });

  it("asks the account for the tenant that wants a sign-in, when one clicks on it", () => {
    const lack = { scope: "Fabrikam", text: "wants a second factor", kind: "sign-in" } as const;
    const actions = (problem: ClusterList["problems"][number]) =>
      listNodes(list({ problems: [problem] }), options()).flatMap((node) =>
        node.kind === "message"
          ? [[node.text, node.tooltip, node.action?.command, node.action?.args]]
          : [],
      );
    const who = { tenantId: "t-2", accountId: "ada" };
    assert.deepEqual(actions({ ...lack, ...who }), [
      ["Fabrikam: sign-in needed", "wants a second factor", "nap.signIn", [who]],
    ]);
    assert.deepEqual(actions({ ...lack, tenantId: "t-2" }), [
      ["Fabrikam: wants a second factor", undefined, "nap.signIn", undefined],
    ]);
  });

  it("finds the clusters of a subscription whatever the case of its id", () => {
    const below = clustersOf(production, list(), options());
    assert.deepEqual(
      below.map((node) => node.row.name),
      ["shop"],
    );
  });

  it("puts favourites first", () => {
    const favourites = new Set([row("shop").id.toLowerCase()]);
    assert.deepEqual(shown({}, { favourites }), ["shop", "demo"]);
    assert.deepEqual(shown({}, { favourites, onlyFavourites: true }), ["shop"]);
  });

  it("searches every word in name, group, location and subscription", () => {
    assert.deepEqual(shown({}, { search: "SHOP west" }), ["shop"]);
    assert.deepEqual(shown({}, { search: "sandbox" }), ["demo"]);
    assert.deepEqual(shown({}, { search: "shop sandbox" }), ["message:filtered"]);
  });

  it("shows only clusters with NAP on when asked", () => {
    const clusters = [
      row("on", { napMode: "Auto" }),
      row("off"),
      row("open", { napMode: "unknown" }),
    ];
    assert.deepEqual(shown({ clusters }, { onlyNap: true }), ["on"]);
  });

  const nothing = { clusters: [], subscriptions: [] };
  const problem = { scope: "sandbox", text: "no permission", kind: "permission" } as const;
  const cases: readonly [string, Partial<ClusterList>, string[]][] = [
    ["nobody is signed in", { ...nothing, phase: "signed-out" }, ["message:signIn"]],
    ["the first page is on its way", { ...nothing, phase: "loading" }, ["message:loading"]],
    ["the account sees no subscription", nothing, ["message:noSubscription"]],
    ["there is no cluster", { clusters: [] }, ["message:noCluster"]],
    [
      "no tenant is among those chosen, whatever else is said",
      {
        ...nothing,
        hiddenTenants: 2,
        problems: [{ scope: "me", text: "not used", kind: "account" }],
      },
      ["message:problem:me:not used", "message:hiddenTenants"],
    ],
    [
      "no subscription is chosen",
      { clusters: [], selected: { chosen: 0, visible: 7 } },
      ["message:noneSelected"],
    ],
    ["all failed", { ...nothing, problems: [problem] }, ["message:problem:sandbox:no permission"]],
    [
      "one failed",
      { problems: [problem] },
      ["message:problem:sandbox:no permission", "demo", "shop"],
    ],
    [
      "an old list is shown meanwhile",
      { phase: "loading", cachedAt: "2026-05-01T10:00:00Z" },
      ["message:cached", "demo", "shop"],
    ],
  ];
  it("says once what is wrong for several reasons, and has a node for each reason", () => {
    const offline = { scope: "", text: "The endpoint cannot be reached", kind: "network" } as const;
    const problems = [offline, { ...offline, text: "The name is not known here" }, offline];
    assert.deepEqual(shown({ ...nothing, problems }), [
      "message:problem::The endpoint cannot be reached",
      "message:problem::The name is not known here",
    ]);
  });

  it("lets the account that is not used be used or left out, and does not warn of it", () => {
    const account = { scope: "ada@contoso.example", text: "not used", kind: "account" } as const;
    const [node] = listNodes(list({ problems: [account] }), options());
    assert.ok(node?.kind === "message");
    assert.deepEqual(
      [node.icon, node.action?.command, node.action?.args],
      ["info", "nap.settleAccount", ["ada@contoso.example"]],
    );
  });

  for (const [title, change, expected] of cases)
    it(`says it when ${title}`, () => assert.deepEqual(shown(change), expected));

  it("is never empty, and every message but the one about waiting can be clicked", () => {
    for (const phase of ["signed-out", "loading", "complete"] as const)
      for (const clusters of [[], [row("shop")]])
        for (const subscriptions of [[], [production]])
          for (const problems of [[], [problem]])
            for (const search of ["", "nothing has this name"]) {
              const nodes = listNodes(
                list({ phase, clusters, subscriptions, problems }),
                options({ search }),
              );
              assert.ok(nodes.length > 0);
              for (const node of nodes)
                assert.ok(
                  node.kind !== "message" || node.action !== undefined || node.icon === "loading",
                );
            }
  });

  it("shows an operation of ours, or the one that Azure names", () => {
    const busy = row("busy", { provisioningState: "Upgrading" });
    const ours = row("ours");
    const operations = new Map([[ours.id.toLowerCase(), "enabling"]]);
    const nodes = listNodes(list({ clusters: [busy, ours, row("quiet")], operations }), options());
    assert.deepEqual(
      nodes.map((node) => (node as ClusterNode).operation),
      ["Upgrading", "enabling", ""],
    );
  });
});
