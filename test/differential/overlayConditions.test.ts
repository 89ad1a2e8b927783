import assert from "node:assert/strict";
import fc from "fast-check";
import { applyManifests, waitFor } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { nodeClass, nodePool } from "../cluster/scenario.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { printAgreement } from "./agreement.ts";
import { compareConditions } from "./conditionDifferences.ts";
import type { Condition } from "./conditions.ts";
import { findingsOf, overlayAnswer, overlayManifest, unsaid } from "./runtimeAnswers.ts";
import { overlaySpecs } from "./runtimeQuestions.ts";
import { conditionsOf, createAccepted } from "./storedObjects.ts";
import type { Stored } from "./storedObjects.ts";

const seed = Number(process.env.NAP_SEED ?? 1);
const wanted = Number(process.env.NAP_RUNTIME_OVERLAYS ?? 100);
const types = ["ValidationSucceeded", "Ready"];

describeWithGo("our runtime layer and the controller of NodeOverlays", () => {
  let overlays: readonly Stored[];
  let conditions: ReadonlyMap<string, readonly Condition[]>;

  withControlPlane("all", async ({ client }) => {
    await applyManifests(client, `${nodeClass}---\n${nodePool("general")}`);
    await waitFor("the pool to be ready", async () => {
      const pools = await conditionsOf(client, "NodePool", () => ["Ready"]);
      return pools.get("general")?.some(isReady) ? true : undefined;
    });
    // Overlays of one weight that match one size would contradict each other.
    const manifests = fc
      .sample(overlaySpecs, { seed, numRuns: 2 * wanted })
      .map((spec, index) => overlayManifest(`overlay-${index}`, { ...spec, weight: index + 1 }));
    overlays = await createAccepted(client, "NodeOverlay", manifests);
    conditions = await conditionsOf(client, "NodeOverlay", () => types);
  });

  it(`set the same conditions on ${wanted} NodeOverlays and more`, () => {
    assert.ok(overlays.length >= wanted, `only ${overlays.length} are accepted`);
    const sound = overlays.filter(({ name }) => conditions.get(name)?.some(isReady));
    console.log(`      Karpenter takes ${sound.length} of ${overlays.length} overlays`);
    assert.ok(sound.length > wanted / 5 && sound.length < overlays.length - wanted / 5);
    compareConditions("conditions of NodeOverlays", overlays, ({ name, spec }) => ({
      theirs: conditions.get(name) ?? [],
      ours: overlayAnswer(spec),
    }));
  });

  it("say the same words, in findings and in conditions", () => {
    const differences = overlays.flatMap(({ name, manifest }) => {
      const all = conditions.get(name) ?? [];
      const failed = all.filter(({ type, status }) => type === types[0] && status === "False");
      const rest = unsaid(findingsOf(manifest, []), failed);
      return rest.length === 0 ? [] : [{ manifest, rest }];
    });
    const agreed = overlays.length - differences.length;
    printAgreement("words of ValidationSucceeded of NodeOverlays", agreed, overlays.length);
    assert.deepEqual(differences.slice(0, 10), []);
  });
});

function isReady({ type, status }: Condition): boolean {
  return type === "Ready" && status === "True";
}
