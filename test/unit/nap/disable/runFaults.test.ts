import assert from "node:assert/strict";
import fc from "fast-check";
import { widenAll } from "./objects.ts";
import { keyOf as changeKey } from "../../../../src/nap/disable/changes/changeKey.ts";
import { commandOf } from "../../../../src/nap/disable/changes/commands.ts";
import { takeInventory } from "../../../../src/nap/disable/snapshot/inventory.ts";
import { skipMigrationPlan, undoPlan } from "../../../../src/nap/disable/changes/otherPlans.ts";
import { keyOf } from "../../../../src/nap/disable/snapshot/podFacts.ts";
import { remedyChanges } from "../../../../src/nap/disable/changes/remedies.ts";
import { runChanges } from "../../../../src/nap/disable/changes/runChanges.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import { disableSteps } from "../../../../src/nap/disable/steps.ts";
import { happening, pools, versioned, withoutVersion } from "./arbitraryHappenings.ts";
import { FailingReach, type Call } from "./failingReach.ts";
import { FaultyCluster, type Happening } from "./faultyCluster.ts";
import type { Change } from "../../../../src/nap/disable/changes/change.ts";
import type { ClusterSnapshot } from "../../../../src/nap/disable/snapshot/snapshot.ts";
import type { Plan } from "../../../../src/nap/disable/changes/runChanges.ts";

/** A plan that somebody agrees to on the cluster as it is; its calls then end as told. */
interface Run {
  readonly plan: keyof typeof plans;
  readonly calls: readonly Call[];
}

function stepPlan(id: "freeze" | "taint" | "manual"): Plan {
  const step = disableSteps.find((one) => one.id === id);
  return (now) => step?.changes(stateOf(now, widenAll(now))) ?? [];
}

/** Every remedy that is a change of a pod or node. */
function remediesOf(now: ClusterSnapshot): readonly Change[] {
  const state = stateOf(now);
  const offered = state.outlook.blockers.flatMap(({ remedies }) => remedies);
  const changes = offered
    .filter(({ kind }) => kind === "removeDoNotDisrupt" || kind === "evictPod")
    .flatMap((remedy) => remedyChanges(remedy, state));
  return [...new Map(changes.map((one) => [changeKey(one), one])).values()];
}

const plans = {
  freeze: stepPlan("freeze"),
  taint: stepPlan("taint"),
  manual: stepPlan("manual"),
  skip: (now) => skipMigrationPlan(takeInventory(now)).changes,
  undo: (now) => undoPlan(takeInventory(now)).changes,
  remedies: (now) => remediesOf(now),
  evict: (now) =>
    takeInventory(now).napNodes.flatMap(({ pods }) =>
      pods.flatMap((pod) => remedyChanges({ kind: "evictPod", pod: keyOf(pod) }, stateOf(now))),
    ),
} as const satisfies Record<string, Plan>;

const call: fc.Arbitrary<Call> = fc.record({
  fault: fc.constantFrom(
    ...(["none", "none", "none", "none", "conflict", "unread"] as const),
    ...(["forbidden", "gone", "lostRequest", "lostAnswer"] as const),
  ),
  // Between a look and its change fits one thing of others: for two, the look would have to take longer than they.
  before: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.tuple(happening)),
});
const runs = fc.array(
  fc.record({
    plan: fc.constantFrom(
      ...(["freeze", "freeze", "taint", "skip", "skip", "manual", "manual", "undo"] as const),
      ...(["remedies", "evict"] as const),
    ),
    calls: fc.array(call, { maxLength: 15, size: "max" }),
  }),
  { maxLength: 10, size: "max" },
);

async function perform(cluster: FaultyCluster, { plan, calls }: Run): Promise<void> {
  const want = plans[plan];
  const reach = new FailingReach(cluster, calls);
  const agreed = want(cluster.read());
  const report = await runChanges(reach, { agreed, plan: want });
  const told = [...report.made, ...report.left, ...report.takenBack];
  assert.deepEqual(new Set(told), new Set(agreed));
  assert.equal(told.length, agreed.length);
}

