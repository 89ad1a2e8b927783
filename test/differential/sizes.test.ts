import assert from "node:assert/strict";
import pricesJson from "../../data/prices.json" with { type: "json" };
import sizesJson from "../../data/sizes.json" with { type: "json" };
import { allocatableOf, capacityOf, type NodeResources } from "../../src/karpenter/capacity.ts";
import { cheapestSizes } from "../../src/karpenter/cheapest.ts";
import { sizeLabels } from "../../src/karpenter/instanceTypes.ts";
import { createMatcher, type SizeMatch } from "../../src/karpenter/matching.ts";
import { nodeClassFacts } from "../../src/karpenter/nodeClassFacts.ts";
import { pricesOf, type PricesJson } from "../../src/karpenter/prices.ts";
import { parseQuantity, toNumber } from "../../src/karpenter/quantity.ts";
import { requirementFrom } from "../../src/karpenter/requirement.ts";
import { addSize, emptySizeSet, sizeIndexes, type SizeSet } from "../../src/karpenter/sizeSet.ts";
import { decodeSizes, type SizeRow } from "../../src/karpenter/sizes.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import {
  startOracle,
  type InstanceType,
  type MatchingSizes,
  type Oracle,
} from "../cluster/oracle.ts";
import { printAgreement } from "./agreement.ts";
import { sizeQuestions, type SizeQuestion } from "./sizeQuestions.ts";

const table = decodeSizes(sizesJson);
const matcher = createMatcher(table);
const region = "southcentralus";
// A JSON import types every text as `string`.
const prices = pricesOf(pricesJson as PricesJson, table, region);
const cluster = { region, nodeResourceGroup: "test-resourceGroup" };
/** Names that the parser of the provider does not understand: it leaves the size out and says so in its log. */
const unparsable = new Set(["Standard_ND128isr_NDR_GB200_v6"]);

/** What the provider gives a size whose price it does not know. */
const missingPrice = 999;

/** Without the sizes that the provider does not know. */
function knownSizes(set: SizeSet): SizeSet {
  const known = emptySizeSet(table.rows.length);
  for (const index of sizeIndexes(set)) {
    const row = table.rows[index];
    if (row?.known && !unparsable.has(row.name)) addSize(known, index);
  }
  return known;
}

function rowsOf(set: SizeSet): SizeRow[] {
  return sizeIndexes(knownSizes(set)).flatMap((index) => table.rows[index] ?? []);
}

const namesOf = (rows: readonly SizeRow[]) => rows.map(({ name }) => name).sort();

function match({ requirements, spec }: SizeQuestion): SizeMatch {
  return matcher.match({
    requirements: requirements.map(requirementFrom),
    nodeClass: nodeClassFacts(spec),
    cluster,
  });
}

/** The class as the controller leaves it: it decides LocalDNS and writes that into the status. */
function nodeClass(spec: SizeQuestion["spec"]): object {
  const { mode } = (spec.localDNS ?? {}) as { mode?: string };
  return { spec, status: { localDNSState: mode === "Required" ? "Enabled" : "Disabled" } };
}

