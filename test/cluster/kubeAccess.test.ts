import assert from "node:assert/strict";
import { accessFromFile, type ClusterAccess } from "../../src/kube/access.ts";
import {
  createObject,
  deleteObject,
  evictPod,
  getObject,
  patchObject,
  type ReadObject,
} from "../../src/kube/changes.ts";
import { problemOf } from "../../src/kube/kubeError.ts";
import { probeKarpenter } from "../../src/kube/probe.ts";
import { readNapEvidence } from "../../src/kube/readNapEvidence.ts";
import { readSnapshot } from "../../src/kube/readSnapshot.ts";
import type { KubeObject } from "../../src/kube/trim.ts";
import { watchCluster } from "../../src/kube/watchCluster.ts";
import { selfHostedKarpenter } from "../../src/nap/enable/selfHosted.ts";
import { verifyNap } from "../../src/nap/enable/verification.ts";
import type { ClusterContents } from "../../src/nap/view/contents/clusterContents.ts";
import { createApiClient, type ApiClient } from "./apiClient.ts";
import { waitFor } from "./clusterObjects.ts";
import { describeWithGo } from "./goToolchain.ts";
import { applyAll, nodeClass, nodePool } from "./scenario.ts";
import { startCluster, type ClusterUser, type TestCluster } from "./start.ts";

