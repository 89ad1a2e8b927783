import assert from "node:assert/strict";

import { joinProblems } from "../../../src/karpenter/runtimeProblem.ts";
import { validateNodeOverlay, validateNodePool } from "../../../src/karpenter/runtimeValidation.ts";
import overlays from "./vectors/nodeOverlayRuntime.json" with { type: "json" };
import pools from "./vectors/nodePoolRuntime.json" with { type: "json" };

function problemsOf(templateSpec: unknown): [string, string][] {
  return validateNodePool({ template: { spec: templateSpec } }).map(({ path, message }) => [
    path.join("."),
    message,
  ]);
}

describe("validation at run time", () => {
  it("says about NodePools what Karpenter says", () => {
    const answers = pools.map(([spec]) => [spec, joinProblems(validateNodePool(spec))]);
    assert.deepEqual(answers, pools);
  });

  it("says about NodeOverlays what Karpenter says", () => {
    const answers = overlays.map(([spec]) => [spec, joinProblems(validateNodeOverlay(spec))]);
    assert.deepEqual(answers, overlays);
  });

  it("places a single error of a requirement at its culprit and several at the requirement", () => {
    const problems = validateNodePool({
      template: {
        spec: {
          requirements: [
            { key: "team", operator: "In", values: ["a", "b c"] },
            { key: "kubernetes.io/hostname", operator: "Gt", values: ["-1"] },
          ],
        },
      },
    });
    const places = problems.map(({ path, causes = [] }) => [
      path.join("."),
      causes.map((cause) => cause.path.join(".")),
    ]);
    const at = "spec.template.spec.requirements";
    assert.deepEqual(places, [
      [`${at}.0.values.1`, [`${at}.0.values.1`]],
      [`${at}.1`, [`${at}.1.key`, `${at}.1.values.0`, `${at}.1.values.0`]],
    ]);
  });

  it("finds the same taint in taints and startup taints, whatever the values", () => {
    const taint = { key: "dedicated", effect: "NoSchedule" };
    assert.deepEqual(problemsOf({ taints: [taint], startupTaints: [{ ...taint, value: "x" }] }), [
      [
        "spec.template.spec.startupTaints.0",
        "duplicate taint Key/Effect pair dedicated=NoSchedule",
      ],
    ]);
  });

  it("walks labels in the order of their keys", () => {
    const labels = { "z z": "ok", "karpenter.sh/nodepool": "x", "a a": "ok" };
    const keys = validateNodePool({ template: { metadata: { labels } } }).map(({ path }) =>
      path.at(-1),
    );
    assert.deepEqual(keys, ["a a", "karpenter.sh/nodepool", "z z"]);
  });

  it("leaves what has the wrong type to the schema", () => {
    for (const spec of [undefined, null, 3, [], { template: "x" }, { template: { spec: [] } }])
      assert.deepEqual(validateNodePool(spec), []);
    assert.deepEqual(validateNodeOverlay({ requirements: "x", capacity: [] }), []);
  });
});
