import assert from "node:assert/strict";

import {
  isDNS1123Label,
  isDNS1123Subdomain,
  isQualifiedName,
  isValidLabelValue,
} from "../../../src/karpenter/names.ts";
import vectors from "./vectors/names.json" with { type: "json" };

describe("the name rules of Kubernetes", () => {
  it("give the messages of apimachinery", () => {
    const answers = vectors.map(([value]) => {
      const text = value as string;
      const qualifiedName = isQualifiedName(text);
      const labelValue = isValidLabelValue(text);
      const subdomain = isDNS1123Subdomain(text);
      return [text, { qualifiedName, labelValue, subdomain, label: isDNS1123Label(text) }];
    });
    assert.deepEqual(answers, vectors);
  });
});