describeWithGo("the API server, reached by a kubeconfig", () => {
  let cluster: TestCluster;
  let client: ApiClient;
  let opened: ClusterAccess[];

  before(async () => {
    opened = [];
    cluster = await startCluster({ parts: "api" });
    client = createApiClient(cluster);
    await applyAll(client, nodeClass, nodePool("default"));
  });
  after(async () => {
    for (const access of opened) access.close();
    client.close();
    await cluster.stop();
  });

  const as = (user: ClusterUser) => {
    const access = accessFromFile(cluster.kubeconfigs[user]);
    opened.push(access);
    return access;
  };
  const problemIn = async (run: Promise<unknown>) => {
    const error = await run.then(
      () => assert.fail("it succeeded"),
      (reason: unknown) => reason,
    );
    return problemOf(error) ?? assert.fail(String(error));
  };
  const read = async (kind: "nodePools" | "nodes" | "pods", name: string) => {
    const namespace = kind === "pods" ? "default" : undefined;
    const { metadata } = await getObject(as("admin"), kind, { name, namespace });
    const { uid = "", resourceVersion } = metadata;
    return { name, namespace, uid, resourceVersion } satisfies ReadObject;
  };

  describe("with the rights of a reader", () => {
    it("gives a snapshot of all that a reader may see and names what he may not", async () => {
      const snapshot = await readSnapshot(as("reader"));
      assert.deepEqual(
        snapshot.nodePools.map(({ metadata }) => metadata.name),
        ["default"],
      );
      assert.deepEqual(snapshot.unread, [
        {
          list: "namespaces",
          reason: "forbidden",
          message:
            'No right to list namespaces (403). A role with the verb "list" on "namespaces" gives it.',
        },
      ]);
    });

    it("shows pools and classes, and refuses changes by their verb", async () => {
      const access = as("reader");
      const change = { type: "merge", patch: { spec: { weight: 3 } } } as const;
      const target = { name: "default" };
      const patch = await problemIn(patchObject(access, "nodePools", { target, change }));
      assert.equal(patch.kind, "forbidden");
      assert.match(patch.text, /No right to patch nodepools\.karpenter\.sh "default"/);
      const node = { name: "n", uid: "u" };
      const deletion = await problemIn(deleteObject(access, "nodes", { target: node }));
      assert.match(deletion.text, /No right to delete nodes "n"/);
      const pod = { name: "p", namespace: "default", uid: "u" };
      const eviction = await problemIn(evictPod(access, { target: pod }));
      assert.match(
        eviction.text,
        /No right to create pods\/eviction "p" in namespace "default" \(403\)/,
      );
    });
  });

  it("says to a user of another role which kinds he may not list", async () => {
    const stop = new AbortController();
    const seen: ClusterContents[] = [];
    const done = watchCluster(as("viewer"), stop.signal, (contents) => seen.push(contents));
    const settled = () =>
      Promise.resolve(
        seen.find(({ kinds }) => Object.values(kinds).every(({ phase }) => phase !== "loading")),
      );
    const { kinds } = await waitFor("an answer for every kind", settled);
    stop.abort();
    await done;
    const texts = Object.entries(kinds).map(([kind, state]) => [
      kind,
      "problem" in state ? /list (\S+)/.exec(state.problem.text)?.[1] : state.phase,
    ]);
    assert.deepEqual(Object.fromEntries(texts), {
      nodePools: "nodepools.karpenter.sh",
      nodeClaims: "nodeclaims.karpenter.sh",
      aksNodeClasses: "aksnodeclasses.karpenter.azure.com",
      nodes: "nodes",
      events: "live",
    });
  });

  it("is known to serve Karpenter, whoever asks", async () => {
    assert.deepEqual(await probeKarpenter(as("nobody")), {
      servesKarpenter: true,
      versions: ["v1", "v1alpha1"],
      isAzure: true,
    });
  });

  it("follows changes", async () => {
    const stop = new AbortController();
    let names: string[] = [];
    const done = watchCluster(as("reader"), stop.signal, ({ nodePools }) => {
      names = nodePools.map(({ name }) => name);
    });
    const shows = (wanted: string) =>
      waitFor(wanted, () => Promise.resolve(names.join() === wanted ? true : undefined));
    await shows("default");
    await applyAll(client, nodePool("second"));
    await shows("default,second");
    const target = await read("nodePools", "second");
    await deleteObject(as("writer"), "nodePools", { target });
    await shows("default");
    stop.abort();
    await done;
  });

  describe("changes", () => {
    const weight = async () =>
      (await getObject(as("admin"), "nodePools", { name: "default" })).spec;
    const patch = (change: Parameters<typeof patchObject>[2]["change"], isDryRun = false) =>
      patchObject(as("writer"), "nodePools", { target: { name: "default" }, change, isDryRun });

    it("are made under the version that was read, and refused under an older one", async () => {
      const { resourceVersion } = await read("nodePools", "default");
      const metadata = { resourceVersion };
      const set = (value: number) =>
        patch({ type: "merge", patch: { metadata, spec: { weight: value } } });
      await set(5);
      const problem = await problemIn(set(6));
      assert.equal(problem.kind, "conflict");
      assert.equal(((await weight()) as { weight: number }).weight, 5);
    });

    it("can be tested before they are made", async () => {
      const before = await weight();
      const change = { type: "merge", patch: { spec: { weight: 50 } } } as const;
      const answer = await patch(change, true);
      assert.equal((answer.spec as { weight: number }).weight, 50);
      assert.deepEqual(await weight(), before);
    });

    it("are refused with the field and the server's words", async () => {
      const change = { type: "merge", patch: { spec: { weight: 500 } } } as const;
      const problem = await problemIn(patch(change));
      assert.equal(problem.kind, "invalid");
      assert.deepEqual(problem.causes, [
        {
          field: "spec.weight",
          message: "Invalid value: 500: spec.weight in body should be less than or equal to 100",
        },
      ]);
    });

    it("fail when a test operation does", async () => {
      const operations = [
        { op: "test", path: "/spec/weight", value: 99 },
        { op: "remove", path: "/spec/weight" },
      ];
      const problem = await problemIn(patch({ type: "json", patch: operations }));
      assert.equal(problem.kind, "invalid");
    });

    it("carry our name among the owners of fields", async () => {
      await patch({ type: "merge", patch: { metadata: { annotations: { ours: "yes" } } } });
      const { metadata } = await getObject(as("reader"), "nodePools", { name: "default" });
      const managers = metadata.managedFields?.map(({ manager }) => manager);
      assert.ok(managers?.includes("aks-nap"), managers?.join());
    });
  });

  describe("deletions", () => {
    const node = (name: string): KubeObject => ({ metadata: { name } });

    it("hit the object that was read, never another of its name", async () => {
      const access = as("admin");
      await createObject(access, "nodes", { object: node("one") });
      const target = await read("nodes", "one");
      await deleteObject(access, "nodes", { target });
      await createObject(access, "nodes", { object: node("one") });
      const problem = await problemIn(deleteObject(access, "nodes", { target }));
      assert.equal(problem.kind, "conflict");
      assert.equal((await read("nodes", "one")).name, "one");
    });

    it("are refused when the object has changed since", async () => {
      const access = as("admin");
      await createObject(access, "nodes", { object: node("two") });
      const target = await read("nodes", "two");
      const change = { type: "merge", patch: { metadata: { labels: { a: "b" } } } } as const;
      await patchObject(access, "nodes", { target, change });
      assert.equal((await problemIn(deleteObject(access, "nodes", { target }))).kind, "conflict");
      const { name, uid } = target;
      await deleteObject(access, "nodes", { target: { name, uid } });
      assert.equal((await problemIn(read("nodes", "two"))).kind, "not-found");
    });

    it("change nothing when they are only tested", async () => {
      const access = as("admin");
      await createObject(access, "nodes", { object: node("three") });
      const target = await read("nodes", "three");
      await deleteObject(access, "nodes", { target, isDryRun: true });
      assert.deepEqual(await read("nodes", "three"), target);
    });

    it("say that an object exists already", async () => {
      const { text } = await problemIn(
        createObject(as("admin"), "namespaces", { object: node("default") }),
      );
      assert.equal(text, 'Namespaces "default" exists already (409).');
    });
  });

  it("evicts a pod when its budget allows it, and names the budget when not", async () => {
    const access = as("admin");
    const metadata = { name: "web", namespace: "default", labels: { app: "web" } };
    const containers = [{ name: "c", image: "registry.example/app:1" }];
    await createObject(access, "pods", { object: { metadata, spec: { containers } } });
    const running = {
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
    };
    await client.send("PATCH", "/api/v1/namespaces/default/pods/web/status", {
      body: JSON.stringify(running),
      type: "application/merge-patch+json",
    });
    const selector = { matchLabels: { app: "web" } };
    const budget = {
      metadata: { name: "b", namespace: "default" },
      spec: { maxUnavailable: 0, selector },
    };
    await createObject(access, "podDisruptionBudgets", { object: budget });
    const status = {
      observedGeneration: 1,
      disruptionsAllowed: 0,
      currentHealthy: 1,
      desiredHealthy: 1,
      expectedPods: 1,
    };
    await client.send("PATCH", "/apis/policy/v1/namespaces/default/poddisruptionbudgets/b/status", {
      body: JSON.stringify({ status }),
      type: "application/merge-patch+json",
    });
    const target = await read("pods", "web");
    const problem = await problemIn(evictPod(access, { target }));
    assert.equal(problem.kind, "blocked");
    assert.match(problem.text, /^The pod "web" cannot be evicted now: The disruption budget b /);
    const { uid = "" } = (
      await getObject(access, "podDisruptionBudgets", { name: "b", namespace: "default" })
    ).metadata;
    const budgetTarget = { name: "b", namespace: "default", uid };
    await deleteObject(access, "podDisruptionBudgets", { target: budgetTarget });
    const other = await problemIn(evictPod(access, { target: { ...target, uid: "other" } }));
    assert.equal(other.kind, "conflict");
    await evictPod(access, { target });
  });

  describe("after NAP was enabled", () => {
    const options = { defaultNodePools: "Auto" } as const;

    it("is known to wait for Karpenter while nothing has a status", async () => {
      const verification = verifyNap(await readNapEvidence(as("admin")), options);
      assert.equal(verification.result, "waiting");
      assert.deepEqual(
        verification.points.map(({ id, result }) => [id, result]),
        [
          ["definitions", "ok"],
          ["node-classes", "waiting"],
          ["node-pools", "waiting"],
        ],
      );
    });

    it("is judged by a reader too, who may not read definitions", async () => {
      const evidence = await readNapEvidence(as("reader"));
      assert.deepEqual(
        [...new Set(evidence.problems.map(({ action }) => `${action.verb} ${action.resource}`))],
        ["get customresourcedefinitions.apiextensions.k8s.io"],
      );
      assert.equal(verifyNap(evidence, options).points[0]?.result, "ok");
    });

    it("shows whose Karpenter it is, and can be taken from Helm by the patches that we name", async () => {
      const access = as("admin");
      const name = "aksnodeclasses.karpenter.azure.com";
      const marks = {
        labels: { "app.kubernetes.io/managed-by": "Helm" },
        annotations: {
          "meta.helm.sh/release-name": "karpenter",
          "meta.helm.sh/release-namespace": "kube-system",
        },
      };
      const cluster = {
        name: "c",
        resourceGroup: "rg",
        subscriptionId: "00000000-0000-0000-0000-000000000001",
      };
      const found = async () => selfHostedKarpenter(await readNapEvidence(access), cluster);
      assert.equal(await found(), undefined);
      const change = { type: "merge", patch: { metadata: marks } } as const;
      const kind = "customResourceDefinitions";
      await patchObject(access, kind, { target: { name }, change });
      const selfHosted = await found();
      assert.deepEqual(selfHosted?.release, { name: "karpenter", namespace: "kube-system" });
      for (const { name, patch } of selfHosted.steps.flatMap((step) => step.patches ?? []))
        await patchObject(access, kind, { target: { name }, change: { type: "json", patch } });
      assert.equal(await found(), undefined);
    });
  });
});
