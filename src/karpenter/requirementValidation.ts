import { goAtoi, goList, goSet } from "./goText.ts";
import { isWellKnown, knownValuesOf, normalizeKey, restrictedLabelError } from "./labels.ts";
import { isQualifiedName, isValidLabelValue } from "./names.ts";
import { listOf, numberOf, recordOf, textOf } from "./plain.ts";
import type { Path, RuntimeProblem } from "./runtimeProblem.ts";

/*
 * ValidateRequirement of karpenter v1.14.0 pkg/apis/v1/nodeclaim_validation.go. Lists that Go prints in random order
 * are sorted.
 */

const operators = ["DoesNotExist", "Exists", "Gt", "Gte", "In", "Lt", "Lte", "NotIn"];
const bounds = ["Gt", "Gte", "Lt", "Lte"];

interface Written {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly minValues: number | undefined;
  readonly path: Path;
}

function at({ path }: Written, place: Path, message: string): RuntimeProblem {
  return { path: [...path, ...place], message };
}

function operatorProblems(written: Written): RuntimeProblem[] {
  const { key, operator } = written;
  if (operators.includes(operator)) return [];
  const message = `key ${key} has an unsupported operator ${operator} not in ${goList(operators)}`;
  return [at(written, ["operator"], message)];
}

function restrictedProblems(written: Written): RuntimeProblem[] {
  const message = restrictedLabelError(written.key);
  return message === undefined ? [] : [at(written, ["key"], message)];
}

function knownValueProblems(written: Written): RuntimeProblem[] {
  const { key, operator, values, minValues } = written;
  const known = isWellKnown(key) && operator === "In" ? knownValuesOf(key) : undefined;
  if (known === undefined) return [];
  const valid = values.filter((value) => known.includes(value));
  const found = `values found in ${goList(values)} for ${key}, expected`;
  if (valid.length === 0) {
    const message = `no valid ${found} one of: ${goSet(known)}, got: ${goList(values)}`;
    return [at(written, ["values"], message)];
  }
  if (minValues === undefined || valid.length >= minValues) return [];
  const message = `not enough valid ${found} at least ${minValues} valid values from: ${goList(known)}, got: ${valid.length}`;
  return [at(written, ["minValues"], message)];
}

function nameProblems(written: Written): RuntimeProblem[] {
  const { key, values } = written;
  const ofKey = isQualifiedName(key).map((rule) =>
    at(written, ["key"], `key ${key} is not a qualified name, ${rule}`),
  );
  const ofValues = values.flatMap((value, index) =>
    isValidLabelValue(value).map((rule) =>
      at(written, ["values", index], `invalid value ${value} for key ${key}, ${rule}`),
    ),
  );
  return [...ofKey, ...ofValues];
}

function countProblems(written: Written): RuntimeProblem[] {
  const { key, operator, values, minValues } = written;
  if (operator !== "In") return [];
  const start = `key ${key} with operator In must have`;
  const none = values.length === 0 ? [at(written, [], `${start} a value defined`)] : [];
  if (minValues === undefined || values.length >= minValues) return none;
  const message = `${start} at least minimum number of values defined in 'values' field`;
  return [...none, at(written, ["minValues"], message)];
}

function boundProblems(written: Written): RuntimeProblem[] {
  const { key, operator, values } = written;
  const [value] = values;
  if (!bounds.includes(operator)) return [];
  const number = value === undefined || values.length !== 1 ? undefined : goAtoi(value);
  if (number?.value !== undefined && number.value >= 0n) return [];
  const place = values.length === 0 ? [] : values.length === 1 ? ["values", 0] : ["values"];
  const message = `key ${key} with operator ${operator} must have a single positive integer value`;
  return [at(written, place, message)];
}

function read(requirement: unknown, path: Path): Written {
  const { key, operator, values, minValues } = recordOf(requirement);
  return {
    key: normalizeKey(textOf(key) ?? ""),
    operator: textOf(operator) ?? "",
    // Values keep their index, which is where a problem is shown.
    values: listOf(values).map((value) => textOf(value) ?? ""),
    minValues: numberOf(minValues),
    path,
  };
}

/**
 * The error about one requirement, or undefined. Its message wraps all that is wrong with it; `causes` has them one by
 * one. The path is that of the only cause, or of the requirement when there are several.
 */
export function requirementProblem(requirement: unknown, path: Path): RuntimeProblem | undefined {
  const written = read(requirement, path);
  const checks = [
    operatorProblems,
    restrictedProblems,
    knownValueProblems,
    nameProblems,
    countProblems,
    boundProblems,
  ];
  const causes = checks.flatMap((check) => check(written));
  const [first] = causes;
  if (first === undefined) return undefined;
  const joined = causes.map(({ message }) => message).join("; ");
  const message = `invalid value: ${joined} in requirements, restricted`;
  return { path: causes.length === 1 ? first.path : path, message, causes };
}
