import type {
  LabelSelector,
  NodeSelector,
  NodeSelectorTerm,
  SelectorRequirement,
} from "./kubernetesObjects.ts";

type Labels = Readonly<Record<string, string>>;

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

function meets({ key, operator, values = [] }: SelectorRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
    case "Lt": {
      const [left, right] = [integer(value), integer(values[0])];
      if (left === undefined || right === undefined) return false;
      return operator === "Gt" ? left > right : left < right;
    }
    default:
      return false;
  }
}

/** Whether all of the requirements hold for the labels. */
export function meetsAll(requirements: readonly SelectorRequirement[], labels: Labels): boolean {
  return requirements.every((requirement) => meets(requirement, labels));
}

/** Whether every pair of a `nodeSelector` or of `matchLabels` is among the labels. */
export function hasLabels(wanted: Labels, labels: Labels): boolean {
  // Asked a million times for a big cluster: no lists of entries here.
  for (const key in wanted) if (labels[key] !== wanted[key]) return false;
  return true;
}

/** Whether a label selector matches: no selector matches nothing, an empty one everything. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return hasLabels(matchLabels, labels) && meetsAll(matchExpressions, labels);
}

function termMatches(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  labels: Labels,
  name: string,
): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  return meetsAll(matchExpressions, labels) && meetsAll(matchFields, { "metadata.name": name });
}

/** Whether a node of these labels meets one of the terms; terms without any condition match no node. */
export function matchesNode(
  { nodeSelectorTerms }: NodeSelector,
  node: { readonly name: string; readonly labels: Labels },
): boolean {
  return nodeSelectorTerms.some((term) => termMatches(term, node.labels, node.name));
}
