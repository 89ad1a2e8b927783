import { ownValue } from "../../karpenter/ownValue.ts";
import { normalizedKeys } from "../../karpenter/labels.ts";
import { renameKey, setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const legacyLabel: Rule = {
  id: "legacy-label",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "info",
  summary: "A label is written by an old name.",
  why: "Karpenter reads the beta names of the architecture, operating system, instance type, zone and region labels as their present names. They work, but nobody else looks for them any more.",
  example: {
    bad: poolRequiring("beta.kubernetes.io/arch In amd64"),
    good: poolRequiring("kubernetes.io/arch In amd64"),
  },
  *check(manifest) {
    const keys = requirementsOf(manifest).map(({ key, path }) => ({ key, path: [...path, "key"] }));
    for (const { key, path } of keys) {
      const right = ownValue(normalizedKeys, key ?? "");
      if (key === undefined || right === undefined) continue;
      yield {
        at: path,
        message: `${key} is the old name of ${right}.`,
        fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
        tag: "deprecated",
      };
    }
    for (const { key, path } of templateLabelsOf(manifest)) {
      const right = ownValue(normalizedKeys, key);
      if (right === undefined) continue;
      yield {
        at: path,
        onKey: true,
        message: `${key} is the old name of ${right}.`,
        fixes: [{ title: `Rename to ${right}`, edits: renameKey(manifest, path, right) }],
        tag: "deprecated",
      };
    }
  },
};
