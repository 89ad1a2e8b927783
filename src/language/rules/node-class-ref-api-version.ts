import { renameKey, remove, setValue } from "../edit/edit.ts";
import { pair, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { nodeSpecPath } from "./access.ts";
import { awsKinds } from "./awsCounterparts.ts";
import { nodePool } from "./examples.ts";

export const nodeClassRefApiVersion: Rule = {
  id: "node-class-ref-api-version",
  kinds: ["NodePool", "NodeClaim"],
  layer: "unknown-field",
  severity: "error",
  summary: "nodeClassRef has a `group`, not an `apiVersion`.",
  why: "In v1beta1 the reference named an apiVersion. In `karpenter.sh/v1` it names the `group` alone, without the version; `apiVersion` is an unknown field there.",
  example: {
    bad: nodePool().replace(
      "group: karpenter.azure.com",
      "apiVersion: karpenter.azure.com/v1beta1",
    ),
    good: nodePool(),
  },
  explain(finding, manifest) {
    const ref = [...nodeSpecPath(manifest), "nodeClassRef"];
    const old = [...ref, "apiVersion"];
    if (pair(manifest, ...old) === undefined) return undefined;
    const path = finding.path.join("/");
    const isUnknown = finding.layer === "unknown-field" && path === old.join("/");
    const isMissing = finding.layer === "schema" && path === [...ref, "group"].join("/");
    if (!isUnknown && !isMissing) return undefined;
    return {
      at: old,
      onKey: true,
      message:
        "nodeClassRef names the group of the class, without a version: write group: karpenter.azure.com.",
      fixes: [fix(manifest, ref)],
    };
  },
};

function fix(manifest: Manifest, ref: Path): RuleFix {
  const old = [...ref, "apiVersion"];
  const isOfAws = awsKinds.has(textAt(manifest, ...ref, "kind") ?? "");
  const group = isOfAws
    ? "karpenter.azure.com"
    : (textAt(manifest, ...old) ?? "").replace(/\/.*$/, "");
  const kind = isOfAws ? setValue(manifest, [...ref, "kind"], "AKSNodeClass") : [];
  if (pair(manifest, ...ref, "group") === undefined)
    return {
      title: `Write group: ${group}`,
      edits: [...renameKey(manifest, old, "group"), ...setValue(manifest, old, group), ...kind],
    };
  const target = isOfAws ? setValue(manifest, [...ref, "group"], group) : [];
  return { title: "Remove apiVersion", edits: [...remove(manifest, old), ...target, ...kind] };
}
