import { rules } from "./rules/index.ts";

/**
 * Codes of findings of the server's layers that no rule file explains. Their documentation is in schema/layerRules.ts, which
 * is not imported here: the editor reads it from docs/rules.md.
 */
const layerRuleIds: readonly string[] = [
  "api-version",
  "cel-rule",
  "controller-validation",
  "duplicate-item",
  "label-syntax",
  "metadata-name",
  "out-of-bounds",
  "pattern",
  "required",
  "unknown-field",
  "unsupported-value",
  "wrong-type",
  "yaml-duplicate-key",
  "yaml-syntax",
  "yaml-value",
];

/** Every code that a finding can have, sorted. */
export const ruleIds: readonly string[] = [...rules.map(({ id }) => id), ...layerRuleIds].sort();
