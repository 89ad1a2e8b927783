import { listed } from "../../listed.ts";
import type { Blocker, BlockerKind } from "../../disable/blockers/blocker.ts";

/** Blockers that are the same thing to whoever has to act: one PodDisruptionBudget over many pods, one lack of room. */
export interface Cause {
  /** Unique among the causes of a reading, and the same in later ones. */
  readonly id: string;
  readonly kind: BlockerKind;
  readonly effect: Blocker["effect"];
  /** What it is called beside its kind; empty where the kind says all. */
  readonly name: string;
  readonly blockers: readonly Blocker[];
  readonly pods: readonly string[];
  readonly nodes: readonly string[];
}

const order: readonly Blocker["effect"][] = ["blocks", "unknown", "loses", "waits", "info"];

const isOfPools: ReadonlySet<BlockerKind> = new Set([
  "disruptionBudget",
  "doNotDisruptTemplate",
  "reverted",
  "staticPool",
  "withoutNodeClass",
]);

/** PodDisruptionBudgets, NodePools and locks each are a cause of their own; pods and nodes of a kind are one together. */
function nameOf({ kind, nodePool, remedies, words }: Blocker): string {
  const budgets = remedies.flatMap((remedy) =>
    remedy.kind === "openBudget" || remedy.kind === "dropBudget" ? [remedy.budget] : [],
  );
  if (budgets.length > 0) return budgets.join(", ");
  if (kind === "lock") return words;
  const isOfPool = isOfPools.has(kind);
  return isOfPool ? (nodePool ?? "") : "";
}

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.flatMap((name) => name ?? []))];
}

/** Puts blockers with one cause together; what stops nodes comes first, then in the order of their first blocker. */
export function causesOf(blockers: readonly Blocker[]): readonly Cause[] {
  const groups = new Map<string, { name: string; blockers: Blocker[] }>();
  for (const blocker of blockers) {
    const name = nameOf(blocker);
    const id = `${blocker.kind}:${blocker.effect}:${name}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { name, blockers: [blocker] });
    else group.blockers.push(blocker);
  }
  const causes = [...groups].flatMap(([id, { name, blockers: own }]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { kind, effect } = first;
    const pods = distinct(own.map(({ pod }) => pod));
    const nodes = distinct(own.map(({ node }) => node));
    return [{ id, kind, effect, name, blockers: own, pods, nodes }];
  });
  return causes.sort((left, right) => order.indexOf(left.effect) - order.indexOf(right.effect));
}

/** So many blockers of one cause are written out. */
const mostWritten = 3;

/** Blockers in sentences, cause by cause: of many with one cause a few, and what the others are about. */
export function causeSentences(blockers: readonly Blocker[]): readonly string[] {
  return causesOf(blockers).flatMap(({ blockers: own }) => {
    const others = own.slice(mostWritten).map(({ pod, node, nodePool }) => pod ?? node ?? nodePool);
    return [
      ...own.slice(0, mostWritten).map(({ words }) => words),
      ...(others.length === 0 ? [] : [`The same about ${listed(distinct(others))}.`]),
    ];
  });
}
