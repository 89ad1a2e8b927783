import "../useVscode.ts";
import assert from "node:assert/strict";
import type { ClusterPage, ScopeProblem } from "../../../../src/cluster.ts";
import type { CachedList } from "../../../../src/nap/view/cachedList.ts";
import type { ClusterRow } from "../../../../src/nap/view/clusterRow.ts";
import type { ClusterDirectory } from "../../../../src/ui/azure/clusterDirectory.ts";
import type { ListCache } from "../../../../src/ui/azure/listCache.ts";
import type { ClusterLibrary } from "../../../../src/ui/azure/session.ts";
import { createLog, createMemory } from "../memory.ts";
import { seen, workspace } from "../vscode.ts";

function row(name: string, subscriptionId = "s-1"): ClusterRow {
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`,
    name,
    subscriptionId,
    tenantId: "t-1",
    resourceGroup: "rg",
    location: "westeurope",
    napMode: "Manual",
    isConfirmed: false,
    kubernetesVersion: "1.34",
    provisioningState: "Succeeded",
    powerState: "Running",
    sku: "Base",
    isPrivate: false,
  };
}

const contoso = { id: "t-1", name: "Contoso", defaultDomain: "contoso.example" };
const fabrikam = { id: "t-2", name: "", defaultDomain: "fabrikam.example" };
const subscriptions = ["s-1", "s-2"].map((id) => ({
  ...{ id, name: `name of ${id}` },
  ...{ tenantId: "t-1", tenantName: "Contoso" },
}));

class AzureError extends Error {}

describe("the directory of clusters", () => {
  let Directory: typeof ClusterDirectory;
  let written: CachedList[];
  let cached: CachedList | undefined;
  let pages: ClusterPage[];
  let loads: number;
  let cleared: number;
  /** What was asked of Azure, in its order. */
  let asked: string[];
  /** What a GET of a cluster is answered with; its name is that of its row. */
  let clusterAnswer: (id: string) => object;
  let subscriptionsAnswer: (tenantId?: string) => Promise<typeof subscriptions>;
  let tenants: (typeof contoso)[];

  before(async () => {
    ({ ClusterDirectory: Directory } =
      await import("../../../../src/ui/azure/clusterDirectory.ts"));
  });
  beforeEach(() => {
    seen.reset();
    seen.settings.set("nap.azure.credential", "azureCli");
    [written, cached, pages, loads] = [[], undefined, [], 0];
    [cleared, asked, subscriptionsAnswer] = [0, [], () => Promise.resolve(subscriptions)];
    tenants = [contoso];
    clusterAnswer = () => assert.fail("no cluster was to be read");
  });

  function create(): ClusterDirectory {
    // What listing uses of the library, without a network.
    const library = {
      AzureError,
      isCancelled: () => false,
      getCluster: (_access: unknown, id: string) => {
        asked.push(`GET ${id.split("/").at(-1) ?? ""}`);
        return Promise.resolve({ json: { id, ...clusterAnswer(id) } });
      },
      cloudFromSettings: () => ({}),
      azureCliAccess: (_cloud: unknown, tenantId?: string) => ({ tenantId }),
      listTenants: () => Promise.resolve(tenants),
      listSubscriptions: ({ tenantId }: { tenantId?: string }) => {
        asked.push("subscriptions");
        return subscriptionsAnswer(tenantId);
      },
      async *listClusters(
        { tenantId = "t-1" }: { tenantId?: string },
        options: { subscriptions?: readonly string[] },
      ) {
        asked.push(["clusters", ...(options.subscriptions ?? [])].join(" "));
        const isOfTenant = (one: ClusterRow) => one.tenantId === tenantId;
        for (const page of await Promise.resolve(pages))
          yield { ...page, clusters: page.clusters.filter(isOfTenant) };
      },
    } as unknown as ClusterLibrary;
    const cache = {
      read: () => Promise.resolve(cached),
      write: (list: CachedList) => Promise.resolve(void written.push(list)),
      clear: () => Promise.resolve(void (cleared += 1)),
    } as unknown as ListCache;
    const load = () => {
      loads += 1;
      return Promise.resolve(library);
    };
    return new Directory({ load, memory: createMemory(), cache, log: createLog().log });
  }

  const failing = (kind: ScopeProblem["failure"]["kind"]): ScopeProblem => ({
    subscriptionIds: ["s-2"],
    failure: { kind, request: "POST", message: "no answer", changed: "no" },
  });
  const problem = { scope: "name of s-2", text: "no answer", kind: "network" } as const;
  const rowsOf = ({ list }: ClusterDirectory) =>
    list.clusters.map(({ name, isOld }) => (isOld === true ? `${name} (old)` : name));

  it("asks nobody, shows nothing kept and gives no library before the workspace is trusted", async () => {
    workspace.isTrusted = false;
    cached = { at: "2026-11-01", list: { subscriptions, clusters: [row("a")], problems: [] } };
    const directory = create();
    await directory.refresh();
    await assert.rejects(directory.library(), /before the workspace is trusted/);
    await assert.rejects(directory.listTenants(), /before the workspace is trusted/);
    assert.deepEqual([loads, rowsOf(directory), written.length], [0, [], 0]);
    assert.deepEqual(
      directory.list.problems.map(({ text }) => text),
      ["Clusters are not asked before the workspace is trusted."],
    );
  });

  it("asks for the clusters while the subscriptions are being listed", async () => {
    pages = [{ clusters: [row("a")], problems: [] }];
    subscriptionsAnswer = async () => {
      while (!asked.includes("clusters")) await new Promise(setImmediate);
      return subscriptions;
    };
    const directory = create();
    await directory.refresh();
    assert.deepEqual([rowsOf(directory), asked], [["a"], ["clusters", "subscriptions"]]);
  });

  it("asks for the clusters of chosen subscriptions alone, once it knows them", async () => {
    seen.settings.set("nap.azure.subscriptions", ["S-2", "of another tenant"]);
    pages = [{ clusters: [row("b", "s-2")], problems: [] }];
    const directory = create();
    await directory.refresh();
    assert.deepEqual([rowsOf(directory), asked], [["b"], ["subscriptions", "clusters s-2"]]);
    assert.deepEqual(directory.list.selected, { chosen: 1, visible: 2 });
  });

  it("shows no clusters of a tenant whose subscriptions may not be listed, and says so", async () => {
    pages = [{ clusters: [row("a")], problems: [] }];
    subscriptionsAnswer = () => Promise.reject(new Error("no right to list subscriptions"));
    const directory = create();
    await directory.refresh();
    assert.deepEqual(
      [rowsOf(directory), directory.list.problems],
      [
        [],
        [
          {
            ...{ scope: "Contoso", tenantId: "t-1" },
            ...{ text: "no right to list subscriptions", kind: "sign-in" },
          },
        ],
      ],
    );
  });

  describe("of two tenants", () => {
    const other = { ...row("b", "s-9"), tenantId: "t-2" };
    const otherSubscription = {
      ...{ id: "s-9", name: "name of s-9" },
      ...{ tenantId: "t-2", tenantName: "" },
    };
    let isLost: boolean;
    beforeEach(() => {
      isLost = false;
      tenants = [contoso, fabrikam];
      pages = [{ clusters: [row("a"), other], problems: [] }];
      subscriptionsAnswer = (tenantId) =>
        tenantId === "t-1"
          ? Promise.resolve(subscriptions)
          : isLost
            ? Promise.reject(new Error("a second factor is wanted"))
            : Promise.resolve([otherSubscription]);
    });

    it("keeps what is known of the one that cannot be asked now, and names it", async () => {
      const directory = create();
      await directory.refresh();
      isLost = true;
      await directory.refresh();
      assert.deepEqual(rowsOf(directory).toSorted(), ["a", "b (old)"]);
      assert.deepEqual(
        directory.list.subscriptions.map(({ id }) => id),
        ["s-1", "s-2", "s-9"],
      );
      assert.deepEqual(
        directory.list.problems.map(({ scope, tenantId }) => [scope, tenantId]),
        [["fabrikam.example", "t-2"]],
      );
      assert.deepEqual(written.at(-1)?.list.clusters.length, 2);
      isLost = false;
      await directory.refresh();
      assert.deepEqual(rowsOf(directory).toSorted(), ["a", "b"]);
    });

    it("keeps nothing of the one that is not to be shown any more", async () => {
      const directory = create();
      await directory.refresh();
      isLost = true;
      seen.settings.set("nap.azure.subscriptions", ["s-1"]);
      await directory.refresh();
      assert.deepEqual(rowsOf(directory), ["a"]);
      assert.deepEqual(directory.list.selected, { chosen: 1, visible: 2 });
    });

    it("says which one a query has failed for", async () => {
      const failure = { ...failing("network").failure, kind: "service" } as const;
      pages = [{ clusters: [row("a")], problems: [{ subscriptionIds: [], failure }] }];
      const directory = create();
      await directory.refresh();
      assert.deepEqual(
        directory.list.problems.map(({ scope }) => scope),
        ["Contoso", "fabrikam.example"],
      );
    });

    it("says which account has to sign in to which", async () => {
      seen.settings.set("nap.azure.credential", "vscode");
      seen.accounts.push("ada@contoso.example");
      isLost = true;
      const directory = create();
      await directory.refresh();
      const [lack] = directory.list.problems;
      assert.deepEqual([lack?.tenantId, lack?.accountId], ["t-2", "ada@contoso.example"]);
    });
  });

  it("drops rows, ways and the kept list with the last account that signs out", async () => {
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push("a@contoso.example", "b@contoso.example");
    pages = [{ clusters: [row("a")], problems: [] }];
    const directory = create();
    await directory.followAccounts();
    assert.deepEqual([asked, directory.session], [[], undefined]);
    await directory.refresh();
    await directory.followAccounts();
    assert.deepEqual([rowsOf(directory), asked.length, cleared], [["a"], 4, 0]);
    seen.accounts.pop();
    await directory.followAccounts();
    assert.deepEqual([directory.session?.accounts, cleared], [["a@contoso.example"], 1]);
    seen.accounts.pop();
    await directory.followAccounts();
    assert.deepEqual(
      [rowsOf(directory), directory.list.phase, directory.session, cleared],
      [[], "signed-out", undefined, 2],
    );
    assert.throws(() => directory.accessOf(row("a")), /no sign-in reaches/);
  });

  it("drops what is shown and kept with who signs out while the first list is being read", async () => {
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push("a@contoso.example");
    cached = { at: "2026-11-01", list: { subscriptions, clusters: [row("a")], problems: [] } };
    pages = [{ clusters: [row("a")], problems: [] }];
    let answer: (() => void) | undefined;
    subscriptionsAnswer = () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(subscriptions);
        };
      });
    const directory = create();
    const first = directory.refresh();
    while (!asked.includes("subscriptions")) await new Promise(setImmediate);
    seen.accounts.pop();
    cached = undefined;
    await directory.followAccounts();
    answer?.();
    await first;
    assert.deepEqual(
      [rowsOf(directory), directory.list.phase, cleared, written],
      [[], "signed-out", 1, []],
    );
  });

  it("drops the list of the last start with who signs out while Azure cannot be reached", async () => {
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push("a@contoso.example");
    cached = { at: "2026-11-01", list: { subscriptions, clusters: [row("a")], problems: [] } };
    const { failure } = failing("network");
    subscriptionsAnswer = () =>
      Promise.reject(Object.assign(new AzureError("no answer"), { failure }));
    const directory = create();
    await directory.refresh();
    assert.deepEqual([rowsOf(directory).length, directory.session], [1, undefined]);
    seen.accounts.pop();
    await directory.followAccounts();
    assert.deepEqual([rowsOf(directory), directory.list.phase, cleared], [[], "signed-out", 1]);
  });

  it("drops what may be of who signs out, though nobody else can be asked now", async () => {
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push("a@contoso.example", "b@fabrikam.example");
    pages = [{ clusters: [row("a")], problems: [] }];
    const directory = create();
    await directory.refresh();
    assert.deepEqual(rowsOf(directory), ["a"]);
    seen.accounts.shift();
    const { failure } = failing("network");
    subscriptionsAnswer = () =>
      Promise.reject(Object.assign(new AzureError("no answer"), { failure }));
    await directory.followAccounts();
    assert.deepEqual([rowsOf(directory), cleared], [[], 1]);
    assert.deepEqual(written.at(-1)?.list.clusters, [row("a")]);
  });

  it("puts back no row for an answer that comes after its account has signed out", async () => {
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push("a@contoso.example", "b@fabrikam.example");
    pages = [{ clusters: [row("a")], problems: [] }];
    const directory = create();
    await directory.refresh();
    const { failure } = failing("network");
    subscriptionsAnswer = () =>
      Promise.reject(Object.assign(new AzureError("no answer"), { failure }));
    seen.accounts.shift();
    await directory.followAccounts();
    assert.deepEqual(directory.session?.accounts, ["b@fabrikam.example"]);
    assert.equal(directory.session.tenants.length, 1);
    seen.accounts.pop();
    await directory.followAccounts();
    directory.update({ ...row("a"), isConfirmed: true });
    assert.deepEqual([rowsOf(directory), directory.list.phase], [[], "signed-out"]);
  });

  it("lists what the other accounts see when VS Code cannot look up one of them", async () => {
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push("a@contoso.example", "b@fabrikam.example");
    seen.brokenAccounts.add("b@fabrikam.example");
    pages = [{ clusters: [row("a")], problems: [] }];
    const directory = create();
    await directory.refresh();
    assert.deepEqual(rowsOf(directory), ["a"]);
    assert.deepEqual(
      directory.list.problems.map(({ scope, kind }) => [scope, kind]),
      [["b@fabrikam.example", "account"]],
    );
  });

  it("keeps whole lists for the next start, also long ones", async () => {
    const clusters = Array.from({ length: 10_000 }, (_, index) => row(`c-${index}`));
    pages = [{ clusters, problems: [] }];
    await create().refresh();
    assert.deepEqual(
      written.map(({ list }) => list),
      [{ subscriptions, clusters, problems: [] }],
    );
  });

  it("keeps what is known of a subscription that is out of reach, and says so", async () => {
    pages = [{ clusters: [row("a"), row("b", "s-2")], problems: [] }];
    const directory = create();
    await directory.refresh();
    pages = [{ clusters: [row("a")], problems: [failing("network")] }];
    await directory.refresh();
    assert.deepEqual(rowsOf(directory).toSorted(), ["a", "b (old)"]);
    assert.deepEqual(directory.list.problems, [problem]);
    assert.deepEqual(written[1]?.list, {
      subscriptions,
      clusters: directory.list.clusters,
      problems: [problem],
    });
  });

  it("names the action of a right that is missing, and no ids of who lacks it", async () => {
    const action = "Microsoft.ContainerService/managedClusters/read";
    const message = `The client 'a' with object id 'b' does not have authorization to perform action '${action}' over scope '/subscriptions/s-2' or the scope is invalid.`;
    const failure = { ...failing("permission").failure, message };
    pages = [{ clusters: [row("a")], problems: [{ subscriptionIds: ["s-2"], failure }] }];
    const directory = create();
    await directory.refresh();
    assert.deepEqual(directory.list.problems, [
      { scope: "name of s-2", text: `you lack the permission ${action}`, kind: "permission" },
    ]);
  });

  it("forgets the clusters of a subscription that may not be seen any more", async () => {
    pages = [{ clusters: [row("a"), row("b", "s-2")], problems: [] }];
    const directory = create();
    await directory.refresh();
    pages = [{ clusters: [row("a")], problems: [failing("permission")] }];
    await directory.refresh();
    assert.deepEqual(rowsOf(directory), ["a"]);
  });

  it("keeps the last list where nothing could be read, and shows it with its time", async () => {
    cached = { at: "2026-11-01", list: { subscriptions, clusters: [row("a")], problems: [] } };
    pages = [{ clusters: [], problems: [failing("network")] }];
    const directory = create();
    await directory.refresh();
    assert.deepEqual([rowsOf(directory), directory.list.cachedAt], [["a"], "2026-11-01"]);
    assert.deepEqual(written, []);
  });

  describe("beside a query that lags behind", () => {
    const answer = (mode: string) => () => ({
      name: "a",
      properties: { nodeProvisioningProfile: { mode }, provisioningState: "Succeeded" },
    });
    const shown = ({ list }: ClusterDirectory) =>
      list.clusters.map(({ name, napMode, isConfirmed, isOld }) =>
        [name, napMode, isConfirmed ? "confirmed" : "", isOld === true ? "old" : ""]
          .filter(Boolean)
          .join(" "),
      );
    let directory: ClusterDirectory;
    beforeEach(async () => {
      pages = [{ clusters: [row("a")], problems: [] }];
      directory = create();
      await directory.refresh();
      directory.update({ ...row("a"), napMode: "Auto", isConfirmed: true });
      asked.length = 0;
    });

    it("asks the cluster itself again, and shows no old mode meanwhile", async () => {
      clusterAnswer = answer("Auto");
      const modes = new Set<string>();
      directory.onDidChange(() => modes.add(shown(directory).join()));
      await directory.refresh();
      assert.deepEqual([...modes], ["a Auto confirmed"]);
      assert.deepEqual(asked.slice(-1), ["GET a"]);
      clusterAnswer = answer("Manual");
      await directory.refresh();
      assert.deepEqual(shown(directory), ["a Manual confirmed"]);
    });

    it("asks nothing where both say the same", async () => {
      pages = [{ clusters: [{ ...row("a"), napMode: "Auto" }], problems: [] }];
      await directory.refresh();
      assert.deepEqual(shown(directory), ["a Auto confirmed"]);
      assert.ok(!asked.includes("GET a"));
    });

    it("marks what cannot be asked again as old", async () => {
      clusterAnswer = () => {
        throw new Error("no answer");
      };
      await directory.refresh();
      assert.deepEqual(shown(directory), ["a Auto old"]);
    });

    it("keeps a cluster that is new in sight, until Azure knows it no more", async () => {
      clusterAnswer = answer("Auto");
      pages = [{ clusters: [], problems: [] }];
      await directory.refresh();
      assert.deepEqual(shown(directory), ["a Auto confirmed"]);
      clusterAnswer = () => {
        throw Object.assign(new AzureError(), { failure: { kind: "not-found" } });
      };
      await directory.refresh();
      assert.deepEqual(shown(directory), []);
      asked.length = 0;
      await directory.refresh();
      assert.ok(!asked.includes("GET a"));
    });

    it("keeps nothing of a subscription that is not shown any more", async () => {
      seen.settings.set("nap.azure.subscriptions", ["s-2"]);
      pages = [{ clusters: [], problems: [] }];
      await directory.refresh();
      assert.deepEqual(shown(directory), []);
    });
  });

  it("counts the tenants where the setting shows none of them, and still knows them", async () => {
    seen.settings.set("nap.azure.tenants", ["another"]);
    const directory = create();
    await directory.refresh();
    assert.equal(directory.list.hiddenTenants, 1);
    assert.deepEqual(await directory.listTenants(), tenants);
    seen.settings.set("nap.azure.tenants", ["T-1"]);
    await directory.refresh();
    assert.equal(directory.list.hiddenTenants, undefined);
  });

  it("shows what blocks by a cluster itself until a preflight says more", () => {
    const directory = create();
    const { id } = row("shop");
    const shown = () => directory.list.verdicts?.get(id.toLowerCase());
    directory.marks.noteBlockers(id, ["Kubenet", "Calico"]);
    assert.deepEqual(shown(), { result: "blocks", text: "Kubenet, Calico", isOfItself: true });
    directory.marks.noteBlockers(id.toUpperCase(), []);
    assert.equal(shown(), undefined);
    const verdict = { result: "fine", text: "37 fine" } as const;
    directory.marks.setVerdict(id, verdict);
    directory.marks.noteBlockers(id, ["Kubenet"]);
    assert.deepEqual(shown(), verdict);
  });

  it("reaches a cluster as its admin by choice alone, and forgets the choice with itself", () => {
    const directory = create();
    const shop = row("Shop");
    assert.equal(directory.marks.isAdmin(shop), false);
    directory.marks.setAdmin(shop.id.toUpperCase(), true);
    assert.equal(directory.marks.isAdmin(shop), true);
    assert.equal(create().marks.isAdmin(shop), false);
    directory.marks.setAdmin(shop.id, false);
    assert.equal(directory.marks.isAdmin(shop), false);
  });
});
