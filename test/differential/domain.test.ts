import assert from "node:assert/strict";
import fc from "fast-check";
import { allowedDisruptions, type Budget } from "../../src/karpenter/budgets.ts";
import { parseSchedule } from "../../src/karpenter/cron.ts";
import { nextTime } from "../../src/karpenter/cronTimes.ts";
import { formatDuration, parseDuration } from "../../src/karpenter/duration.ts";
import { nodeClassHash, nodePoolHash } from "../../src/karpenter/hash.ts";
import { formatQuantity, parseQuantity } from "../../src/karpenter/quantity.ts";
import type { NodeSelectorRequirement } from "../../src/karpenter/requirement.ts";
import {
  conflicts,
  formatRequirements,
  fromNodeSelectorRequirements,
} from "../../src/karpenter/requirements.ts";
import { joinProblems } from "../../src/karpenter/runtimeProblem.ts";
import { validateNodePool } from "../../src/karpenter/runtimeValidation.ts";
import { printAgreement } from "./agreement.ts";
import { budgets, nodeClassSpec, nodePoolSpec, requirement } from "./domainQuestions.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { startOracle, type Oracle, type OracleQuestion } from "../cluster/oracle.ts";
import { durationText, moment, quantityText, schedule } from "./textQuestions.ts";

/** Their message when ours differs only in the order of known values, which Karpenter's is random in. */
function inOrder(ours: string, theirs: unknown): unknown {
  const sorted = (text: string) =>
    text.replace(/(?<=from: \[)[^\]]*/g, (list) => list.split(" ").sort().join(" "));
  return typeof theirs === "string" && sorted(ours) === sorted(theirs) ? theirs : ours;
}

const seed = 35;
const numRuns = Number(process.env.DOMAIN_QUESTIONS ?? 1000);

describeWithGo("the domain code, held against Karpenter's own", () => {
  let oracle: Oracle;

  before(async function () {
    this.timeout(40 * 60_000);
    oracle = await startOracle();
  });

  after(() => oracle.close());

  /** Asks about every generated value and compares the answer with ours; all differences at once. */
  async function same<T>(
    what: string,
    values: fc.Arbitrary<T>,
    question: (value: T) => OracleQuestion,
    ours: (value: T, theirs: Record<string, unknown>) => unknown,
  ): Promise<void> {
    const asked = fc.sample(values, { seed, numRuns });
    const answers = await Promise.all(asked.map((value) => oracle.ask(question(value))));
    const differences = asked.flatMap((value, index) => {
      const theirs = answers[index] as Record<string, unknown>;
      const found = ours(value, theirs);
      const picked = Object.keys(found as object).map((name) => [name, theirs[name]]);
      const expected: unknown = Object.fromEntries(picked);
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ value, found, expected }];
    });
    printAgreement(what, numRuns - differences.length, numRuns);
    const first = JSON.stringify(differences.slice(0, 5), undefined, 1);
    assert.equal(differences.length, 0, `${differences.length} of ${numRuns}: ${first}`);
  }

  it("reads and writes quantities alike", () =>
    same(
      "quantities",
      quantityText,
      (text) => ({ ask: "quantity", text }),
      (text) => {
        const { value, error } = parseQuantity(text);
        return error === undefined ? { canonical: formatQuantity(value) } : { error };
      },
    ));

  it("reads and writes durations alike", () =>
    same(
      "durations",
      durationText,
      (text) => ({ ask: "duration", text }),
      (text) => {
        const { value, error } = parseDuration(text);
        if (error !== undefined) return { error };
        return { nanoseconds: String(value), canonical: formatDuration(value) };
      },
    ));

  it("fires schedules at the same moments", () =>
    same(
      "schedules",
      fc.record({ schedule, from: moment }),
      (one) => ({ ask: "cron", ...one, count: 3 }),
      (one) => {
        const { value, error } = parseSchedule(one.schedule);
        if (error !== undefined) return { error };
        const next: string[] = [];
        let at = nextTime(value, Date.parse(one.from));
        for (; at !== undefined && next.length < 3; at = nextTime(value, at)) {
          next.push(new Date(at).toISOString().replace(".000Z", "Z"));
        }
        return { next };
      },
    ));

  it("lets budgets allow the same number of nodes", () =>
    same(
      "budgets",
      fc.record({
        budgets,
        at: moment,
        nodes: fc.integer({ min: 0, max: 30 }),
        reason: fc.constantFrom("Underutilized", "Empty", "Drifted"),
      }),
      ({ budgets, ...one }) => ({
        ask: "budget",
        object: { spec: { disruption: { consolidateAfter: "0s", budgets } } },
        ...one,
      }),
      ({ budgets, at, nodes, reason }, theirs) => {
        // Durations that Go cannot read never reach Karpenter: the API server refuses them.
        if (theirs.error !== undefined) return { error: theirs.error };
        const given = { numNodes: nodes, reason, nowMs: Date.parse(at) };
        const allowed = allowedDisruptions(budgets as Budget[], given);
        if (theirs.budgetError === null) return { allowed };
        // Karpenter takes any error for 0, whatever the other budgets allow.
        return allowed === 0 ? { budgetError: theirs.budgetError } : { allowed };
      },
    ));

  it("says the same about NodePools at run time and gives them the same hash", () =>
    same(
      "NodePools at run time, and their hashes",
      nodePoolSpec,
      (spec) => ({ ask: "nodePool", object: { metadata: { name: "a" }, spec } }),
      (_, theirs) => {
        const { spec } = theirs.stored as { spec: unknown };
        const said = joinProblems(validateNodePool(spec));
        const runtimeValidate = said === "" ? null : inOrder(said, theirs.runtimeValidate);
        return { runtimeValidate, hash: nodePoolHash(spec) };
      },
    ));

  it("gives AKSNodeClasses the same hash", () =>
    same(
      "hashes of AKSNodeClasses",
      nodeClassSpec,
      (spec) => ({ ask: "nodeClass", object: { metadata: { name: "a" }, spec } }),
      (_, theirs) => ({ hash: nodeClassHash((theirs.stored as { spec: unknown }).spec) }),
    ));

  it("intersects requirements alike", () =>
    same(
      "intersections of requirements",
      fc.record({
        left: fc.array(requirement, { maxLength: 3 }),
        right: fc.array(requirement, { maxLength: 3 }),
      }),
      (one) => ({ ask: "intersect", ...one }),
      ({ left, right }, theirs) => {
        if (theirs.error !== undefined) return { error: theirs.error };
        const [ours, other] = [left, right].map((list) =>
          fromNodeSelectorRequirements(list as NodeSelectorRequirement[]),
        );
        assert.ok(ours && other);
        const disjoint = conflicts(ours, other).length > 0;
        assert.equal(disjoint, theirs.intersects !== null, JSON.stringify([left, right, theirs]));
        return { left: formatRequirements(ours), right: formatRequirements(other) };
      },
    ));
});