/** Every run in turn; a person who agrees to nothing changes nothing. */
async function performAll(all: Parameters<typeof versioned>[0][], list: readonly Run[]) {
  const cluster = new FaultyCluster(all.map(versioned), 3, 1);
  for (const run of list) await perform(cluster, run);
  return cluster;
}

const quiet = (plan: Run["plan"]): Run => ({ plan, calls: [] });

describe("runs of changes on a cluster that fails and changes under them", () => {
  it("delete only Karpenter's nodes, touch only their fields and leave no node behind in mode Manual", async () => {
    await fc.assert(
      fc.asyncProperty(pools, runs, async (all, list) => {
        assert.deepEqual((await performAll(all, list)).violations, []);
      }),
      { numRuns: 400 },
    );
  });

  it("are undone exactly, from wherever they stopped", async () => {
    await fc.assert(
      fc.asyncProperty(pools, runs, async (all, list) => {
        const { pools: now, expected } = await performAll(all, [...list, quiet("undo")]);
        assert.deepEqual(now.map(withoutVersion), [...expected.values()].map(withoutVersion));
      }),
      { numRuns: 400 },
    );
  });

  it("do not switch the mode when nodes come back between the last looks", async () => {
    const back: Happening[] = [
      { is: "limit", pick: 0, cpu: "5" },
      { is: "karpenterMakesNode", pick: 0 },
      { is: "status", pick: 1 },
    ];
    const seen = fc.shuffledSubarray(back);
    const unseen = fc.option(fc.constantFrom(...back), { nil: undefined });
    const clear = (["freeze", "taint", "skip"] as const).map(quiet);
    await fc.assert(
      fc.asyncProperty(pools, seen, unseen, async (all, before, last) => {
        const none = { fault: "none", before: [] } as const;
        const calls: Call[] = [none, { ...none, before }, { ...none, before: last ? [last] : [] }];
        const cluster = await performAll(all, [...clear, { plan: "manual", calls }]);
        assert.deepEqual(cluster.violations, []);
      }),
    );
  });

  it("do not switch the mode while NodeClaims are left of nodes that are gone, and end those on demand", async () => {
    const picks = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(pools, picks, async (all, gone) => {
        const cluster = await performAll(all, [quiet("freeze"), quiet("taint")]);
        for (const pick of gone) cluster.happen({ is: "nodeVanishes", pick });
        while (cluster.truth.size > 0) cluster.happen({ is: "karpenterRemovesNode", pick: 0 });
        await perform(cluster, quiet("manual"));
        assert.deepEqual([cluster.mode, cluster.violations], ["Auto", []]);
        for (const plan of ["skip", "manual"] as const) await perform(cluster, quiet(plan));
        assert.deepEqual([cluster.mode, cluster.violations, cluster.claims], ["Manual", [], []]);
      }),
    );
  });

  it("come to mode Manual when nothing stands in their way, whatever happened before", async () => {
    const alone = call.map(({ fault }): Call => ({ fault, before: [] }));
    const faults = fc.array(alone, { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(pools, faults, async (all, calls) => {
        const way = (["freeze", "taint", "skip", "manual"] as const).flatMap((plan) => [
          { plan, calls },
          quiet(plan),
        ]);
        const { mode, violations, truth, claims } = await performAll(all, way);
        assert.deepEqual([mode, violations, truth.size, claims], ["Manual", [], 0, []]);
      }),
      { numRuns: 200 },
    );
  });

  it("tell nothing as made that the cluster does not show when it is read again", async () => {
    await fc.assert(
      fc.asyncProperty(pools, fc.array(call, { maxLength: 15 }), async (all, calls) => {
        const cluster = new FaultyCluster(all.map(versioned), 3);
        const agreed = plans.freeze(cluster.read());
        const reach = new FailingReach(cluster, calls);
        const { made, after } = await runChanges(reach, { agreed, plan: plans.freeze });
        const open = new Set(after && plans.freeze(after).map((one) => commandOf(one)));
        assert.deepEqual(
          made.filter((one) => open.has(commandOf(one))),
          [],
        );
      }),
      { numRuns: 300 },
    );
  });
});
