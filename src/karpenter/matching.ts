import { ownValue } from "./ownValue.ts";
import { classSets } from "./classExclusions.ts";
import { distinctValues } from "./distinctValues.ts";
import type { ValueCount } from "./distinctValues.ts";
import { commonLabels } from "./instanceTypes.ts";
import type { ClusterFacts, SizeLabels } from "./instanceTypes.ts";
import { judge } from "./labelValues.ts";
import type { NodeClassFacts } from "./nodeClassFacts.ts";
import { isOfferingKey, judgeOfferings } from "./offerings.ts";
import { intersection } from "./requirement.ts";
import type { Requirement } from "./requirement.ts";
import type { Requirements } from "./requirements.ts";
import { fingerprint, indexSizes } from "./sizeIndex.ts";
import type { SizeIndex, SizeVerdict } from "./sizeIndex.ts";
import { addSize, countSizes, emptySizeSet, keepCommon } from "./sizeSet.ts";
import type { SizeSet } from "./sizeSet.ts";
import type { SizeTable } from "./sizes.ts";
import { admitsUnlistedSize } from "./unlistedSizes.ts";

export interface MatchQuery {
  /**
   * Requirements of the pool and of its template labels, in the order in which `steps` shall tell about them.
   * Those on the same key are intersected; keys that no instance type has are ignored.
   */
  readonly requirements: readonly Requirement[];
  readonly nodeClass: NodeClassFacts;
  readonly cluster: ClusterFacts;
}

/** What is left once a requirement is added to the ones before it. */
export interface MatchStep {
  readonly requirement: Requirement;
  /** Number of sizes that may still match. */
  readonly left: number;
}

export interface SizeMatch extends SizeVerdict {
  /** Number of sizes that the class may use, before any requirement. */
  readonly usable: number;
  readonly steps: readonly MatchStep[];
  /** Whether none of the table matches, and one that it does not list, as a newer one, could. */
  readonly unlisted: boolean;
  /** One entry per requirement with minValues. */
  readonly minValues: readonly ValueCount[];
}

export interface SizeMatcher {
  readonly table: SizeTable;
  match(query: MatchQuery): SizeMatch;
}

type Verdict = Omit<SizeMatch, "steps">;

/** What is the same for all pools of a class. */
interface Candidates {
  readonly table: SizeTable;
  readonly index: SizeIndex;
  readonly ofClass: SizeVerdict;
  readonly ofSpot: SizeSet;
  readonly common: SizeLabels;
  /** Verdicts by the requirements that can exclude a size. */
  readonly known: Map<string, Verdict>;
}

function keepOffered(sets: SizeVerdict, requirements: Requirements, given: Candidates): void {
  const { placement, onDemand, spot } = judgeOfferings(requirements, given.common);
  if (!placement.possible || (!onDemand && !spot)) sets.possible.fill(0);
  if (!onDemand) keepCommon(sets.possible, given.ofSpot);
  if (!placement.sure || !onDemand) sets.sure.fill(0);
}

function keepPassing(sets: SizeVerdict, requirement: Requirement, given: Candidates): void {
  const label = ownValue(given.common, requirement.key);
  if (given.index.keys.has(requirement.key)) {
    const passing = given.index.passing(requirement);
    keepCommon(sets.possible, passing.possible);
    keepCommon(sets.sure, passing.sure);
  } else if (label !== undefined && !isOfferingKey(requirement.key)) {
    const verdict = judge(requirement, label);
    if (!verdict.possible) sets.possible.fill(0);
    if (!verdict.sure) sets.sure.fill(0);
  }
}

function evaluate(requirements: Requirements, given: Candidates): SizeVerdict {
  const { possible, sure } = given.ofClass;
  const sets = { possible: possible.slice(), sure: sure.slice() };
  for (const requirement of requirements.values()) keepPassing(sets, requirement, given);
  keepOffered(sets, requirements, given);
  return sets;
}

