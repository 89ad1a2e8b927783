import { goQuote, sortedByBytes } from "./goText.ts";
import { restrictedLabelError } from "./labels.ts";
import { isQualifiedName, isValidLabelValue } from "./names.ts";
import { listOf, recordOf, textOf } from "./plain.ts";
import { requirementProblem } from "./requirementValidation.ts";
import { joinProblems } from "./runtimeProblem.ts";
import type { Path, RuntimeProblem } from "./runtimeProblem.ts";

const nodePoolKey = "karpenter.sh/nodepool";
const template: Path = ["spec", "template"];

function labelProblems(key: string, value: string): string[] {
  const reserved =
    key === nodePoolKey ? [`invalid key name ${goQuote(key)} in labels, restricted`] : [];
  const ofKey = isQualifiedName(key).map(
    (rule) => `invalid key name ${goQuote(key)} in labels, ${goQuote(rule)}`,
  );
  const ofValue = isValidLabelValue(value).map(
    (rule) => `invalid value: ${value} for label[${key}], ${rule}`,
  );
  const restricted = restrictedLabelError(key);
  const ofDomain =
    restricted === undefined ? [] : [`invalid key name ${goQuote(key)} in labels, ${restricted}`];
  return [...reserved, ...ofKey, ...ofValue, ...ofDomain];
}

/** Go walks labels in random order; here they are sorted by key. */
function validateLabels(labels: Readonly<Record<string, unknown>>): RuntimeProblem[] {
  return sortedByBytes(Object.keys(labels)).flatMap((key) =>
    labelProblems(key, textOf(labels[key]) ?? "").map((message) => ({
      path: [...template, "metadata", "labels", key],
      message,
    })),
  );
}

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute", ""];

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

function taintOf(value: unknown): Taint {
  const { key, value: text, effect } = recordOf(value);
  return { key: textOf(key) ?? "", value: textOf(text) ?? "", effect: textOf(effect) ?? "" };
}

type FieldProblem = readonly [place: Path, message: string];

function taintProblems({ key, value, effect }: Taint, field: string): FieldProblem[] {
  const wrong = (rule: string) => `invalid value: ${rule} in ${field}`;
  const ofKey = isQualifiedName(key).map((rule): FieldProblem => [["key"], wrong(rule)]);
  const ofValue = value === "" ? [] : isQualifiedName(value);
  const problems = [...ofKey, ...ofValue.map((rule): FieldProblem => [["value"], wrong(rule)])];
  if (!effects.includes(effect)) problems.push([["effect"], wrong(goQuote(effect))]);
  return problems;
}

/** `seen` is shared by taints and startup taints: the same pair in both lists counts as a duplicate. */
function validateTaints(list: unknown, field: string, seen: Set<string>): RuntimeProblem[] {
  const problems: RuntimeProblem[] = [];
  for (const [index, item] of listOf(list).entries()) {
    const path = [...template, "spec", field, index];
    const taint = taintOf(item);
    if (taint.key === "") {
      // Karpenter wraps whatever the list has produced so far into this error; Go's words for nothing are below.
      const before = problems.length === 0 ? "%!w(<nil>)" : joinProblems(problems);
      problems.push({ path, message: `invalid value: ${before} in ${field}` });
    }
    for (const [place, message] of taintProblems(taint, field))
      problems.push({ path: [...path, ...place], message });
    const pair = `${taint.key}=${taint.effect}`;
    if (seen.has(pair)) problems.push({ path, message: `duplicate taint Key/Effect pair ${pair}` });
    seen.add(pair);
  }
  return problems;
}

function validateRequirements(requirements: readonly unknown[], path: Path): RuntimeProblem[] {
  return requirements.flatMap((requirement, index) => {
    const problem = requirementProblem(requirement, [...path, index]);
    return problem === undefined ? [] : [problem];
  });
}

function nodePoolKeyProblems(requirements: readonly unknown[], path: Path): RuntimeProblem[] {
  return requirements.flatMap((requirement, index) => {
    if (recordOf(requirement).key !== nodePoolKey) return [];
    const message = `invalid key: ${goQuote(nodePoolKey)} in requirements, restricted`;
    return [{ path: [...path, index, "key"], message }];
  });
}

/**
 * What the validation controller says about the `spec` of a NodePool (RuntimeValidate, karpenter v1.14.0
 * pkg/apis/v1/nodepool_validation.go), in its order. Any problem sets ValidationSucceeded to False with reason
 * NodePoolValidationFailed and the joined messages. Paths start at the object, so with "spec".
 */
export function validateNodePool(spec: unknown): RuntimeProblem[] {
  const { metadata, spec: inner } = recordOf(recordOf(spec).template);
  const { taints, startupTaints, requirements } = recordOf(inner);
  const path = [...template, "spec", "requirements"];
  const seen = new Set<string>();
  return [
    ...validateLabels(recordOf(recordOf(metadata).labels)),
    ...validateTaints(taints, "taints", seen),
    ...validateTaints(startupTaints, "startupTaints", seen),
    ...validateRequirements(listOf(requirements), path),
    ...nodePoolKeyProblems(listOf(requirements), path),
  ];
}

const capacityOfEveryNode = ["cpu", "memory", "ephemeral-storage", "pods"];

/** NodeOverlays may not use NotIn without values, which NodePools may. */
function overlayRequirement(requirement: unknown, path: Path): RuntimeProblem[] {
  const problem = requirementProblem(requirement, path);
  const problems = problem === undefined ? [] : [problem];
  const { key, operator, values } = recordOf(requirement);
  if (operator !== "NotIn" || listOf(values).length > 0) return problems;
  const message = `key ${textOf(key) ?? ""} with operator NotIn must have a value defined`;
  return [...problems, { path, message }];
}

/**
 * What the NodeOverlay controller says about the `spec` of a NodeOverlay (RuntimeValidate, karpenter v1.14.0
 * pkg/apis/v1alpha1/nodeoverlay_validation.go): ValidationSucceeded False, reason RuntimeValidation.
 */
export function validateNodeOverlay(spec: unknown): RuntimeProblem[] {
  const { requirements, capacity } = recordOf(spec);
  const ofRequirements = listOf(requirements).flatMap((requirement, index) => {
    // Overlays have no minValues; the schema drops the field.
    const written = { ...recordOf(requirement), minValues: undefined };
    return overlayRequirement(written, ["spec", "requirements", index]);
  });
  const restricted = sortedByBytes(Object.keys(recordOf(capacity))).filter((name) =>
    capacityOfEveryNode.includes(name),
  );
  const ofCapacity = restricted.map((name) => ({
    path: ["spec", "capacity", name],
    message: `invalid capacity: ${name} in resource, restricted`,
  }));
  return [...ofRequirements, ...ofCapacity];
}
