import "../useVscode.ts";
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entraTokens } from "../../../../src/azure/entraTokens.ts";
import { accessFromContext, listContexts } from "../../../../src/kube/contexts.ts";
import { probeKarpenter } from "../../../../src/kube/probe.ts";
import { watchCluster } from "../../../../src/kube/watchCluster.ts";
import type { PlaceContents } from "../../../../src/nap/view/contents/contentNodes.ts";
import type { ClusterDirectory } from "../../../../src/ui/azure/clusterDirectory.ts";
import type { PlaceReader } from "../../../../src/ui/azure/placeReader.ts";
import { page, startFakeApi, until, watched, type FakeApi } from "../../kube/fakeApi.ts";
import { createLog } from "../memory.ts";
import { EventEmitter } from "../vscode.ts";

const aks = "6dae42f8-4368-4678-94ff-3960e28e3630";
const kubelogin = (...more: readonly string[]) => ({
  exec: {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "kubelogin",
    args: ["get-token", "--server-id", aks, "--tenant-id", "the-tenant", ...more],
  },
});

describe("contexts of kubeconfigs in the tree", () => {
  let api: FakeApi;
  let folder: string;
  let mark: string;
  let reader: PlaceReader;
  let stop: AbortController;
  let signIns: readonly string[];
  const changes = new EventEmitter<void>();
  const before_ = process.env.KUBECONFIG;

  before(async () => {
    api = await startFakeApi(({ path, query }) => {
      if (path === "/apis/karpenter.sh") return { body: { versions: [{ version: "v1" }] } };
      return query.watch === undefined ? page([], "1") : watched([]);
    });
    folder = mkdtempSync(join(tmpdir(), "contexts-"));
    const { createPlaceReader } = await import("../../../../src/ui/azure/placeReader.ts");
    reader = createPlaceReader(directory, createLog().log);
  });
  beforeEach(() => {
    signIns = [];
    stop = new AbortController();
    mark = join(folder, `ran-${Math.random()}`);
    process.env.KUBECONFIG = join(folder, "config");
    writeFileSync(process.env.KUBECONFIG, kubeconfig());
  });
  afterEach(() => stop.abort());
  after(async () => {
    if (before_ === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before_;
    rmSync(folder, { recursive: true });
    await api.close();
  });

  /** One context for each way of signing in; the program leaves a mark and answers a token. */
  function kubeconfig(): string {
    const program = `require("fs").appendFileSync(${JSON.stringify(mark)}, "x");
      console.log(JSON.stringify({ status: { token: "of-the-program" } }))`;
    const users = {
      stored: { token: "stored" },
      entra: kubelogin(),
      principal: kubelogin("--login", "spn"),
      stranger: { exec: { ...kubelogin().exec, args: ["--server-id", "797f4846"] } },
      program: { exec: { command: process.execPath, args: ["-e", program] } },
      broken: { exec: { command: "no-such-program", args: [] } },
    };
    const names = Object.keys(users);
    return JSON.stringify({
      clusters: [{ name: "c", cluster: { server: api.url } }],
      users: Object.entries(users).map(([name, user]) => ({ name, user })),
      contexts: [
        { name: "lost", context: { cluster: "nowhere", user: "stored" } },
        ...names.map((user) => ({ name: user, context: { cluster: "c", user } })),
      ],
    });
  }

  const library = { listContexts, accessFromContext, probeKarpenter, watchCluster, entraTokens };
  const credential = {
    getToken: (scope: string, options: { readonly tenantId?: string }) => {
      const token = `${scope} of ${options.tenantId ?? ""}`;
      return Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 });
    },
  };
  // What reading contexts uses of a directory.
  const directory = {
    library: () => Promise.resolve(library),
    signInFor: () => (signIns.length === 0 ? undefined : { credential }),
    settledClusters: () => Promise.resolve([]),
    onDidChange: changes.event,
  } as unknown as ClusterDirectory;

  /** Opens a context as a click does; gives what is shown of it, kept up to date. */
  async function open(name: string): Promise<{ shown: Partial<PlaceContents> }> {
    const found = (await reader.findContexts()).contexts.find((one) => one.name === name);
    assert.ok(found, name);
    const result: { shown: Partial<PlaceContents> } = { shown: {} };
    const show = (change: Partial<PlaceContents>) => {
      result.shown = { ...result.shown, ...change };
    };
    reader.read({ kind: "context", context: found }, show, stop.signal);
    return result;
  }

  const isLive = ({ shown }: { shown: Partial<PlaceContents> }) =>
    shown.contents?.kinds.nodePools.phase === "live";
  const tokens = () => new Set(api.seen.slice(start).map(({ headers }) => headers.authorization));
  let start = 0;
  beforeEach(() => (start = api.seen.length));

  it("are all listed, with how they sign in, and listing starts nothing", async () => {
    const shared = { server: api.url };
    assert.deepEqual((await reader.findContexts()).contexts, [
      { name: "stored", ...shared, signIn: "stored" },
      { name: "entra", ...shared, signIn: "entra", tenantId: "the-tenant" },
      { name: "principal", ...shared, signIn: "plugin", program: "kubelogin" },
      { name: "stranger", ...shared, signIn: "plugin", program: "kubelogin" },
      { name: "program", ...shared, signIn: "plugin", program: process.execPath },
      { name: "broken", ...shared, signIn: "plugin", program: "no-such-program" },
    ]);
    assert.equal(existsSync(mark), false);
    assert.deepEqual(tokens(), new Set(["Bearer stored"]));
  });

  it("are told with the reason where nothing answers or the entry is wrong, and hide no other", async () => {
    const { users, contexts, clusters } = JSON.parse(kubeconfig()) as Record<string, object[]>;
    const gone = { name: "gone", cluster: { server: "https://127.0.0.1:1" } };
    const wrong = { name: "wrong", user: { "client-certificate": join(folder, "none.pem") } };
    writeFileSync(
      join(folder, "config"),
      JSON.stringify({
        clusters: [...(clusters ?? []), gone],
        users: [...(users ?? []), wrong],
        contexts: [
          { name: "gone", context: { cluster: "gone", user: "stored" } },
          { name: "wrong", context: { cluster: "c", user: "wrong" } },
          ...(contexts ?? []),
        ],
      }),
    );
    const found = await reader.findContexts();
    assert.equal(found.contexts.length, 6);
    assert.deepEqual(
      found.silent.map(({ name }) => name),
      ["gone", "wrong"],
    );
    assert.match(found.silent[0]?.reason ?? "", /^Nothing answers at 127\.0\.0\.1:1/);
    writeFileSync(join(folder, "config"), "contexts: [");
    const broken = await reader.findContexts();
    assert.match(broken.silent[0]?.name ?? "", /config$/);
  });

  it("run their program when they are opened", async () => {
    const opened = await open("program");
    await until(() => isLive(opened), "the NodePools are live");
    assert.equal(existsSync(mark), true);
    assert.deepEqual(tokens(), new Set(["Bearer stored", "Bearer of-the-program"]));
  });

  it("say which program is missing", async () => {
    const opened = await open("broken");
    const problem = () => {
      const state = opened.shown.contents?.kinds.nodePools;
      return state?.phase === "failed" ? state.problem.text : "";
    };
    await until(() => problem() !== "", "the failure is told");
    assert.equal(problem(), "The exec plugin no-such-program is not installed.");
  });

  it("take the sign-in to Azure in the place of kubelogin, once there is one", async () => {
    const opened = await open("entra");
    await until(() => opened.shown.problem !== undefined, "the problem is told");
    assert.deepEqual(opened.shown.problem, {
      text: "This context signs in with Microsoft Entra ID. Sign in to Azure, and it opens without kubelogin.",
      canRunCommand: false,
      needsSignIn: true,
    });
    assert.deepEqual(tokens(), new Set(["Bearer stored"]));
    signIns = ["somebody"];
    changes.fire();
    await until(() => isLive(opened), "the NodePools are live");
    assert.equal(opened.shown.problem, undefined);
    assert.deepEqual(tokens(), new Set(["Bearer stored", `Bearer ${aks}/.default of the-tenant`]));
  });
});