/** The match but for its steps, of which `tell` hears one by one. */
function narrow(
  requirements: readonly Requirement[],
  given: Candidates,
  tell?: (step: MatchStep) => void,
): Verdict {
  const joined = new Map<string, Requirement>();
  let sets = evaluate(joined, given);
  const usable = countSizes(sets.possible);
  for (const requirement of requirements) {
    const before = joined.get(requirement.key);
    joined.set(
      requirement.key,
      before === undefined ? requirement : intersection(requirement, before),
    );
    // A new key can only narrow what is left; two requirements on one key may admit sizes that the first does not.
    if (before === undefined) {
      keepPassing(sets, requirement, given);
      if (isOfferingKey(requirement.key)) keepOffered(sets, joined, given);
    } else sets = evaluate(joined, given);
    tell?.({ requirement, left: countSizes(sets.possible) });
  }
  const none = countSizes(sets.possible) === 0;
  const unlisted = none && admitsUnlistedSize(joined, given.table, given.common);
  return { ...sets, usable, unlisted, minValues: distinctValues(joined, sets, given) };
}

/** Whether any size can fail a requirement on the key. */
function restricts(key: string, { index, common }: Candidates): boolean {
  return index.keys.has(key) || Object.hasOwn(common, key) || isOfferingKey(key);
}

/** Enough for all pools of a big workspace; beyond it the memory starts anew. */
const mostVerdicts = 512;

/** Pools differ in labels of their own more often than in what they ask of sizes. */
function rememberedVerdict(requirements: readonly Requirement[], given: Candidates): Verdict {
  if (requirements.some(({ minValues }) => minValues !== undefined))
    return narrow(requirements, given);
  const telling = requirements.filter(({ key }) => restricts(key, given));
  const id = telling.map(fingerprint).join("\n");
  const verdict = given.known.get(id) ?? narrow(telling, given);
  if (given.known.size >= mostVerdicts) given.known.clear();
  given.known.set(id, verdict);
  return verdict;
}

type OfClass<T> = (nodeClass: NodeClassFacts, cluster: ClusterFacts) => T;

function memoized<T>(make: OfClass<T>): OfClass<T> {
  const made = new Map<string, T>();
  let last: { nodeClass: NodeClassFacts; place: string; result: T } | undefined;
  return (nodeClass, cluster) => {
    const place = JSON.stringify(cluster);
    // Thousands of pools ask with the same few objects.
    if (last?.nodeClass === nodeClass && last.place === place) return last.result;
    const id = JSON.stringify(Object.entries(nodeClass)) + place;
    const result = made.get(id) ?? make(nodeClass, cluster);
    if (made.size >= 64) made.clear();
    made.set(id, result);
    last = { nodeClass, place, result };
    return result;
  };
}

/**
 * Says which sizes a pool can use: those Karpenter keeps for the class, whose labels intersect the requirements and
 * that have a compatible offering. Restrictions and quotas of a subscription and sizes missing in a region are
 * not known here. The matcher remembers what it computed, so make one per table.
 * Source: karpenter v1.14.0 pkg/controllers/provisioning/scheduling/nodeclaim.go (filterInstanceTypesByRequirements).
 */
export function createMatcher(table: SizeTable): SizeMatcher {
  const index = indexSizes(table.rows);
  const ofSpot = emptySizeSet(table.rows.length);
  for (const [row, { spot }] of table.rows.entries()) if (spot !== false) addSize(ofSpot, row);
  const candidates = memoized((nodeClass, cluster): Candidates => {
    const common = commonLabels(table, nodeClass, cluster);
    const ofClass = classSets(table, nodeClass);
    return { table, index, ofClass, ofSpot, common, known: new Map() };
  });
  return {
    table,
    match: ({ requirements, nodeClass, cluster }) => {
      const given = candidates(nodeClass, cluster);
      return {
        ...rememberedVerdict(requirements, given),
        get steps() {
          const steps: MatchStep[] = [];
          narrow(requirements, given, (step) => steps.push(step));
          return steps;
        },
      };
    },
  };
}
