import { goAtoi, goList, sortedByBytes } from "./goText.ts";
import { normalizeKey, normalizeValue } from "./labels.ts";

/*
 * One requirement on one label, as karpenter v1.14.0 pkg/scheduling/requirement.go computes with it.
 */

/** The operators a manifest may use. */
export type Operator = "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt" | "Gte" | "Lte";

const operators: ReadonlySet<string | undefined> = new Set<Operator>([
  "In",
  "NotIn",
  "Exists",
  "DoesNotExist",
  "Gt",
  "Lt",
  "Gte",
  "Lte",
]);

/** Whether the API server knows the operator. */
export function isOperator(text: string | undefined): text is Operator {
  return operators.has(text);
}

/** A requirement as manifests write it (NodePool, NodeClaim, NodeOverlay, node affinity of pods). */
export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values?: readonly string[] | undefined;
  readonly minValues?: number | undefined;
}

/**
 * The values a label may have: those listed or, as `complement`, all but those listed, in both cases only integers
 * within the bounds if there are any. No values without complement means that the label must be absent.
 */
export interface Requirement {
  readonly key: string;
  /** Sorted, without duplicates. */
  readonly values: readonly string[];
  readonly complement: boolean;
  /** Inclusive lower bound; `Gt 4` is 5. */
  readonly gte?: bigint | undefined;
  /** Inclusive upper bound; `Lt 4` is 3. */
  readonly lte?: bigint | undefined;
  readonly minValues?: number | undefined;
}

type Bounds = Pick<Requirement, "gte" | "lte">;

const maxInt64 = 2n ** 63n - 1n;

/** A bound as strconv.Atoi leaves it when its error is ignored: 0 for no number, the limit beyond 64 bits. */
function boundOf(text: string): bigint {
  const number = goAtoi(text);
  if (number.error === undefined) return number.value;
  if (!number.error.endsWith("out of range")) return 0n;
  return text.startsWith("-") ? -maxInt64 - 1n : maxInt64;
}

function boundsOf(operator: Operator, bound: bigint): Bounds {
  if (operator === "Gt") return { gte: bound + 1n };
  if (operator === "Gte") return { gte: bound };
  return operator === "Lt" ? { lte: bound - 1n } : { lte: bound };
}

function withBound(key: string, written: NodeSelectorRequirement): Requirement {
  const [value] = written.values ?? [];
  const { operator, minValues } = written;
  // The schema demands exactly one value; without it nothing is known about the bound.
  if (value === undefined) return { key, values: [], complement: true, minValues };
  const bound = boundOf(value);
  if (operator === "Gt" && bound === maxInt64) return { key, values: [], complement: false };
  return { key, values: [], complement: true, ...boundsOf(operator, bound), minValues };
}

/** Reads a requirement of a manifest: older keys become the newer ones, Gt and Lt inclusive bounds. */
export function requirementFrom(written: NodeSelectorRequirement): Requirement {
  const key = normalizeKey(written.key);
  const { operator, minValues } = written;
  const listed = (written.values ?? []).map((value) => normalizeValue(key, value));
  const values = sortedByBytes([...new Set(listed)]);
  switch (operator) {
    case "In":
      return { key, values, complement: false, minValues };
    case "NotIn":
      return { key, values, complement: true, minValues };
    case "Exists":
      return { key, values: [], complement: true, minValues };
    case "DoesNotExist":
      return { key, values: [], complement: false, minValues };
    default:
      return withBound(key, { ...written, values: listed });
  }
}

function withinBounds(value: string, { gte, lte }: Bounds): boolean {
  if (gte === undefined && lte === undefined) return true;
  const number = goAtoi(value);
  if (number.error !== undefined) return false;
  if (gte !== undefined && number.value < gte) return false;
  return lte === undefined || number.value <= lte;
}

function tighter<T extends bigint | number>(
  left: T | undefined,
  right: T | undefined,
  better: (a: T, b: T) => boolean,
): T | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return better(left, right) ? left : right;
}

function bothBounds(left: Bounds, right: Bounds): Bounds & { readonly crossed: boolean } {
  const gte = tighter(left.gte, right.gte, (a, b) => a > b);
  const lte = tighter(left.lte, right.lte, (a, b) => a < b);
  return { gte, lte, crossed: gte !== undefined && lte !== undefined && gte > lte };
}

function bothValues(left: Requirement, right: Requirement): string[] {
  if (left.complement && right.complement)
    return sortedByBytes([...new Set([...left.values, ...right.values])]);
  const [listed, other] = left.complement ? [right, left] : [left, right];
  return listed.values.filter((value) => other.values.includes(value) !== other.complement);
}

/** The requirement that holds when both hold. Bounds are forgotten once the values are listed. */
export function intersection(left: Requirement, right: Requirement): Requirement {
  const { key } = left;
  const minValues = tighter(left.minValues, right.minValues, (a, b) => a > b);
  const { crossed, ...bounds } = bothBounds(left, right);
  if (crossed) return { key, values: [], complement: false, minValues };
  const values = bothValues(left, right).filter((value) => withinBounds(value, bounds));
  const complement = left.complement && right.complement;
  return { key, values, complement, ...(complement ? bounds : {}), minValues };
}

/**
 * Whether some value satisfies both, in Karpenter's judgement: two complements always intersect unless their bounds
 * cross, even if no integer is left between them.
 */
export function hasIntersection(left: Requirement, right: Requirement): boolean {
  const { crossed, ...bounds } = bothBounds(left, right);
  if (crossed) return false;
  if (left.complement && right.complement) return true;
  return bothValues(left, right).some((value) => withinBounds(value, bounds));
}

/** Whether the requirement allows a label to have this value. */
export function allows(requirement: Requirement, value: string): boolean {
  return (
    requirement.values.includes(value) !== requirement.complement &&
    withinBounds(value, requirement)
  );
}

/** The operator that the state amounts to; bounds show as Exists or NotIn. */
export function operatorOf({ complement, values }: Requirement): Operator {
  if (complement) return values.length > 0 ? "NotIn" : "Exists";
  return values.length > 0 ? "In" : "DoesNotExist";
}

const mostValuesShown = 5;

function shownValues(values: readonly string[]): string {
  const rest = values.length - mostValuesShown;
  return goList(rest > 0 ? [...values.slice(0, mostValuesShown), `and ${rest} others`] : values);
}

/** The requirement as Karpenter's messages and logs show it: `key In [a b]`, `key Exists >=5`. */
export function formatRequirement(requirement: Requirement): string {
  const { key, values, gte, lte, minValues } = requirement;
  const parts = [key, operatorOf(requirement)];
  if (values.length > 0) parts.push(shownValues(values));
  if (gte !== undefined) parts.push(`>=${gte}`);
  if (lte !== undefined) parts.push(`<=${lte}`);
  if (minValues !== undefined) parts.push(`minValues ${minValues}`);
  return parts.join(" ");
}