describeWithGo("the VM sizes of a pool, held against the provider's own code", () => {
  let oracle: Oracle;
  let types: readonly InstanceType[];

  before(async function () {
    this.timeout(40 * 60_000);
    oracle = await startOracle();
    const answer = await oracle.ask<{ instanceTypes: InstanceType[] }>({
      ask: "instanceTypes",
      nodeClass: { spec: { gpu: { mode: "None" } } },
      assume: "best",
    });
    assert.ok(!("error" in answer));
    types = answer.instanceTypes;
  });

  after(() => oracle.close());

  async function sizes(question: SizeQuestion, assume: "best" | "worst"): Promise<MatchingSizes> {
    const answer = await oracle.ask<MatchingSizes>({
      ask: "sizes",
      requirements: question.requirements,
      nodeClass: nodeClass(question.spec),
      assume,
      region,
      zones: assume === "best" ? ["1", "2", "3"] : [],
    });
    assert.ok(!("error" in answer), JSON.stringify([question, answer]));
    return answer;
  }

  it("are the same for 2,000 generated pools and classes, at best and at worst, and so is the cheapest", async () => {
    const count = Number(process.env.SIZE_QUESTIONS ?? 2000);
    const differences: unknown[] = [];
    const dearer: unknown[] = [];
    for (const question of sizeQuestions(types, { seed: 35, count })) {
      const [best, worst] = await Promise.all([sizes(question, "best"), sizes(question, "worst")]);
      const found = match(question);
      const ours = {
        possible: namesOf(rowsOf(found.possible)),
        sure: namesOf(rowsOf(found.sure)),
      };
      const listed = new Set(ours.sure);
      const theirs = {
        possible: best.sizes,
        // Sizes that the API lists no more are never sure for us.
        sure: worst.sizes.filter((name) => listed.has(name) || isListed(name)),
      };
      if (JSON.stringify(ours) !== JSON.stringify(theirs))
        differences.push({ question, ours, theirs });
      const cheapest = cheapestOf(found.possible);
      if (JSON.stringify(cheapest) !== JSON.stringify([best.cheapest ?? [], best.price]))
        dearer.push({ question, cheapest, theirs: [best.cheapest, best.price] });
    }
    printAgreement("matching VM sizes, at best and at worst", count - differences.length, count);
    printAgreement("cheapest VM sizes and their price", count - dearer.length, count);
    assert.deepEqual(differences.slice(0, 3), []);
    assert.deepEqual(dearer.slice(0, 3), []);
  });

  const isListed = (name: string) => table.byName.get(name)?.source === "api";

  /** Names of the cheapest sizes, and their price: the provider's own list has one price for on demand and for spot. */
  function cheapestOf(set: SizeSet): [string[], number | undefined] {
    assert.ok(prices);
    const found = cheapestSizes(knownSizes(set), prices);
    const names = namesOf((found?.rows ?? []).flatMap((index) => table.rows[index] ?? []));
    return [names, found && (found.price ?? missingPrice)];
  }

  it("miss minValues where the provider says so", async () => {
    for (const question of sizeQuestions(types, { seed: 36, count: 300 })) {
      const { unsatisfiedMinValues = {}, sizes: left } = await sizes(question, "best");
      // Without any size left there is nothing that the provider counts.
      if (left.length === 0) continue;
      const missed = match(question).minValues.filter(
        ({ atMost, minValues }) => atMost < minValues,
      );
      const keys = missed.map(({ key }) => key).sort();
      assert.deepEqual(keys, Object.keys(unsatisfiedMinValues).sort(), JSON.stringify(question));
    }
  });

  it("have the provider's labels, capacity and allocatable resources", () => {
    const facts = nodeClassFacts({ gpu: { mode: "None" } });
    const settings = { nodeClass: facts, networkPlugin: "azure", networkPluginMode: "overlay" };
    for (const type of types) {
      const row = table.byName.get(type.name);
      assert.ok(row);
      const ours = Object.entries(sizeLabels(row)).filter(([, values]) => values.sure.length > 0);
      for (const [key, { sure }] of ours) {
        assert.deepEqual([...sure].sort(), type.labels[key], `${type.name} ${key}`);
      }
      assert.deepEqual(resources(capacityOf(row, settings)), amounts(type.capacity), type.name);
      assert.deepEqual(
        resources(allocatableOf(row, settings)),
        amounts(type.allocatable),
        type.name,
      );
    }
  });

  it("cost on demand what the provider's list says", () => {
    const differences = types.flatMap(({ name, offerings }) => {
      const index = table.rows.findIndex((row) => row.name === name);
      const ours = prices?.[index];
      const theirs = offerings.find(
        ({ labels }) => labels["karpenter.sh/capacity-type"]?.[0] === "on-demand",
      )?.price;
      const known = ours === undefined || Number.isNaN(ours) ? 999 : ours;
      return known === theirs ? [] : [{ name, ours, theirs }];
    });
    assert.deepEqual(differences, []);
  });
});

function resources(ours: NodeResources): object {
  return {
    cpu: ours.cpuMilli / 1000,
    memory: ours.memoryBytes,
    "ephemeral-storage": ours.ephemeralStorageBytes,
    pods: ours.pods,
    "nvidia.com/gpu": ours.nvidiaGpus,
    "amd.com/gpu": ours.amdGpus,
  };
}

function amounts(theirs: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(theirs).map(([name, text]) => {
      const { value } = parseQuantity(text);
      return [name, value && toNumber(value)];
    }),
  );
}
