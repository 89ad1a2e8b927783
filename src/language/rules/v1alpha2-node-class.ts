import { Draft } from "../edit/draft.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";

const example = `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  imageFamily: AzureLinux # as before
`;

export const v1alpha2NodeClass: Rule = {
  id: "v1alpha2-node-class",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "AKSNodeClass v1alpha2 is deprecated in favour of v1beta1.",
  why: "Both versions have the same fields, and the API server stores v1beta1; it answers each v1alpha2 with the warning `use v1beta1.AKSNodeClass instead`. `imageVersion`, which early previews had, exists in neither: the fix removes it.",
  example: { bad: example.replace("v1beta1", "v1alpha2"), good: example },
  *check(manifest) {
    const { crd } = manifest;
    if (crd?.version !== "v1alpha2" || crd.deprecated !== true) return;
    yield {
      at: ["apiVersion"],
      message: `This version is deprecated (the server says: ${crd.deprecationWarning ?? "deprecated"}); v1beta1 has the same fields.`,
      tag: "deprecated",
      fixes: [{ title: "Write karpenter.azure.com/v1beta1", edits: toV1beta1(manifest) }],
    };
  },
};

function toV1beta1(manifest: Manifest): readonly Edit[] {
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, ["apiVersion"], "karpenter.azure.com/v1beta1"));
  if (draft.json(["spec", "imageVersion"]) !== undefined)
    draft.step((now) => remove(now, ["spec", "imageVersion"]));
  return draft.edits();
}
