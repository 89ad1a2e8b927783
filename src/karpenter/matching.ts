import { ownValue } from "./ownValue.ts";
import { classExclusions } from "./classExclusions.ts";
import { distinctValues } from "./distinctValues.ts";
import type { ValueCount } from "./distinctValues.ts";
import { commonLabels } from "./instanceTypes.ts";
import type { ClusterFacts, SizeLabels } from "./instanceTypes.ts";
import { judge } from "./labelValues.ts";
import type { NodeClassFacts } from "./nodeClassFacts.ts";
import { isOfferingKey, judgeOfferings } from "./offerings.ts";
import type { RegionPrices } from "./prices.ts";
import { intersection } from "./requirement.ts";
import type { Requirement } from "./requirement.ts";
import type { Requirements } from "./requirements.ts";
import { indexSizes } from "./sizeIndex.ts";
import type { SizeIndex, SizeVerdict } from "./sizeIndex.ts";
import { addSize, countSizes, emptySizeSet, keepCommon, sizeIndexes } from "./sizeSet.ts";
import type { SizeSet } from "./sizeSet.ts";
import type { SizeRow, SizeTable } from "./sizes.ts";
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
  /** Whether a size that the table does not list, as a newer one, could match. */
  readonly unlisted: boolean;
  /** One entry per requirement with minValues. */
  readonly minValues: readonly ValueCount[];
}

export interface SizeMatcher {
  readonly table: SizeTable;
  match(query: MatchQuery): SizeMatch;
}

function classSets(table: SizeTable, nodeClass: NodeClassFacts): SizeVerdict {
  const possible = emptySizeSet(table.rows.length);
  const sure = emptySizeSet(table.rows.length);
  for (const [index, row] of table.rows.entries()) {
    if (row.excluded.length > 0) continue;
    const dropped = classExclusions(row, nodeClass);
    if (dropped.sure.length > 0) continue;
    addSize(possible, index);
    // What the API lists today is the only thing that is sure to be on offer somewhere.
    if (dropped.maybe.length === 0 && row.source === "api") addSize(sure, index);
  }
  return { possible, sure };
}

interface Candidates {
  readonly index: SizeIndex;
  readonly ofClass: SizeVerdict;
  readonly ofSpot: SizeSet;
  readonly common: SizeLabels;
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

function matchSizes(query: MatchQuery, table: SizeTable, given: Candidates): SizeMatch {
  const joined = new Map<string, Requirement>();
  let sets = evaluate(joined, given);
  const usable = countSizes(sets.possible);
  const steps: MatchStep[] = [];
  for (const requirement of query.requirements) {
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
    steps.push({ requirement, left: countSizes(sets.possible) });
  }
  const { index, common, ofSpot } = given;
  const unlisted = admitsUnlistedSize(joined, table, common);
  const minValues = distinctValues(joined, sets, { index, common, ofSpot });
  return { ...sets, usable, steps, unlisted, minValues };
}

function memoized<T>(make: (nodeClass: NodeClassFacts) => T): (nodeClass: NodeClassFacts) => T {
  const made = new Map<string, T>();
  // Thousands of pools ask with the same few objects.
  const known = new WeakMap<NodeClassFacts, { readonly result: T }>();
  return (nodeClass) => {
    const before = known.get(nodeClass);
    if (before !== undefined) return before.result;
    const id = JSON.stringify(Object.entries(nodeClass));
    const result = made.get(id) ?? make(nodeClass);
    if (made.size >= 64) made.clear();
    made.set(id, result);
    known.set(nodeClass, { result });
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
  const setsOf = memoized((nodeClass) => classSets(table, nodeClass));
  return {
    table,
    match: (query) => {
      const common = commonLabels(table, query.nodeClass, query.cluster);
      const ofClass = setsOf(query.nodeClass);
      return matchSizes(query, table, { index, ofClass, ofSpot, common });
    },
  };
}

export interface PricedRow {
  readonly row: SizeRow;
  /** Dollars per hour, Linux on demand; `undefined` = unknown. */
  readonly price: number | undefined;
}

/**
 * Sizes in the order in which Karpenter prefers them: by price, then by name; without known price last, as the
 * provider gives them and sizes it does not know a penalty price. Spot prices are not known here.
 * Source: provider v1.14.0 pkg/providers/pricing/pricing.go (MissingPrice), instancetypes.go (createOfferings).
 */
export function byPrice(
  table: SizeTable,
  sizes: SizeSet,
  prices: RegionPrices | undefined,
): PricedRow[] {
  const priced = sizeIndexes(sizes).flatMap((index): PricedRow[] => {
    const row = table.rows[index];
    const price = row?.known === true ? prices?.[index] : undefined;
    return row === undefined
      ? []
      : [{ row, price: price === undefined || Number.isNaN(price) ? undefined : price }];
  });
  const rank = ({ price }: PricedRow) => price ?? Number.MAX_VALUE;
  return priced.sort((a, b) => rank(a) - rank(b) || (a.row.name < b.row.name ? -1 : 1));
}
