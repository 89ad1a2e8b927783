import {
  intersection,
  isOperator,
  operatorOf,
  requirementFrom,
} from "../../karpenter/requirement.ts";
import type { Requirement } from "../../karpenter/requirement.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const requirementNoOp: Rule = {
  id: "requirement-no-op",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "info",
  summary: "A requirement, or one of its values, changes nothing.",
  why: "Requirements on one label are intersected: one that another implies, or a value that is listed twice, has no effect. `NotIn` without values means `Exists`. They are harmless, but somebody meant something by them. Values of `Exists` and `DoesNotExist` are ignored (pkg/scheduling/requirement.go of Karpenter): that is an error, since the pool then takes more than they say.",
  example: {
    bad: poolRequiring(
      "karpenter.azure.com/sku-family In D E D",
      'karpenter.azure.com/sku-cpu Gt "3"',
      'karpenter.azure.com/sku-cpu Gte "2"',
    ),
    good: poolRequiring(
      "karpenter.azure.com/sku-family In D E",
      'karpenter.azure.com/sku-cpu Gt "3"',
    ),
  },
  *check(manifest) {
    const requirements = requirementsOf(manifest);
    for (const requirement of requirements) {
      yield* repeatedValues(manifest, requirement);
      yield* ignoredValues(manifest, requirement);
      if (manifest.kind !== "NodeOverlay") yield* notInNothing(manifest, requirement);
    }
    yield* implied(manifest, requirements);
  },
};

function* repeatedValues(
  manifest: Manifest,
  { values }: WrittenRequirement,
): Iterable<RuleFinding> {
  for (const [index, { text, path }] of values.entries()) {
    if (values.findIndex((other) => other.text === text) === index) continue;
    yield {
      at: path,
      tag: "unnecessary",
      message: `${text} is in this list already.`,
      fixes: [{ title: `Remove the second ${text}`, edits: remove(manifest, path) }],
    };
  }
}

/** Which of the two was meant is for the user to say. */
function* ignoredValues(
  manifest: Manifest,
  { operator, values, path }: WrittenRequirement,
): Iterable<RuleFinding> {
  const right = operator === "Exists" ? "In" : operator === "DoesNotExist" ? "NotIn" : undefined;
  if (right === undefined || values.length === 0) return;
  const edits = setValue(manifest, [...path, "operator"], right);
  const at = [...path, "values"];
  yield {
    at,
    severity: "error",
    message: `${operator} takes no values: Karpenter ignores them. Write ${right}, or remove them.`,
    fixes: [
      { title: `Write ${right}`, edits, preferred: false },
      { title: "Remove the values", edits: remove(manifest, at), preferred: false },
    ],
  };
}

function* notInNothing(
  manifest: Manifest,
  { operator, values, valuesNode, path }: WrittenRequirement,
): Iterable<RuleFinding> {
  if (operator !== "NotIn" || values.length > 0 || (valuesNode?.items.length ?? 0) > 0) return;
  yield {
    at: [...path, "operator"],
    message: "NotIn without values excludes nothing: it means Exists.",
    fixes: [
      {
        title: "Write Exists",
        edits: [
          ...setValue(manifest, [...path, "operator"], "Exists"),
          ...remove(manifest, [...path, "values"]),
        ],
      },
    ],
  };
}

interface Read {
  readonly written: WrittenRequirement;
  readonly requirement: Requirement;
}

/** Each requirement that another one on its label implies; of two equal ones the later. */
function* implied(
  manifest: Manifest,
  requirements: readonly WrittenRequirement[],
): Iterable<RuleFinding> {
  const read = requirements.flatMap(readRequirement);
  for (const [index, one] of read.entries()) {
    const stricter = read.find((other, position) => {
      if (other === one || !implies(other.requirement, one.requirement)) return false;
      return position < index || !implies(one.requirement, other.requirement);
    });
    if (stricter === undefined) continue;
    yield {
      at: one.written.path,
      tag: "unnecessary",
      message: `Another requirement on ${one.requirement.key} implies this one: it changes nothing.`,
      fixes: [{ title: "Remove this requirement", edits: remove(manifest, one.written.path) }],
    };
  }
}

const comparisons = ["Gt", "Lt", "Gte", "Lte"];

function readRequirement(written: WrittenRequirement): Read[] {
  const { key, operator, minValues, valuesNode } = written;
  const values = written.values.map(({ text }) => text);
  // Values of a wrong type are another rule's business; judged without them, the requirement would look looser.
  if (values.length !== (valuesNode?.items.length ?? 0)) return [];
  if (key === undefined || !isOperator(operator)) return [];
  if (comparisons.includes(operator) && values.length !== 1) return [];
  return [{ written, requirement: requirementFrom({ key, operator, values, minValues }) }];
}

/** Whether nothing is left out by joining the second to the first; false where they contradict each other. */
function implies(first: Requirement, second: Requirement): boolean {
  if (first.key !== second.key) return false;
  const joined = intersection(second, first);
  return operatorOf(joined) !== "DoesNotExist" && textOf(joined) === textOf(first);
}

function textOf({ values, complement, gte, lte, minValues }: Requirement): string {
  return [complement, gte, lte, minValues, ...values].join(" ");
}
