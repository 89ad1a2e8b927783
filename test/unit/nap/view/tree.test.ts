import assert from "node:assert/strict";
import { clusterContents } from "../../../../src/nap/view/contents/clusterContents.ts";
import type {
  ClusterContents,
  ContentObjects,
} from "../../../../src/nap/view/contents/clusterContents.ts";
import type { ClusterRow } from "../../../../src/nap/view/clusterRow.ts";
import { placeId } from "../../../../src/nap/view/contents/contentMessages.ts";
import type { PlaceContents } from "../../../../src/nap/view/contents/contentNodes.ts";
import type { KindState } from "../../../../src/nap/view/contents/kindState.ts";
import { childrenOf, present } from "../../../../src/nap/view/tree.ts";
import type { TreeState } from "../../../../src/nap/view/tree.ts";
import type { Place, TreeNode } from "../../../../src/nap/view/treeNode.ts";

const row: ClusterRow = {
  id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/Shop",
  name: "Shop",
  subscriptionId: "s",
  tenantId: "t",
  resourceGroup: "rg",
  location: "westeurope",
  napMode: "Auto",
  isConfirmed: true,
  kubernetesVersion: "1.35.4",
  provisioningState: "Succeeded",
  powerState: "Running",
  sku: "Base",
  isPrivate: false,
};
const live: KindState = { phase: "live" };
const allLive = {
  nodePools: live,
  nodeClaims: live,
  aksNodeClasses: live,
  nodes: live,
  events: live,
};
const ofPool = { labels: { "karpenter.sh/nodepool": "web" } };
const objects: ContentObjects = {
  nodePools: [
    {
      metadata: { name: "web" },
      spec: { limits: { cpu: "0" }, template: { spec: { nodeClassRef: { name: "linux" } } } },
    },
  ],
  nodeClaims: [{ metadata: { name: "web-1", ...ofPool } }],
  aksNodeClasses: [{ metadata: { name: "linux" } }],
  nodes: [
    {
      metadata: {
        name: "aks-system-0",
        labels: {
          "kubernetes.azure.com/agentpool": "system",
          "kubernetes.azure.com/mode": "system",
        },
      },
    },
  ],
  events: [],
};
const nothing: ContentObjects = {
  nodePools: [],
  nodeClaims: [],
  aksNodeClasses: [],
  nodes: [],
  events: [],
};
const systemPool = {
  name: "system",
  mode: "System",
  vmSize: "Standard_D4s_v5",
  count: 3,
  isAutoscaled: true,
  minCount: 1,
  maxCount: 5,
  provisioningState: "Succeeded",
  powerState: "Running",
};

function contentsOf(
  from: ContentObjects,
  kinds: Partial<ClusterContents["kinds"]> = {},
): ClusterContents {
  return clusterContents(from, { ...allLive, ...kinds }, 0);
}

function stateWith(known?: PlaceContents): TreeState {
  const list = {
    phase: "complete",
    subscriptions: [{ id: "s", name: "production", tenantId: "t" }],
    clusters: [row],
    problems: [],
    operations: new Map(),
  } as const;
  const options = {
    grouping: "flat",
    search: "",
    onlyNap: false,
    onlyFavourites: false,
    favourites: new Set<string>(),
  } as const;
  const contents = new Map(known === undefined ? [] : [[row.id.toLowerCase(), known]]);
  return {
    list,
    options,
    contexts: [{ name: "kind", server: "https://127.0.0.1:6443", signIn: "stored" }],
    contents,
  };
}

/** The labels of the whole tree, indented; what is below the context is left out. */
function drawn(state: TreeState, node?: TreeNode, indent = ""): string[] {
  return childrenOf(state, node).flatMap((child) => {
    const { label, description = "", isExpandable } = present(child);
    const line = `${indent}${label}${description === "" ? "" : ` | ${description}`}`;
    const below =
      isExpandable && child.kind !== "context" ? drawn(state, child, `${indent}  `) : [];
    return [line, ...below];
  });
}

const top = "Shop | NAP on · 1.35.4 · westeurope · production";
const context = "kind | kubeconfig";

