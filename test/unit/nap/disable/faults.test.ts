import assert from "node:assert/strict";
import fc from "fast-check";
import { widenAll } from "./objects.ts";
import { guardChange } from "../../../../src/nap/disable/changes/guard.ts";
import { skipMigrationPlan, undoPlan } from "../../../../src/nap/disable/changes/otherPlans.ts";
import { takeInventory } from "../../../../src/nap/disable/snapshot/inventory.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import { viewPlan } from "../../../../src/nap/disable/viewPlan.ts";
import { happening, pools, versioned, withoutVersion } from "./arbitraryHappenings.ts";
import { FaultyCluster } from "./faultyCluster.ts";
import type { Happening } from "./faultyCluster.ts";
import type { Change } from "../../../../src/nap/disable/changes/change.ts";
import type { NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";

/** A call that reaches the server or not, and something that happens between the last look and the call. */
interface Attempt {
  readonly plan: "next" | "skip" | "undo";
  readonly fault: "none" | "lostRequest" | "lostAnswer";
  /** How many changes are made before the program is killed. */
  readonly kill: number;
  /** Between reading the cluster for the plan and the first change. */
  readonly before: readonly Happening[];
  /** Between the guard's look and the call. */
  readonly race: Happening | undefined;
  readonly widen: boolean;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  plan: fc.constantFrom("next", "next", "next", "skip", "undo"),
  fault: fc.constantFrom("none", "none", "none", "lostRequest", "lostAnswer"),
  kill: fc.constantFrom(1, 2, 100, 100),
  before: fc.array(happening, { maxLength: 3 }),
  race: fc.option(happening, { nil: undefined, freq: 3 }),
  widen: fc.boolean(),
});
const doing = fc.oneof({ weight: 2, arbitrary: attempt }, { weight: 1, arbitrary: happening });
function changesOf(cluster: FaultyCluster, { plan, widen }: Attempt): readonly Change[] {
  const snapshot = cluster.read();
  if (plan === "undo") return undoPlan(takeInventory(snapshot)).changes;
  if (plan === "skip") return skipMigrationPlan(takeInventory(snapshot)).changes;
  const views = viewPlan(stateOf(snapshot, widen ? widenAll(snapshot) : {}));
  // The look has no changes: going on from it means taking the next step.
  const open = views.filter(({ status, id }) => status !== "done" && id !== "look");
  return open[0]?.changes ?? [];
}

function perform(cluster: FaultyCluster, one: Attempt): void {
  const changes = changesOf(cluster, one);
  for (const happening of one.before) cluster.happen(happening);
  for (const change of changes.slice(0, one.kill)) {
    if (guardChange(change, takeInventory(cluster.read())) !== undefined) continue;
    if (one.race) cluster.happen(one.race);
    if (one.fault !== "lostRequest") cluster.apply(change);
    // Whoever gets no answer stops.
    if (one.fault !== "none") return;
  }
}

function run(all: readonly NodePool[], doings: readonly (Attempt | Happening)[]): FaultyCluster {
  const cluster = new FaultyCluster(all.map(versioned), 3);
  for (const one of doings) {
    if ("is" in one) cluster.happen(one);
    else perform(cluster, one);
  }
  return cluster;
}

describe("the plan among faults and other people", () => {
  const doings = fc.array(doing, { maxLength: 25, size: "max" });

  it("deletes only Karpenter's nodes, touches only its fields and never leaves a node behind in mode Manual", () => {
    fc.assert(
      fc.property(pools, doings, (all, list) => {
        assert.deepEqual(run(all, list).violations, []);
      }),
      { numRuns: 400 },
    );
  });

  it("gives every NodePool back exactly, from wherever it stopped", () => {
    fc.assert(
      fc.property(pools, doings, (all, list) => {
        const cluster = run(all, list);
        for (const change of undoPlan(takeInventory(cluster.read())).changes) cluster.apply(change);
        assert.deepEqual(
          cluster.pools.map(withoutVersion),
          [...cluster.expected.values()].map(withoutVersion),
        );
      }),
      { numRuns: 400 },
    );
  });

  it("does not switch the mode when nodes come back after the last look", () => {
    const next: Attempt = {
      plan: "next",
      fault: "none",
      kill: 100,
      before: [],
      race: undefined,
      widen: true,
    };
    const gone: Happening = { is: "karpenterRemovesNode", pick: 0 };
    const back: Happening[] = [
      { is: "limit", pick: 0, cpu: "5" },
      { is: "karpenterMakesNode", pick: 0 },
    ];
    const between = fc.shuffledSubarray([...back, gone, { is: "status", pick: 1 } as const]);
    const way = [next, next, gone, gone, gone];
    fc.assert(
      fc.property(pools, between, (all, before) => {
        assert.deepEqual(run(all, [...way, { ...next, before }]).violations, []);
      }),
    );
  });

  it("gets to mode Manual when nothing stands in its way", () => {
    const next: Attempt = {
      plan: "next",
      fault: "none",
      kill: 100,
      before: [],
      race: undefined,
      widen: true,
    };
    const drained: Happening = { is: "karpenterRemovesNode", pick: 0 };
    const way = [next, next, drained, drained, drained, next, next];
    fc.assert(
      fc.property(pools, (all) => {
        const cluster = run(all, way);
        assert.deepEqual([cluster.mode, cluster.violations], ["Manual", []]);
      }),
    );
  });

  it("also by deleting the nodes", () => {
    const next: Attempt = {
      plan: "next",
      fault: "none",
      kill: 100,
      before: [],
      race: undefined,
      widen: false,
    };
    const way = [next, next, { ...next, plan: "skip" } as const, next, next];
    fc.assert(
      fc.property(pools, (all) => {
        const cluster = run(all, way);
        assert.deepEqual([cluster.mode, cluster.violations, cluster.truth.size], ["Manual", [], 0]);
      }),
    );
  });
});
