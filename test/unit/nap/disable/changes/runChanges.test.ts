import assert from "node:assert/strict";
import { takeInventory } from "../../../../../src/nap/disable/snapshot/inventory.ts";
import { applyMergePatch } from "../../../../../src/nap/disable/changes/mergePatch.ts";
import {
  freezePlan,
  skipMigrationPlan,
  undoPlan,
} from "../../../../../src/nap/disable/changes/otherPlans.ts";
import { runChanges } from "../../../../../src/nap/disable/changes/runChanges.ts";
import type { Plan, RunReport } from "../../../../../src/nap/disable/changes/runChanges.ts";
import { runText } from "../../../../../src/nap/view/disable/runText.ts";
import { claim, napNode, nodePool, snapshot } from "../objects.ts";
import type { Change } from "../../../../../src/nap/disable/changes/change.ts";
import type { NodePool } from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type {
  ChangeProblem,
  NapCluster,
} from "../../../../../src/nap/disable/snapshot/napCluster.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";

/** What goes wrong with one call, and whether the server has made the change all the same. */
interface Fault {
  readonly problem: ChangeProblem;
  readonly isMade: boolean;
}

const forbidden: ChangeProblem = { kind: "forbidden", words: "You may not patch nodepools." };
const cut: ChangeProblem = { kind: "unsure", words: "The connection broke." };
const conflict: ChangeProblem = { kind: "conflict", words: "It has changed." };

/** A cluster of plain data: patches count up versions, deletions mark a node as going. */
class FakeCluster implements NapCluster {
  now: ClusterSnapshot;
  /** By the number of the call to apply, from 1. */
  readonly faults = new Map<number, Fault>();
  /** By the number of the call to read, from 1. */
  readonly unreadable = new Set<number>();
  /** What others do before a call to apply, by its number. */
  readonly meanwhile = new Map<number, () => void>();
  readonly asked: string[] = [];
  #applies = 0;
  #reads = 0;

  constructor(now: ClusterSnapshot) {
    this.now = now;
  }

