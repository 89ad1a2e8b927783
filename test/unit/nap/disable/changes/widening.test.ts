import assert from "node:assert/strict";
import fc from "fast-check";
import { keyOf } from "../../../../../src/nap/disable/changes/changeKey.ts";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { emptyingPatches } from "../../../../../src/nap/disable/steps.ts";
import { takeInventory } from "../../../../../src/nap/disable/snapshot/inventory.ts";
import type { Inventory } from "../../../../../src/nap/disable/snapshot/inventory.ts";
import { rememberedOf } from "../../../../../src/nap/disable/changes/remembered.ts";
import { undoPool } from "../../../../../src/nap/disable/changes/undo.ts";
import { wideningOf, wideningOptions } from "../../../../../src/nap/disable/changes/widening.ts";
import { wideningText } from "../../../../../src/nap/view/disable/wideningText.ts";
import type {
  NodePool,
  NodePoolBudget,
} from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import { claim, napNode, nodePool, snapshot } from "../objects.ts";
import { patched } from "../patched.ts";

type Budgets = readonly NodePoolBudget[];

function poolOf(name: string, budgets: Budgets | undefined): NodePool {
  return nodePool(name, { disruption: budgets === undefined ? {} : { budgets } });
}

/** A cluster with so many nodes of each pool. */
function inventoryOf(...pools: readonly (readonly [NodePool, number])[]): Inventory {
  const names = pools.flatMap(([pool, count]) =>
    Array.from({ length: count }, (_, index) => [pool.metadata.name, index] as const),
  );
  return takeInventory(
    snapshot({
      nodePools: pools.map(([pool]) => pool),
      nodes: names.map(([pool, index]) => napNode(`${pool}-${index}`, pool)),
      nodeClaims: names.map(([pool, index]) => claim(`${pool}-${index}`, pool)),
    }),
  );
}

function offered(...pools: readonly (readonly [NodePool, number])[]): readonly string[] {
  return wideningOptions(inventoryOf(...pools)).map((option) => {
    const { label, detail } = wideningText(option);
    return `${label}: ${detail}`;
  });
}

describe("the choice of wider budgets", () => {
  it("says how many nodes may drift at a time, now and then", () => {
    assert.deepEqual(offered([poolOf("a", undefined), 50], [poolOf("b", [{ nodes: "1" }]), 3]), [
      "100% of the nodes at a time: a 5 -> 50 of 50, b 1 -> 3 of 3",
      "50% of the nodes at a time: a 5 -> 25 of 50, b 1 -> 2 of 3",
      "25% of the nodes at a time: a 5 -> 13 of 50",
    ]);
  });

  it("offers one node at a time only where there is none", () => {
    assert.deepEqual(offered([poolOf("a", [{ nodes: "0" }]), 8]), [
      "100% of the nodes at a time: a 0 -> 8 of 8",
      "50% of the nodes at a time: a 0 -> 4 of 8",
      "25% of the nodes at a time: a 0 -> 2 of 8",
      "One node at a time: a 0 -> 1 of 8",
    ]);
  });

  it("offers nothing where all nodes may drift at once already", () => {
    assert.deepEqual(
      offered([poolOf("a", undefined), 1], [poolOf("b", [{ nodes: "100%" }]), 5]),
      [],
    );
  });

  it("offers nothing that lets fewer drift when a closed budget opens", () => {
    // Closed for the whole day, with half of the nodes at other times.
    const closed = { nodes: "0", schedule: "0 0 * * *", duration: "24h" };
    assert.deepEqual(offered([poolOf("a", [closed, { nodes: "50%" }]), 8]), [
      "100% of the nodes at a time: a 0 -> 8 of 8",
      "50% of the nodes at a time: a 0 -> 4 of 8",
    ]);
  });

  it("is there again after it was taken, and what was there first comes back", () => {
    for (const first of [undefined, [{ nodes: "1" }]]) {
      const pool = poolOf("a", first);
      const widen = (one: NodePool, nodes: string): NodePool => {
        const patch = wideningOf(one, nodes, inventoryOf([one, 20]))?.patch;
        assert.notEqual(patch, undefined);
        return patched(one, patch?.patch);
      };
      const twice = widen(widen(pool, "25%"), "100%");
      assert.equal(twice.spec.disruption?.budgets?.at(-1)?.nodes, "100%");
      assert.deepEqual(rememberedOf(twice).budgets?.before, first ?? null);
      assert.equal(wideningOf(twice, "50%", inventoryOf([twice, 20])), undefined);
      assert.deepEqual(patched(twice, undoPool(twice).change?.patch).spec, {
        ...pool.spec,
        // A merge patch leaves the member behind that it was in.
        disruption: first === undefined ? {} : { budgets: first },
      });
    }
  });

  it("is made as it was agreed to, whatever the clock and the nodes say by then", () => {
    const day = { nodes: "0", schedule: "0 8 * * *", duration: "2h" };
    const nodePools = [poolOf("a", [day]), poolOf("b", undefined)];
    const wanted = (takenAt: string, nodes: readonly string[]) => {
      const parts = { nodes: nodes.map((name) => napNode(name, "a")), nodePools, takenAt };
      const { inventory, outlook } = stateOf(snapshot(parts));
      const choices = { widenBudgets: { nodes: "50%", pools: ["a"] } };
      return emptyingPatches({ inventory, outlook, choices }).map(keyOf);
    };
    const agreed = wanted("2026-11-22T09:00:00Z", ["n1", "n2"]);
    assert.deepEqual(wanted("2026-11-22T12:00:00Z", []), agreed);
    assert.match(agreed[0] ?? "", /"nodes\\?":\\?"50%/);
    assert.doesNotMatch(agreed[1] ?? "", /50%/);
  });

  it("never narrows, whatever the budgets and the number of nodes", () => {
    const nodes = fc.oneof(
      fc.integer({ min: 0, max: 60 }).map(String),
      fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
    );
    const budgets = fc.option(fc.array(fc.record({ nodes }), { maxLength: 3 }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(budgets, fc.integer({ min: 0, max: 60 }), (list, count) => {
        for (const { pools } of wideningOptions(inventoryOf([poolOf("a", list), count])))
          for (const { from, to, nodes: of } of pools) {
            assert.ok(from < to && to <= of);
            assert.equal(of, count);
          }
      }),
    );
  });
});
