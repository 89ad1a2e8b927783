import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import {
  accessFromContext,
  kubeconfigPaths,
  listContexts,
  pinnedContext,
} from "../../../src/kube/contexts.ts";
import { accessFromText } from "../../../src/kube/access.ts";
import { probeKarpenter } from "../../../src/kube/probe.ts";
import { startFakeApi, status } from "./fakeApi.ts";

describe("the contexts of kubeconfig files", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "contexts-"))));
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: object | string) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const context = (name: string, cluster: string, user: string) => ({
    name,
    context: { cluster, user },
  });

  it("come from the list in KUBECONFIG, else from the home directory", () => {
    assert.deepEqual(kubeconfigPaths({ KUBECONFIG: ["a", "", "b"].join(delimiter) }), ["a", "b"]);
    assert.deepEqual(kubeconfigPaths({ HOME: "/home/me" }), [join("/home/me", ".kube", "config")]);
  });

  it("are merged: the first of a name counts, and parts may stand in several files", () => {
    const one = file("one", {
      "current-context": "a",
      clusters: [{ name: "c1", cluster: { server: "https://one/" } }],
      contexts: [context("a", "c1", "u1"), context("lost", "nowhere", "u1")],
      users: [{ name: "u1", user: { exec: { command: "kubelogin" } } }],
    });
    const two = file("two", {
      "current-context": "b",
      clusters: [{ name: "c1", cluster: { server: "https://other" } }],
      contexts: [context("a", "c2", "u2"), context("b", "c1", "u2")],
      users: [{ name: "u2", user: { exec: { command: "aws" } } }],
    });
    const broken = file("broken", "a: [");
    assert.deepEqual(listContexts([one, join(folder, "missing"), broken, two]), {
      contexts: [
        { name: "a", server: "https://one", signIn: "entra" },
        { name: "lost", server: "", signIn: "entra" },
        { name: "b", server: "https://one", signIn: "plugin", program: "aws" },
      ],
      problems: [{ path: broken, text: "The kubeconfig is not valid YAML (line 1)." }],
    });
    const access = accessFromContext("b", { paths: [one, two] });
    assert.equal(access.server, "https://one");
    access.close();
    assert.throws(() => accessFromContext("c", { paths: [one] }), /no context "c"/);
    assert.throws(() => accessFromContext("lost", { paths: [one] }), /names the cluster "nowhere"/);
  });
});

describe("a context for one terminal", () => {
  it("comes before the user's files and holds its name alone", () => {
    const folder = mkdtempSync(join(tmpdir(), "pinned-"));
    const own = join(folder, "config");
    writeFileSync(own, JSON.stringify({ "current-context": "mine", contexts: [] }));
    const { text, environment } = pinnedContext("it's: shop");
    const path = join(folder, "pinned");
    writeFileSync(path, text);
    const before = process.env.KUBECONFIG;
    process.env.KUBECONFIG = own;
    try {
      const { KUBECONFIG } = environment(path);
      assert.equal(KUBECONFIG, [path, own].join(delimiter));
      assert.equal(text, 'apiVersion: v1\nkind: Config\ncurrent-context: "it\'s: shop"\n');
    } finally {
      if (before === undefined) delete process.env.KUBECONFIG;
      else process.env.KUBECONFIG = before;
      rmSync(folder, { recursive: true });
    }
  });
});

describe("probing an API server for Karpenter", () => {
  const probe = async (groups: Record<string, string[]>, code = 404) => {
    const api = await startFakeApi(({ path }) => {
      const versions = groups[path.split("/")[2] ?? ""];
      return versions === undefined
        ? status(code, "")
        : { body: { versions: versions.map((version) => ({ version })) } };
    });
    const access = accessFromText(api.kubeconfig());
    const found = await probeKarpenter(access);
    access.close();
    await api.close();
    return found;
  };

  it("finds it, with its versions, on Azure and elsewhere", async () => {
    const versions = ["v1", "v1beta1"];
    const azure = { "karpenter.sh": versions, "karpenter.azure.com": ["v1beta1"] };
    assert.deepEqual(await probe(azure), { servesKarpenter: true, versions, isAzure: true });
    assert.deepEqual(await probe({ "karpenter.sh": versions }), {
      servesKarpenter: true,
      versions,
      isAzure: false,
    });
  });

  it("says no only when the server says so", async () => {
    assert.deepEqual(await probe({}), { servesKarpenter: false, versions: [], isAzure: false });
    const { servesKarpenter, problem } = await probe({}, 401);
    assert.equal(servesKarpenter, undefined);
    assert.equal(problem?.kind, "unauthorized");
  });
});
