import assert from "node:assert/strict";

import { labelMeaning, labelMeanings } from "../../../src/karpenter/labelMeanings.ts";
import { labelSummaries } from "../../../src/language/editing/labelSummaries.ts";
import * as labels from "../../../src/karpenter/labels.ts";
import vectors from "./vectors/labels.json" with { type: "json" };

const registered = Object.fromEntries(vectors as [string, unknown][]);
const errors = registered.restrictedErrors as Record<string, string | null>;

describe("labels", () => {
  it("are the ones that Karpenter and the Azure provider register", () => {
    assert.deepEqual(labels.wellKnownLabels, registered.wellKnown);
    assert.deepEqual(labels.restrictedDomains, registered.restrictedDomains);
    assert.deepEqual(labels.restrictedLabels, registered.restricted);
    assert.deepEqual(labels.knownValues, registered.knownValues);
    assert.deepEqual(labels.normalizedKeys, registered.normalizedKeys);
  });

  it("are refused with Karpenter's words when restricted", () => {
    const answers = Object.keys(errors).map((key) => [
      key,
      labels.restrictedLabelError(key) ?? null,
    ]);
    assert.deepEqual(Object.fromEntries(answers), errors);
  });

  it("are read under their newer names, with no zone meaning regional", () => {
    assert.equal(labels.normalizeKey("beta.kubernetes.io/arch"), "kubernetes.io/arch");
    assert.equal(labels.normalizeKey("team"), "team");
    assert.equal(labels.normalizeKey("constructor"), "constructor");
    assert.equal(labels.normalizeValue("topology.kubernetes.io/zone", ""), "0");
    assert.equal(labels.normalizeValue("topology.kubernetes.io/zone", "toString"), "toString");
    assert.equal(labels.normalizeValue("team", ""), "");
  });

  it("with a closed list of values are explained with the same values", () => {
    const explained = labelMeanings
      .filter(({ key }) => labels.knownValuesOf(key) !== undefined)
      .map(({ key, values }) => [key, [...(values ?? [])].sort()]);
    assert.deepEqual(Object.fromEntries(explained), labels.knownValues);
  });

  it("are explained once each, with an example that fits", () => {
    const keys = labelMeanings.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(Object.keys(labelSummaries), keys);
    for (const { key, example, numeric, values } of labelMeanings) {
      assert.equal(/^\d+$/.test(example), numeric, key);
      if (values !== undefined) assert.ok(values.includes(example), key);
    }
    assert.equal(labelMeaning("karpenter.azure.com/sku-memory")?.numeric, true);
    assert.equal(labelMeaning("team"), undefined);
  });
});
