import assert from "node:assert/strict";
import {
  fieldDoc,
  fieldDocPath,
  type FieldDocs,
} from "../../../../src/language/schema/fieldDocs.ts";

const docs: FieldDocs = {
  fields: {
    Thing: { text: "A thing.", link: "https://example.com/thing" },
    "Thing.spec": { text: "Spec.", since: "v0.7.0" },
    "Thing.spec.old": { text: "Old.", removed: "v1.4.0" },
    "Thing.spec.old.inner": { text: "Inner." },
    "Thing.spec.limits": { text: "Limits." },
    "Thing.spec.limits.*": { text: "A limit." },
    "Thing.spec.taints": { text: "Taints.", link: "https://example.com/taints" },
    "Thing.spec.taints[].effect": { text: "Written out.", since: "v1.0.0" },
  },
  shapes: { Taints: { "[]": { text: "A taint." }, "[].key": { text: "Key.", since: "v1.9.0" } } },
  uses: { "Thing.spec.taints": "Taints" },
};

describe("the description of a field", () => {
  it("is the one written under its path, with what its ancestors say", () => {
    assert.deepEqual(fieldDoc(docs, "Thing.spec.old.inner"), {
      text: "Inner.",
      since: "v0.7.0",
      removed: "v1.4.0",
      link: "https://example.com/thing",
    });
  });

  it("comes from a shared shape where the path has one, the nearest statement first", () => {
    assert.deepEqual(fieldDoc(docs, "Thing.spec.taints[].key"), {
      text: "Key.",
      since: "v1.9.0",
      link: "https://example.com/taints",
    });
    assert.equal(fieldDoc(docs, "Thing.spec.taints[].effect")?.text, "Written out.");
  });

  it("is undefined for an unknown path and for names of Object's own methods", () => {
    for (const path of ["Other", "Thing.spec.nope", "Thing.spec.taints[].nope", "toString", ""])
      assert.equal(fieldDoc(docs, path), undefined);
  });
});

describe("the path of a description", () => {
  it("turns indexes into [] and keys of maps into .*", () => {
    const at = (...segments: (string | number)[]) => fieldDocPath(docs, "Thing", segments);
    assert.equal(at(), "Thing");
    assert.equal(at("spec", "taints", 3, "key"), "Thing.spec.taints[].key");
    assert.equal(at("spec", "limits", "nvidia.com/gpu"), "Thing.spec.limits.*");
    assert.equal(at("spec", "limits", "cpu"), "Thing.spec.limits.*");
  });

  it("is undefined for what is not described", () => {
    const at = (...segments: (string | number)[]) => fieldDocPath(docs, "Thing", segments);
    assert.equal(at("spec", 0), undefined);
    assert.equal(at("spec.limits"), undefined);
    assert.equal(at("spec", "taints", "key"), undefined);
    assert.equal(fieldDocPath(docs, "Other", []), undefined);
  });
});
