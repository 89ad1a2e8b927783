import assert from "node:assert/strict";
import fc from "fast-check";
import {
  emptyStaticPatch,
  freezePatch,
  taintPatch,
  widenPatch,
} from "../../../../../src/nap/disable/changes/patches.ts";
import { rememberedAnnotations } from "../../../../../src/nap/disable/snapshot/names.ts";
import { undoPool } from "../../../../../src/nap/disable/changes/undo.ts";
import { applyMergePatch } from "../../../../../src/nap/disable/changes/mergePatch.ts";
import { patched } from "../patched.ts";
import { nodePool } from "../objects.ts";
import { anyNodePool } from "../arbitraryPools.ts";
import type { NodePool } from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";

const makers = [
  freezePatch,
  taintPatch,
  emptyStaticPatch,
  (pool: NodePool) => widenPatch(pool, "100%"),
  (pool: NodePool) => widenPatch(pool, "2"),
];

function apply(pool: NodePool, maker: (pool: NodePool) => ReturnType<typeof freezePatch>) {
  const change = maker(pool);
  return change === undefined ? pool : patched(pool, change.patch);
}

function undone(pool: NodePool): NodePool {
  const { change } = undoPool(pool);
  return change === undefined ? pool : patched(pool, change.patch);
}

/** Paths of the leaves in which two objects differ; lists count as leaves. */
function differences(left: unknown, right: unknown, path = ""): string[] {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].flatMap((key) => differences(left[key], right[key], `${path}/${key}`));
  }
  if (isObject(left)) return differences(left, {}, path);
  if (isObject(right)) return differences({}, right, path);
  return JSON.stringify(left) === JSON.stringify(right) ? [] : [path];
}

describe("undo of the changes to a NodePool", () => {
  it("gives back every pool exactly, after any changes in any order", () => {
    const order = fc.array(fc.constantFrom(...makers), { maxLength: 8 });
    fc.assert(
      fc.property(anyNodePool, order, (pool, steps) => {
        const changed = steps.reduce(apply, pool);
        assert.deepEqual(undone(changed), pool);
      }),
    );
  });

  it("changes nothing when it runs again", () => {
    fc.assert(
      fc.property(anyNodePool, (pool) => {
        const changed = makers.reduce(apply, pool);
        assert.equal(undoPool(undone(changed)).change, undefined);
      }),
    );
  });

  it("keeps what somebody changed in between, and says so", () => {
    const frozen = makers.reduce(apply, nodePool("default", { limits: { cpu: "100" } }));
    const edited = patched(frozen, {
      spec: {
        limits: { cpu: "50", memory: "1Gi" },
        disruption: { budgets: [{ nodes: "1" }] },
        template: { spec: { taints: [{ key: "other", effect: "NoExecute" }] } },
      },
    });
    const { change, notes } = undoPool(edited);
    assert.deepEqual(notes, [
      "limits.cpu was changed since the freeze and stays as it is",
      "the taint was removed by somebody else already",
      "the budgets were changed since and stay as they are",
    ]);
    const after = patched(edited, change?.patch ?? {});
    assert.deepEqual(after.spec, edited.spec);
    assert.equal(after.metadata.annotations, undefined);
    assert.equal(change?.summary, "notes of this extension removed");
  });

  it("keeps limits and taints that came in between beside ours", () => {
    const frozen = [freezePatch, taintPatch].reduce(apply, nodePool("default"));
    const edited = patched(frozen, {
      spec: {
        limits: { memory: "1Gi" },
        template: {
          spec: {
            taints: [
              { key: "other", effect: "NoExecute" },
              { key: "karpenter.azure.com/disable", effect: "NoSchedule" },
            ],
          },
        },
      },
    });
    const { spec } = undone(edited);
    assert.deepEqual(spec.limits, { memory: "1Gi" });
    assert.deepEqual(spec.template.spec.taints, [{ key: "other", effect: "NoExecute" }]);
  });

  it("leaves annotations alone that it cannot read", () => {
    const texts = ["", "{", "7", "[]", '{"cpu":true}', '{"gpu":"1"}', '"x"'];
    for (const [part, key] of Object.entries(rememberedAnnotations)) {
      for (const text of texts) {
        if (part === "replicas" && text === "7") continue;
        if (part === "taints" && text === "[]") continue;
        const pool = nodePool("default", { limits: { cpu: "0" } });
        const broken = { ...pool, metadata: { ...pool.metadata, annotations: { [key]: text } } };
        const { change, notes } = undoPool(broken);
        assert.deepEqual(
          [change, notes],
          [undefined, [`the annotation ${key} cannot be read and stays`]],
          `${key}=${text}`,
        );
      }
    }
  });

  it("takes back the limits alone when it unfreezes", () => {
    const pool = nodePool("default", { limits: { cpu: "100", memory: "1Ti" } });
    const changed = makers.reduce(apply, pool);
    const { change } = undoPool(changed, ["limits"]);
    assert.deepEqual(change, {
      do: "patchNodePool",
      name: "default",
      summary: "limits.cpu 0 -> 100",
      patch: {
        metadata: {
          resourceVersion: "1",
          annotations: { "nap.aks/limits-before-freeze": null },
        },
        spec: { limits: { cpu: "100" } },
      },
    });
  });
});