describe("the tree of clusters", () => {
  it("shows pools, nodes, classes and fixed-size pools of both sources", () => {
    const known = { contents: contentsOf(objects), pools: [systemPool] };
    assert.deepEqual(drawn(stateWith(known)), [
      top,
      "  NodePools | 1",
      "    web | Karpenter has not judged it: is it running? · frozen · 1 node",
      "      web-1 | launching",
      "  AKSNodeClasses | 1",
      "    linux | Karpenter has not judged it: is it running? · Ubuntu",
      "  Fixed-size pools | 1",
      "    system | System · 3 nodes · D4s_v5 · autoscaled 1-5",
      "      aks-system-0 | not ready",
      context,
    ]);
  });

  it("tells first how far the cluster on its way to Manual is", () => {
    const drawnWith = (way: TreeState["way"]) => drawn({ ...stateWith(), way }).slice(1, 2);
    const way = { placeId: row.id.toLowerCase(), text: "Step 3 of 7.", isBlocked: false };
    assert.deepEqual(drawnWith(way), ["  Disabling NAP | Step 3 of 7."]);
    assert.deepEqual(drawnWith({ ...way, text: "" }), ["  Disabling NAP"]);
    assert.deepEqual(drawnWith({ ...way, placeId: "another" }), ["  Reading the cluster..."]);
  });

  it("tells of a cluster with tainted NodePools that it is on its way, until it has arrived", () => {
    const [pool] = objects.nodePools;
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    const tainted = { metadata: { name: "api" }, spec: { template: { spec: { taints } } } };
    const contents = contentsOf({ ...objects, nodePools: [pool ?? assert.fail(), tainted] });
    const firstOf = (napMode: ClusterRow["napMode"]) => {
      const place = {
        kind: "cluster",
        row: { ...row, napMode },
        isFavourite: false,
        subscriptionName: "",
        operation: "",
      } as const;
      const [first] = childrenOf(stateWith({ contents, pools: undefined }), place);
      const { label, description } = present(first ?? assert.fail());
      return `${label} | ${description}`;
    };
    assert.equal(firstOf("Auto"), "Disabling NAP | 1 of 2 NodePools tainted; click for the steps");
    assert.equal(firstOf("Manual"), "NodePools | 2");
  });

  it("says it when there is nothing yet, or no pool", () => {
    const waiting = ["  Reading the cluster...", context];
    assert.deepEqual(drawn(stateWith()), [top, ...waiting]);
    assert.deepEqual(drawn(stateWith({ contents: undefined, pools: undefined })), [
      top,
      ...waiting,
    ]);
    assert.deepEqual(drawn(stateWith({ contents: contentsOf(nothing), pools: undefined })), [
      top,
      "  NodePools | 0",
      "    No NodePool: pods get no new nodes",
      "  AKSNodeClasses | 0",
      "    No AKSNodeClass",
      context,
    ]);
  });

  it("claims of a cluster without Karpenter's kinds neither that NAP works nor that it never did", () => {
    const absent = failed("not-found");
    const contents = contentsOf(nothing, { nodePools: absent, nodeClaims: absent });
    const shownOf = (change: Partial<ClusterRow>) => {
      const of = { isFavourite: false, subscriptionName: "", operation: "" };
      const place = { kind: "cluster", row: { ...row, ...change }, ...of } as const;
      const nodes = childrenOf(stateWith({ contents, pools: undefined }), place);
      return nodes.map((node) => {
        const { label, description, icon } = present(node);
        return `${icon.id}: ${label} | ${description}`;
      });
    };
    const none = "The cluster serves no Karpenter objects";
    assert.deepEqual(shownOf({}), [
      `warning: ${none} | though Azure shows mode Auto: NAP does not work here; click to look again`,
    ]);
    assert.deepEqual(shownOf({ provisioningState: "Updating" }), [
      `info: ${none} | Azure is still at work on mode Auto`,
    ]);
    assert.deepEqual(shownOf({ napMode: "Manual" }), [
      `info: ${none} | nothing of node auto-provisioning is installed`,
    ]);
  });

  it("says how many contexts are left out and why on hover, where all is shown", () => {
    const silentContexts = [
      { name: "old", reason: "Nothing answers." },
      { name: "lab", reason: "No right." },
    ];
    const state = { ...stateWith(), silentContexts };
    const last = childrenOf(state, undefined).at(-1);
    assert.ok(last);
    const { label, description, tooltip, action } = present(last);
    assert.equal(label, "2 contexts are not shown");
    assert.match(description ?? "", /Karpenter is not known; click to try again/);
    assert.match(tooltip ?? "", /old: Nothing answers.*lab: No right/s);
    assert.equal(action?.command, "nap.refresh");
    const options = { ...state.options, search: "shop" };
    assert.notEqual(childrenOf({ ...state, options }, undefined).at(-1)?.kind, "message");
  });

  it("shows no cluster a second time as a context that the same sign-in opens", () => {
    const host = "shop-1.hcp.westeurope.azmk8s.io";
    const state = stateWith();
    const labelsOf = (signIn: "entra" | "stored", server: string, hosts = [host]) => {
      const clusters = [{ ...row, hosts }];
      const contexts = [{ name: "shop", server, signIn }];
      const nodes = childrenOf(
        { ...state, list: { ...state.list, clusters }, contexts },
        undefined,
      );
      return nodes.map((node) => node.kind);
    };
    const server = `https://${host}:443`;
    assert.deepEqual(labelsOf("entra", server), ["cluster"]);
    assert.deepEqual(labelsOf("entra", server, [host.toUpperCase()]), ["cluster"]);
    assert.deepEqual(labelsOf("stored", server), ["cluster", "context"]);
    assert.deepEqual(labelsOf("entra", "https://another:443"), ["cluster", "context"]);
    assert.deepEqual(labelsOf("entra", ""), ["cluster", "context"]);
  });

  it("tells each problem once and still shows the rest", () => {
    const kinds = { nodePools: failed("forbidden"), nodeClaims: failed("forbidden") };
    const known = { contents: contentsOf(nothing, kinds), pools: [systemPool] };
    assert.deepEqual(
      drawn(stateWith(known)).filter((line) => !line.startsWith("    ")),
      [
        top,
        "  words about forbidden",
        "  NodePools | 0",
        "  AKSNodeClasses | 0",
        "  Fixed-size pools | 1",
        context,
      ],
    );
  });

  it("signs in by a click where the API server wants it, for reading again would not help", () => {
    const signIn = { tenantId: "t-2", accountId: "ada", scope: "6dae42f8/.default" };
    const state = failed("credential");
    assert.ok(state.phase === "failed");
    const kinds = { nodePools: { ...state, problem: { ...state.problem, signIn } } };
    const all = stateWith({ contents: contentsOf(nothing, kinds), pools: [systemPool] });
    const [cluster] = childrenOf(all, undefined);
    assert.ok(cluster?.kind === "cluster");
    const [message] = childrenOf(all, cluster);
    assert.ok(message?.kind === "message");
    const { label, description, tooltip, action } = present(message);
    assert.equal(
      `${label} | ${description ?? ""}`,
      "The API server needs a sign-in | click to sign in",
    );
    assert.match(tooltip ?? "", /words about credential/);
    assert.deepEqual(action, {
      command: "nap.signIn",
      title: "Sign In",
      args: [{ ...signIn, place: cluster }],
    });
  });

  it("offers another way where the API server cannot be reached", () => {
    const problem = { text: "The API server is private.", canRunCommand: true };
    const known = { contents: undefined, problem, pools: undefined, poolsProblem: "no network" };
    const lines = drawn(stateWith(known));
    assert.equal(lines[1], "  The API server is private. | click to read it by way of Azure");
    assert.equal(lines[2], "  Fixed-size pools: no network");
    const [cluster] = childrenOf(stateWith(known), undefined);
    assert.ok(cluster);
    const [message] = childrenOf(stateWith(known), cluster);
    assert.ok(message?.kind === "message");
    assert.equal(message.action?.command, "nap.readThroughAzure");
  });

  it("tells how a context signs in, and to sign in to Azure where that is all it needs", () => {
    const server = "https://127.0.0.1:6443";
    const place = { kind: "context", context: { name: "aks", server, signIn: "entra" } } as const;
    const contexts = [
      place.context,
      { name: "eks", server, signIn: "plugin", program: "/usr/bin/aws" },
    ] as const;
    const text = "This context signs in with Microsoft Entra ID.";
    const problem = { text, canRunCommand: false, needsSignIn: true };
    const contents = new Map([
      [placeId(place), { contents: undefined, pools: undefined, problem }],
    ]);
    const state: TreeState = { ...stateWith(), contexts, contents };
    assert.deepEqual(drawn(state).slice(-2), [
      "aks | kubeconfig · Entra ID",
      "eks | kubeconfig · signs in by aws",
    ]);
    assert.deepEqual(drawn(state, place), [`${text} | click to sign in`]);
    const [node] = childrenOf(state, place);
    assert.ok(node);
    assert.equal(present(node).action?.command, "nap.signIn");
  });

  it("says on a cluster what its last preflight said, and that one is connected as its admin", () => {
    const id = row.id.toLowerCase();
    const verdicts = new Map([[id, { result: "blocks", text: "1 blocking, 2 fine" }]] as const);
    const lookOf = (napMode: ClusterRow["napMode"]) => {
      const clusters = [{ ...row, napMode, isOld: true }];
      const list = { ...stateWith().list, clusters, verdicts, admins: new Set([id]) };
      const [node] = childrenOf({ ...stateWith(), list }, undefined);
      assert.ok(node);
      return present(node);
    };
    const { description, tooltip = "", context: words } = lookOf("Manual");
    assert.equal(
      description,
      "NAP off · ✗ blocked · not read now · as cluster admin · 1.35.4 · westeurope · production",
    );
    assert.match(tooltip, /Last preflight.*1 blocking, 2 fine/);
    assert.match(words, / admin=yes$/);
    assert.equal(lookOf("Auto").description?.includes("blocked"), false);
  });

  it("gives every node an id of its own", () => {
    const known = { contents: contentsOf(objects), pools: [systemPool] };
    const ids: string[] = [];
    const walk = (node?: TreeNode) => {
      for (const child of childrenOf(stateWith(known), node)) {
        ids.push(present(child).id);
        walk(child);
      }
    };
    walk();
    assert.equal(new Set(ids).size, ids.length);
  });

  it("knows a cluster again whatever the case of its id", () => {
    const place = (id: string): Place => ({
      kind: "cluster",
      row: { ...row, id },
      isFavourite: false,
      subscriptionName: "",
      operation: "",
    });
    assert.equal(placeId(place(row.id)), placeId(place(row.id.toUpperCase())));
  });
});

function failed(kind: "not-found" | "forbidden" | "credential"): KindState {
  const action = { verb: "list", resource: "nodepools.karpenter.sh" };
  return {
    phase: "failed",
    problem: { kind, text: `words about ${kind}`, detail: "", action },
  };
}
