import assert from "node:assert/strict";
import fc from "fast-check";
import type { ClusterObject } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { printAgreement } from "./agreement.ts";
import { compareConditions, vanishedDifferences } from "./conditionDifferences.ts";
import type { Condition } from "./conditions.ts";
import {
  classAnswer,
  classManifest,
  classTypes,
  findingsOf,
  isServed,
  needsCluster,
  poolAnswer,
  poolManifest,
  unsaid,
} from "./runtimeAnswers.ts";
import { classSpecs, poolSpecs } from "./runtimeQuestions.ts";
import { conditionsOf, createAccepted } from "./storedObjects.ts";
import type { Stored } from "./storedObjects.ts";

const seed = Number(process.env.NAP_SEED ?? 1);
const wantedPools = Number(process.env.NAP_RUNTIME_POOLS ?? 300);
const wantedClasses = Number(process.env.NAP_RUNTIME_CLASSES ?? 100);

const foreignNetwork =
  "/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks/c/subnets/d";
const namedClasses = [
  classManifest("sound", { imageFamily: "Ubuntu" }),
  classManifest("broken", { vnetSubnetID: foreignNetwork }),
];

type Conditions = ReadonlyMap<string, readonly Condition[]>;

describeWithGo("our runtime layer and the controllers of Karpenter", function () {
  let pools: readonly Stored[];
  let ofPools: Conditions;
  let classes: readonly Stored[];
  let ofClasses: Conditions;

  withControlPlane("all", async ({ client }) => {
    const specs = fc.sample(classSpecs, { seed, numRuns: 3 * wantedClasses });
    const manifests = specs.map((spec, index) => classManifest(`class-${index}`, spec));
    classes = await createAccepted(client, "AKSNodeClass", [...namedClasses, ...manifests]);
    ofClasses = await conditionsOf(client, "AKSNodeClass", () => classTypes);
    const poolTexts = fc
      .sample(poolSpecs, { seed, numRuns: 3 * wantedPools })
      .map((spec, index) => poolManifest(`pool-${index}`, spec));
    pools = await createAccepted(client, "NodePool", poolTexts);
    ofPools = await conditionsOf(client, "NodePool", wantedOfPool);
  });

  it("are asked about sound and about failing objects of both kinds", () => {
    const failed = [ofClasses, ofPools].map((answers) => failedOf(answers));
    for (const [name, count] of [...(failed[0] ?? []), ...(failed[1] ?? [])])
      console.log(`      ${name} on ${count} objects`);
    assert.ok(
      failed.every((counts) => counts.size > 3),
      "one kind has nothing to object to",
    );
  });

  it(`set the same conditions on ${wantedClasses} AKSNodeClasses and more`, () => {
    assert.ok(classes.length >= wantedClasses, `only ${classes.length} are accepted`);
    compareConditions("conditions of AKSNodeClasses", classes, ({ name, spec }) => ({
      theirs: ofClasses.get(name) ?? [],
      ours: classAnswer(spec),
    }));
  });

  it(`set the same conditions on ${wantedPools} NodePools and more`, () => {
    assert.ok(pools.length >= wantedPools, `only ${pools.length} are accepted`);
    compareConditions("conditions of NodePools", pools, ({ name, spec }) => {
      const ready = ofClasses.get(classNameOf(spec))?.find(({ type }) => type === "Ready");
      return { theirs: ofPools.get(name) ?? [], ours: poolAnswer(spec, ready) };
    });
  });

  it("say the same words, in findings and in conditions", () => {
    const ofPool = unsaidIn(pools, ofPools, ["ValidationSucceeded"]);
    const ofClass = unsaidIn(classes, ofClasses, ["ImagesReady", "SubnetsReady"]);
    assert.deepEqual([...ofPool, ...ofClass].slice(0, 10), []);
  });

  it("agree on which NodePools name no class, or one that Karpenter ignores", () => {
    const differences = pools.filter(({ name, manifest }) => {
      const conditions = ofPools.get(name) ?? [];
      const absent = conditions.some(({ reason }) => reason === "NodeClassNotFound");
      const isForeign = conditions.length === 0;
      const found = findingsOf(manifest, namedClasses);
      const isAbsent = found.some(({ rule }) => rule === "node-class-not-found");
      // A class of Karpenter for AWS is told with what becomes of it here.
      const isIgnored = found.some(
        ({ rule, path }) =>
          rule === "node-class-ref-target" ||
          (rule === "aws-leftovers" && path.includes("nodeClassRef")),
      );
      return absent !== isAbsent || isForeign !== isIgnored;
    });
    printAgreement("references to classes", pools.length - differences.length, pools.length);
    assert.deepEqual(differences.slice(0, 10), []);
  });

  it("differ in all that the list of known differences names", () => {
    assert.deepEqual(vanishedDifferences(), []);
  });
});

/** How often each condition is there, by type, status and reason. */
function failedOf(answers: Conditions): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type, status, reason } of [...answers.values()].flat()) {
    const name = `${type}=${status} ${reason}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function classNameOf(spec: unknown): string {
  const { template } = spec as { template: { spec: { nodeClassRef: { name: string } } } };
  return template.spec.nodeClassRef.name;
}

function wantedOfPool({ spec }: ClusterObject): readonly string[] {
  return isServed(spec) ? ["NodeClassReady", "ValidationSucceeded", "Ready"] : [];
}

/** Objects of which a condition says what no finding says, or the other way round. */
function unsaidIn(
  objects: readonly Stored[],
  conditions: Conditions,
  types: readonly string[],
): readonly object[] {
  const differences = objects.flatMap(({ name, spec, manifest }) => {
    if (!isServed(spec) && manifest.includes("NodePool")) return [];
    const failed = (conditions.get(name) ?? []).filter(
      ({ type, status, message }) =>
        types.includes(type) && status === "False" && !needsCluster(message),
    );
    const rest = unsaid(findingsOf(manifest, []), failed);
    return rest.length === 0 ? [] : [{ manifest, rest }];
  });
  printAgreement(
    `words of ${types.join(" and ")}`,
    objects.length - differences.length,
    objects.length,
  );
  return differences;
}
