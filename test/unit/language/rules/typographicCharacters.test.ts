import assert from "node:assert/strict";
import { serviceFor, workspaceOf } from "../service.ts";

const service = serviceFor();

const sound = `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  tags:
    team: a
`;

describe("no-break blanks before the keys of a manifest", () => {
  it("are named as the one cause, and become plain ones", () => {
    const text = sound.replaceAll("  ", "\u00a0\u00a0");
    const file = service.read("pasted.yaml", text);
    const fields = service
      .validate(file, workspaceOf(file))
      .filter(({ layer }) => layer === "unknown-field");
    assert.deepEqual(
      [...new Set(fields.map(({ rule }) => rule))],
      ["typographic-characters"],
      "a field has another explanation",
    );
    assert.equal(service.fixAll("pasted.yaml", text), sound);
  });
});

describe("curly quotes", () => {
  it("stay where they quote several words, of which none is the whole", () => {
    const several = sound.replace("team: a", "team: \u201ca\u201d and \u201cb\u201d");
    assert.equal(service.fixAll("quoted.yaml", several), several);
    const one = sound.replace("team: a", "team: \u201ca b\u201d");
    assert.equal(service.fixAll("quoted.yaml", one), sound.replace("team: a", 'team: "a b"'));
  });
});
