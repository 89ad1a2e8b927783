import assert from "node:assert/strict";
import { accessFromFile, type ClusterAccess } from "../../../src/kube/access.ts";
import { applyChange } from "../../../src/kube/applyChange.ts";
import { readNapEvidence } from "../../../src/kube/readNapEvidence.ts";
import { readSnapshot } from "../../../src/kube/readSnapshot.ts";
import { watchCluster } from "../../../src/kube/watchCluster.ts";
import { freezePatch } from "../../../src/nap/disable/changes/patches.ts";
import { verifyNap } from "../../../src/nap/enable/verification.ts";
import type { ClusterContents } from "../../../src/nap/view/contents/clusterContents.ts";
import type { NodePhase } from "../../../src/nap/view/contents/nodePhase.ts";
import type { NodePoolRow } from "../../../src/nap/view/contents/nodePoolRow.ts";
import { createApiClient, type ApiClient } from "../apiClient.ts";
import { waitFor } from "../clusterObjects.ts";
import { createControlClient, type ControlClient } from "../controlClient.ts";
import { describeWithGo } from "../goToolchain.ts";
import { applyAll, cleanUp, deployment, nodeClass, nodePool, runningPods } from "../scenario.ts";
import { startCluster, type TestCluster } from "../start.ts";

describeWithGo("what is shown of a cluster with Karpenter", () => {
  let cluster: TestCluster;
  let client: ApiClient;
  let control: ControlClient;
  let access: ClusterAccess;
  let stop: AbortController;
  let ended: Promise<void>;
  let seen: ClusterContents[];

  before(async () => {
    cluster = await startCluster({ parts: "all" });
    client = createApiClient(cluster);
    control = createControlClient(cluster);
    access = accessFromFile(cluster.kubeconfigs.reader);
    stop = new AbortController();
    seen = [];
    ended = watchCluster(access, stop.signal, (contents) => seen.push(contents));
  });
  after(async () => {
    stop.abort();
    await ended;
    access.close();
    client.close();
    await cluster.stop();
  });

  /** The pool's row once it is as wanted. */
  const poolOnce = (what: string, isSo: (row: NodePoolRow) => boolean) =>
    waitFor(what, () =>
      Promise.resolve(seen.at(-1)?.nodePools.find((row) => row.name === "default" && isSo(row))),
    );

  it("says that a pool lacks its class, then that both are ready", async () => {
    await applyAll(client, nodePool("default"));
    const lacking = "Not ready: its AKSNodeClass does not exist";
    await poolOnce("the missing class", ({ readiness }) => readiness === lacking);
    await applyAll(client, nodeClass);
    const ready = await poolOnce("readiness", ({ readiness }) => readiness === "Ready");
    assert.deepEqual(ready.warnings, []);
    // Each kind is followed on its own: one may be ahead of the other.
    const found = await waitFor("a ready class", () =>
      Promise.resolve(seen.at(-1)?.nodeClasses.find(({ readiness }) => readiness === "Ready")),
    );
    assert.deepEqual(found.nodePools, ["default"]);
    assert.match(found.images[0]?.version ?? "", /^\d{6}\.\d+\.\d+$/);
    assert.match(found.kubernetesVersion, /^1\.35\./);
  });

  it("knows that NAP works", async () => {
    const admin = accessFromFile(cluster.kubeconfigs.admin);
    const verification = verifyNap(await readNapEvidence(admin), { defaultNodePools: "Auto" });
    admin.close();
    assert.equal(
      verification.statement,
      "Node auto-provisioning works: its kinds are installed; 1 AKSNodeClass ready; 1 NodePool ready.",
    );
  });

  it("says why Azure gives no machine", async () => {
    await control.failVms([{ kind: "skuNotAvailable" }]);
    await applyAll(client, deployment("web", { replicas: 2 }));
    const words = await waitFor("the words of a failed launch", () => {
      const rows = seen.flatMap(({ nodePools }) => nodePools.flatMap(({ nodes }) => nodes));
      const said = rows.map(({ phaseWords }) => phaseWords).concat(eventTexts());
      return Promise.resolve(
        said.find((text) => /may not use this size|None of the sizes/.test(text)),
      );
    });
    assert.notEqual(words, "");
    await control.failVms([]);
  });

  const eventTexts = () => seen.at(-1)?.events.map(({ text }) => text) ?? [];

  it("shows a node with everything about it, through the phases of its start", async () => {
    await runningPods(client, "web", 2);
    const isThere = ({ phaseWords, steps }: NodePoolRow["nodes"][number]) =>
      phaseWords === "Ready" && steps.every(({ state }) => state === "done");
    const row = await poolOnce("a ready node", ({ nodes, readyNodes }) => {
      return readyNodes === 1 && nodes.length === 1 && nodes.every(isThere);
    });
    const [node] = row.nodes;
    assert.ok(node);
    assert.match(node.size, /^Standard_D/);
    assert.match(node.zone, /^southcentralus-\d$/);
    assert.match(node.imageVersion, /^\d{6}\.\d+\.\d+$/);
    assert.match(node.kubernetesVersion, /^v1\.35\./);
    assert.deepEqual(
      [node.capacityType, node.arch, node.phaseWords, node.drift],
      ["on-demand", "amd64", "Ready", ""],
    );
    assert.deepEqual(
      node.steps.map(({ type, state }) => [type, state]),
      [
        ["Launched", "done"],
        ["Registered", "done"],
        ["Initialized", "done"],
      ],
    );
    assert.equal(row.budgets[0]?.allowed, 1);
  });

  it("freezes a pool by the plan's patch, and shows its limit as reached", async () => {
    const writer = accessFromFile(cluster.kubeconfigs.writer);
    // Karpenter writes the status of the pool meanwhile; then another version has to be read.
    const patch = await waitFor("a patch of the version that was read", async () => {
      const [pool] = (await readSnapshot(writer)).nodePools;
      const wanted = pool && freezePatch(pool);
      assert.ok(wanted);
      return applyChange(writer, wanted).then(
        () => wanted,
        () => undefined,
      );
    });
    const row = await poolOnce("the frozen pool", ({ isFrozen }) => isFrozen);
    assert.deepEqual(
      row.limits.map(({ resource, limit, isReached }) => [resource, limit, isReached]),
      [["cpu", "0", true]],
    );
    await assert.rejects(applyChange(writer, patch), /was changed by somebody else/);
    writer.close();
  });

  it("shows drift, and a node on its way out", async () => {
    await control.setVersions({ nodeImage: "202612.01.0" });
    const drifted = await poolOnce("drift", ({ nodes }) => nodes.some(({ drift }) => drift !== ""));
    assert.deepEqual(
      drifted.nodes.map(({ drift }) => drift),
      ["a newer node image is there"],
    );
    await cleanUp(client);
    const phases = new Set(
      seen.flatMap(({ nodePools, strayNodes }) =>
        [...nodePools.flatMap(({ nodes }) => nodes), ...strayNodes].map(({ phase }) => phase),
      ),
    );
    // Phases that last for a moment may fall between two calls.
    const some = (...wanted: NodePhase[]) => wanted.some((phase) => phases.has(phase));
    assert.ok(some("launching", "registering", "initializing"), [...phases].join());
    assert.ok(some("ready"), [...phases].join());
    assert.ok(some("draining", "detaching", "terminating"), [...phases].join());
  });
});
