import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { meantValue } from "../../karpenter/valueSynonyms.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement, WrittenText } from "./access.ts";
import { poolRequiring } from "./examples.ts";
import { listedFixes } from "./listedFixes.ts";

export const knownLabelValue: Rule = {
  id: "known-label-value",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "A label with a fixed set of values is asked for another one.",
  why: "Labels such as the architecture, the capacity type or `true`/`false` facts have few values, spelt in one way. Any other value matches no machine; for some of the labels Karpenter's validation says so, for others the pool just stays empty.",
  example: {
    bad: poolRequiring("kubernetes.io/arch In AMD64"),
    good: poolRequiring("kubernetes.io/arch In amd64"),
  },
  *check(manifest) {
    for (const requirement of requirementsOf(manifest)) {
      if (requirement.operator !== "In" && requirement.operator !== "NotIn") continue;
      const known = knownOf(requirement);
      const unknown = known ? unknownOf(requirement, known) : [];
      if (known === undefined || isForController(requirement, unknown)) continue;
      const all = unknown.length === requirement.values.length && requirement.operator === "In";
      for (const value of unknown)
        yield {
          at: value.path,
          message: sentence(requirement, value, known),
          severity: all ? "error" : "warning",
          fixes: fixes(manifest, requirement, { value, known }),
        };
    }
  },
  explain(finding, manifest) {
    if (
      finding.layer !== "runtime" ||
      !(finding.server?.message ?? "").includes("valid values found")
    )
      return undefined;
    for (const requirement of requirementsOf(manifest)) {
      if (!requirement.path.every((step, index) => finding.path[index] === step)) continue;
      const known = knownOf(requirement);
      const [value] = known ? unknownOf(requirement, known) : [];
      if (known === undefined || value === undefined) continue;
      return {
        at: value.path,
        message: sentence(requirement, value, known),
        fixes: fixes(manifest, requirement, { value, known }),
      };
    }
    return undefined;
  },
};

/** Values that have a rule of their own. */
const elsewhere = ["reserved", "windows"];

function knownOf({ key }: WrittenRequirement): readonly string[] | undefined {
  return labelMeaning(normalizeKey(key ?? ""))?.values;
}

function unknownOf(
  { values }: WrittenRequirement,
  known: readonly string[],
): readonly WrittenText[] {
  return values.filter(
    ({ text }) => !known.includes(text) && !elsewhere.includes(text.toLowerCase()),
  );
}

/** Karpenter's validation refuses lists of In without a single known value; that finding is explained instead. */
function isForController(
  requirement: WrittenRequirement,
  unknown: readonly WrittenText[],
): boolean {
  const key = normalizeKey(requirement.key ?? "");
  const judged = !["kubernetes.io/arch", "kubernetes.io/os"].includes(key);
  return judged && requirement.operator === "In" && unknown.length === requirement.values.length;
}

function sentence(
  { key }: WrittenRequirement,
  { text }: WrittenText,
  known: readonly string[],
): string {
  return `No machine has ${key ?? ""}=${text}: ${known.length > 1 ? "the values are" : "the only value is"} ${known.join(", ")}.`;
}

function fixes(
  manifest: Manifest,
  requirement: WrittenRequirement,
  { value, known }: { value: WrittenText; known: readonly string[] },
): RuleFix[] {
  const listed = listedFixes(manifest, requirement.key, value);
  if (listed) return listed;
  const right = meantValue(value.text, known);
  const others = requirement.values.filter((other) => other !== value).map(({ text }) => text);
  if (right !== undefined && others.includes(right))
    return [{ title: `Remove ${value.text}`, edits: remove(manifest, value.path) }];
  return [right, ...known.filter((candidate) => candidate !== right)]
    .filter((candidate) => candidate !== undefined && !others.includes(candidate))
    .map((candidate) => ({
      title: `Write ${candidate ?? ""}`,
      edits: setValue(manifest, value.path, candidate ?? ""),
      preferred: candidate === right,
    }));
}