describe("the patches of the plan", () => {
  it("carry the version that was read and touch nothing but their field and its annotation", () => {
    const fields: [(typeof makers)[number], string[]][] = [
      [freezePatch, ["/spec/limits/cpu", `/metadata/annotations/${rememberedAnnotations.limits}`]],
      [
        taintPatch,
        ["/spec/template/spec/taints", `/metadata/annotations/${rememberedAnnotations.taints}`],
      ],
      [
        emptyStaticPatch,
        ["/spec/replicas", `/metadata/annotations/${rememberedAnnotations.replicas}`],
      ],
      [
        (pool) => widenPatch(pool, "100%"),
        ["/spec/disruption/budgets", `/metadata/annotations/${rememberedAnnotations.budgets}`],
      ],
    ];
    fc.assert(
      fc.property(anyNodePool, (pool) => {
        for (const [maker, paths] of fields) {
          const change = maker(pool);
          if (change === undefined) continue;
          assert.equal(change.name, pool.metadata.name);
          const { metadata } = change.patch as { metadata: { resourceVersion?: string } };
          assert.equal(metadata.resourceVersion, pool.metadata.resourceVersion);
          const changed = applyMergePatch(pool, change.patch);
          assert.deepEqual(differences(pool, changed).sort(), [...paths].sort());
        }
      }),
    );
  });

  it("are not made a second time", () => {
    fc.assert(
      fc.property(anyNodePool, fc.constantFrom(...makers), (pool, maker) => {
        assert.equal(maker(apply(pool, maker)), undefined);
      }),
    );
  });

  it("leave frozen, tainted and static pools as they are", () => {
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    const { template } = nodePool("a").spec;
    const tainted = nodePool("a", { template: { spec: { ...template.spec, taints } } });
    assert.equal(taintPatch(tainted), undefined);
    for (const cpu of ["0", 0, "0m", "0Gi"])
      assert.equal(freezePatch(nodePool("a", { limits: { cpu } })), undefined);
    const still = nodePool("a", { replicas: 3 });
    assert.deepEqual(
      makers.map((maker) => maker(still)?.summary),
      [undefined, undefined, "replicas 3 -> 0", undefined, undefined],
    );
  });

  it("remember the limits of now when somebody thawed the pool by hand", () => {
    const frozen = apply(nodePool("a", { limits: { cpu: "10" } }), freezePatch);
    const thawed = patched(frozen, { spec: { limits: { cpu: "20" } } });
    const again = apply(thawed, freezePatch);
    assert.deepEqual(undone(again).spec.limits, { cpu: "20" });
  });

  it("set drift free and keep the other reasons of a budget", () => {
    const budgets = [
      { nodes: "0", reasons: ["Drifted"] },
      { nodes: "10%" },
      { nodes: "1", reasons: ["Drifted", "Empty"] },
      { nodes: "2", reasons: ["Underutilized"], schedule: "0 9 * * 1", duration: "8h" },
      { nodes: "3", schedule: "0 0 * * 7", duration: "1h" },
    ];
    const pool = nodePool("a", { disruption: { budgets } });
    assert.deepEqual(apply(pool, (one) => widenPatch(one, "50%")).spec.disruption, {
      budgets: [
        { nodes: "10%", reasons: ["Underutilized", "Empty"] },
        { nodes: "1", reasons: ["Empty"] },
        { nodes: "2", reasons: ["Underutilized"], schedule: "0 9 * * 1", duration: "8h" },
        { nodes: "50%", reasons: ["Drifted"] },
      ],
    });
  });
});