  read(): Promise<ClusterSnapshot> {
    this.#reads += 1;
    return this.unreadable.has(this.#reads)
      ? Promise.reject(new Error("the cluster cannot be reached"))
      : Promise.resolve(this.now);
  }

  apply(change: Change): Promise<ChangeProblem | undefined> {
    this.#applies += 1;
    this.asked.push("name" in change ? change.name : change.do);
    this.meanwhile.get(this.#applies)?.();
    const fault = this.faults.get(this.#applies);
    const problem = fault?.isMade === false ? undefined : this.#make(change);
    return Promise.resolve(fault?.problem ?? problem);
  }

  edit(name: string, patch: Readonly<Record<string, unknown>>): void {
    const nodePools = this.now.nodePools.map((pool) => {
      if (pool.metadata.name !== name) return pool;
      const resourceVersion = String(Number(pool.metadata.resourceVersion) + 1);
      const changed = applyMergePatch(pool, patch) as NodePool;
      return { ...changed, metadata: { ...changed.metadata, resourceVersion } };
    });
    this.now = { ...this.now, nodePools };
  }

  #make(change: Change): ChangeProblem | undefined {
    if (change.do === "patchNodePool") {
      const pool = this.now.nodePools.find(({ metadata }) => metadata.name === change.name);
      const { metadata } = change.patch as { metadata: { resourceVersion?: string } };
      if (pool?.metadata.resourceVersion !== metadata.resourceVersion) return conflict;
      this.edit(change.name, change.patch);
    }
    if (change.do === "deleteNode") {
      const nodes = this.now.nodes.filter((node) => node.metadata.uid !== change.node.uid);
      if (nodes.length === this.now.nodes.length) return conflict;
      this.now = { ...this.now, nodes };
    }
    return undefined;
  }
}

const freezing: Plan = (now) => freezePlan(takeInventory(now)).changes;
const undoing: Plan = (now) => undoPlan(takeInventory(now)).changes;
const skipping: Plan = (now) => skipMigrationPlan(takeInventory(now)).changes;

function twoPools(): FakeCluster {
  const nodePools = [nodePool("a", { limits: { cpu: "5" } }), nodePool("b")];
  return new FakeCluster(snapshot({ nodePools }));
}

function run(cluster: FakeCluster, plan: Plan): Promise<RunReport> {
  return runChanges(cluster, { agreed: plan(cluster.now), plan });
}

/** Names by what became of them. */
function ends({ made, left, takenBack, unforeseen, problem }: RunReport) {
  const names = (changes: readonly Change[]) =>
    changes.map((one) => ("name" in one ? one.name : "node" in one ? one.node.name : one.do));
  return {
    ...{ made: names(made), left: names(left), takenBack: names(takenBack) },
    ...{ unforeseen: names(unforeseen), problem: problem?.kind },
  };
}

const none = { made: [], left: [], takenBack: [], unforeseen: [], problem: undefined };

function specs(cluster: FakeCluster): readonly unknown[] {
  return cluster.now.nodePools.map(({ metadata, spec }) => [metadata.annotations ?? {}, spec]);
}

describe("making the changes of a plan", () => {
  it("makes all of them and says so by the cluster as it is then", async () => {
    const cluster = twoPools();
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, made: ["a", "b"] });
    assert.deepEqual(runText(report), { isSuccess: true, text: "2 changes done." });
  });

  it("plans again after a conflict, and makes nothing twice", async () => {
    const cluster = twoPools();
    cluster.meanwhile.set(2, () => {
      cluster.edit("b", { metadata: { labels: { team: "x" } } });
    });
    assert.deepEqual(ends(await run(cluster, freezing)), { ...none, made: ["a", "b"] });
    assert.deepEqual(cluster.asked, ["a", "b", "b"]);
  });

  it("does not make what nobody has agreed to when the cluster has changed", async () => {
    const cluster = twoPools();
    const agreed = freezing(cluster.now);
    cluster.edit("a", { spec: { limits: { cpu: "9" } } });
    const report = await runChanges(cluster, { agreed, plan: freezing });
    assert.deepEqual(cluster.asked, ["b"]);
    assert.deepEqual(ends(report), {
      ...{ made: ["b"], left: ["a"], takenBack: [], unforeseen: ["a"] },
      problem: "conflict",
    });
    assert.deepEqual(runText(report), {
      isSuccess: false,
      text: "1 of 2 changes done. Not done: NodePool a: limits.cpu 5 -> 0. The cluster has changed since you looked: look at the changes again.",
    });
    assert.deepEqual(
      report.unforeseen.map((one) => "summary" in one && one.summary),
      ["limits.cpu 9 -> 0"],
    );
  });

  it("does not take a scaling for done when the plan wants another number of nodes by then", async () => {
    const cluster = new FakeCluster(snapshot());
    const scale = (to: number): Change => ({ do: "scaleAgentPool", pool: "fixed", from: 1, to });
    const report = await runChanges(cluster, { agreed: [scale(3)], plan: () => [scale(4)] });
    assert.deepEqual([report.made, report.left], [[], [scale(3)]]);
    assert.deepEqual(cluster.asked, []);
  });

  it("stops at the first refusal and tells what is done and what is not", async () => {
    const cluster = twoPools();
    cluster.faults.set(2, { problem: forbidden, isMade: false });
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, made: ["a"], left: ["b"], problem: "forbidden" });
    assert.deepEqual(runText(report), {
      isSuccess: false,
      text: "1 of 2 changes done. Not done: NodePool b: limits.cpu no limit -> 0. You may not patch nodepools.",
    });
  });

  for (const isMade of [true, false])
    it(`looks again after a lost answer to a request that was ${isMade ? "made" : "lost too"}`, async () => {
      const cluster = twoPools();
      cluster.faults.set(1, { problem: cut, isMade });
      assert.deepEqual(ends(await run(cluster, freezing)), { ...none, made: ["a", "b"] });
      assert.deepEqual(cluster.asked, isMade ? ["a", "b"] : ["a", "a", "b"]);
    });

  it("does not take a failed agent pool for made when the plan asks for another one then", async () => {
    const cluster = new FakeCluster(snapshot());
    cluster.faults.set(1, { problem: { kind: "refused", words: "No quota." }, isMade: false });
    const pool = (name: string): Change => ({
      do: "addAgentPool",
      pool: { name, count: 1, vmSize: "Standard_D2s_v5", mode: "User" },
    });
    const plan: Plan = () => [pool(cluster.asked.length === 0 ? "n" : "n2")];
    const report = await runChanges(cluster, { agreed: [pool("n")], plan });
    assert.deepEqual([report.made, report.left], [[], [pool("n")]]);
    assert.deepEqual(report.unforeseen, [pool("n2")]);
    assert.match(runText(report).text, /^Not done: New agent pool n: .* No quota\.$/);
  });

  it("does not fight for ever", async () => {
    const cluster = twoPools();
    for (let call = 1; call < 50; call += 1)
      cluster.faults.set(call, { problem: conflict, isMade: false });
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, left: ["a", "b"], problem: "conflict" });
    assert.equal(cluster.asked.length, 5);
  });

  describe("of many nodes that go while others change them", () => {
    const names = Array.from({ length: 30 }, (_, index) => `n${String(index).padStart(2, "0")}`);
    const deleting: Plan = (now) => skipping(now).filter((one) => one.do === "deleteNode");
    const busy: ChangeProblem = { kind: "unsure", words: "The API server is too busy (429)." };
    const thirty = () =>
      new FakeCluster(
        snapshot({
          nodePools: [nodePool("default", { limits: { cpu: "0" } })],
          nodes: names.map((name) => napNode(name)),
          nodeClaims: names.map((name) => claim(name)),
        }),
      );

    it("goes on as long as it gets on, however often it is refused", async () => {
      const cluster = thirty();
      for (let call = 1; call < 90; call += 1)
        if (call % 3 !== 0)
          cluster.faults.set(call, { problem: call % 2 ? busy : conflict, isMade: false });
      assert.deepEqual(ends(await run(cluster, deleting)), { ...none, made: names });
      assert.deepEqual(cluster.now.nodes, []);
    });

    it("stops where nothing gets on any more, and tells what is done and what is not", async () => {
      const cluster = thirty();
      for (let call = 11; call < 90; call += 1)
        cluster.faults.set(call, { problem: busy, isMade: false });
      const report = await run(cluster, deleting);
      assert.deepEqual(ends(report), {
        ...none,
        ...{ made: names.slice(0, 10), left: names.slice(10), problem: "unsure" },
      });
      assert.equal(
        runText(report).text,
        "10 of 30 changes done. Not done: Delete node n10; Delete node n11; Delete node n12 and 17 more. The API server is too busy (429).",
      );
    });
  });

  it("names a change that somebody takes back at once", async () => {
    const cluster = twoPools();
    cluster.meanwhile.set(2, () => {
      cluster.edit("a", { metadata: { annotations: null }, spec: { limits: { cpu: "5" } } });
    });
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, made: ["b"], takenBack: ["a"] });
    assert.equal(runText(report).isSuccess, false);
  });

  it("says that nothing is known when the cluster cannot be read afterwards", async () => {
    const cluster = twoPools();
    cluster.unreadable.add(2);
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, made: ["a", "b"], problem: "refused" });
    assert.equal(runText(report).isSuccess, false);
  });

  it("changes nothing when the cluster cannot be read before", async () => {
    const cluster = twoPools();
    cluster.unreadable.add(1);
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, left: ["a", "b"], problem: "refused" });
    assert.deepEqual(cluster.asked, []);
  });

  it("takes a NodePool list that broke off for no list, not for one without pools", async () => {
    const cluster = twoPools();
    const unread = [{ list: "nodePools", reason: "failed", message: "cut off." }] as const;
    cluster.faults.set(2, { problem: cut, isMade: false });
    cluster.meanwhile.set(2, () => {
      cluster.now = { ...cluster.now, nodePools: [], unread };
    });
    const report = await run(cluster, freezing);
    assert.deepEqual(ends(report), { ...none, made: ["a"], left: ["b"], problem: "refused" });
    assert.match(
      runText(report).text,
      /1 of 2 changes done. Not known to be done: NodePool b: limits.cpu no limit -> 0\. nodePools could not be read: cut off\. Whether/,
    );
  });

  it("stops between two changes when it is cancelled", async () => {
    const cluster = twoPools();
    const stop = new AbortController();
    cluster.meanwhile.set(1, () => {
      stop.abort();
    });
    const wanted = { agreed: freezing(cluster.now), plan: freezing };
    const report = await runChanges(cluster, wanted, { signal: stop.signal });
    assert.deepEqual(ends(report), { ...none, made: ["a"], left: ["b"], problem: "cancelled" });
  });

  it("gives the NodePools back exactly, whichever call fails", async () => {
    for (const problem of [forbidden, cut, conflict])
      for (const isMade of [true, false])
        for (const call of [1, 2, 3, 4]) {
          const cluster = twoPools();
          const before = specs(cluster);
          cluster.faults.set(call, { problem, isMade });
          await run(cluster, freezing);
          await run(cluster, undoing);
          // The fault may have been one of the undoing: the same button again.
          await run(cluster, undoing);
          assert.deepEqual(specs(cluster), before, `${problem.kind} ${isMade} ${call}`);
        }
  });

  it("leaves the mode alone while a node is there, and names it", async () => {
    const frozen = nodePool("a", { limits: { cpu: "0" } });
    const nodeClaims = [claim("n1", "a")];
    const nodes = [napNode("n1", "a")];
    const cluster = new FakeCluster(snapshot({ nodePools: [frozen], nodes, nodeClaims }));
    const agreed: readonly Change[] = [{ do: "setMode", mode: "Manual" }];
    const report = await runChanges(cluster, { agreed, plan: () => agreed });
    assert.deepEqual([cluster.asked, report.made], [[], []]);
    assert.equal(
      report.problem?.words,
      "The mode stays Auto. 1 node of NodePools left: n1. 1 NodeClaim left: n1.",
    );
  });

  it("looks at the nodes again before it deletes each of them", async () => {
    const frozen = nodePool("a", { limits: { cpu: "0" } });
    const nodes = [napNode("n1", "a"), napNode("n2", "a"), napNode("n3", "a")];
    const nodeClaims = nodes.map(({ metadata }) => claim(metadata.name, "a"));
    const cluster = new FakeCluster(snapshot({ nodePools: [frozen], nodes, nodeClaims }));
    // While the first one is deleted, the second one loses its NodeClaim.
    cluster.meanwhile.set(1, () => {
      const left = cluster.now.nodeClaims.filter(({ metadata }) => metadata.name !== "n2");
      cluster.now = { ...cluster.now, nodeClaims: left };
    });
    await run(cluster, skipping);
    assert.deepEqual(
      cluster.now.nodes.map(({ metadata }) => metadata.name),
      ["n2"],
    );
  });
});
