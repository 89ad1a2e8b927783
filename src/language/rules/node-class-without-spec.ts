import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";

const start = `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: general
`;

export const nodeClassWithoutSpec: Rule = {
  id: "node-class-without-spec",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "An AKSNodeClass needs a `spec`, even an empty one.",
  why: "The API server takes a class without `spec`, but fills in defaults only inside one: without it there is no size of the OS disk, and the provider stumbles over that when it makes instance types. `spec: {}` is enough.",
  example: { bad: start, good: `${start}spec: {}\n` },
  *check(manifest) {
    const spec = at(manifest, "spec");
    const isMissing = spec === undefined || (spec.kind === "scalar" && spec.value === null);
    if (!isMissing || manifest.partial) return;
    yield {
      at: ["spec"],
      message:
        "Without a spec no default is filled in, and the provider fails on the missing size of the OS disk: write spec: {}.",
      fixes: [{ title: "Add an empty spec", edits: setValue(manifest, ["spec"], {}) }],
    };
  },
};
