import assert from "node:assert/strict";
import fc from "fast-check";
import pricesJson from "../../../data/prices.json" with { type: "json" };
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { byPrice } from "../../../src/karpenter/byPrice.ts";
import { createMatcher } from "../../../src/karpenter/matching.ts";
import { nodeClassFacts } from "../../../src/karpenter/nodeClassFacts.ts";
import { pricesOf } from "../../../src/karpenter/prices.ts";
import type { PricesJson } from "../../../src/karpenter/prices.ts";
import { requirementFrom } from "../../../src/karpenter/requirement.ts";
import type { NodeSelectorRequirement, Operator } from "../../../src/karpenter/requirement.ts";
import { conflicts, fromNodeSelectorRequirements } from "../../../src/karpenter/requirements.ts";
import type { Requirements } from "../../../src/karpenter/requirements.ts";
import { countSizes, hasSize, sizeIndexes } from "../../../src/karpenter/sizeSet.ts";
import type { SizeSet } from "../../../src/karpenter/sizeSet.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";
import type { SizeRow } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);
const matcher = createMatcher(table);
const nodeClass = nodeClassFacts({});
const cluster = { region: "eastus", nodeResourceGroup: "MC_rg_aks_eastus" };

function written(text: string): NodeSelectorRequirement {
  const [key = "", operator = "", ...values] = text.split(" ");
  const known: Operator[] = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"];
  const found = known.find((name) => name === operator);
  assert.ok(found, `no operator in ${text}`);
  return { key, operator: found, values };
}

function matchOf(requirements: readonly string[], given = { nodeClass, cluster: {} }) {
  return matcher.match({
    requirements: requirements.map((text) => requirementFrom(written(text))),
    ...given,
  });
}

function names(set: SizeSet): string[] {
  return sizeIndexes(set).flatMap((index) => table.rows[index]?.name ?? []);
}

const azure = (name: string) => `karpenter.azure.com/${name}`;

describe("matching sizes", () => {
  it("finds exactly the sizes whose labels fit", () => {
    const { possible, sure, unlisted } = matchOf([
      `${azure("sku-family")} In D`,
      `${azure("sku-version")} In 5`,
      `${azure("sku-cpu")} In 4`,
      "kubernetes.io/arch In arm64",
    ]);
    const expected = [
      "Standard_D4pds_v5",
      "Standard_D4plds_v5",
      "Standard_D4pls_v5",
      "Standard_D4ps_v5",
    ];
    assert.deepEqual(names(possible).sort(), expected);
    assert.deepEqual(names(sure).sort(), expected);
    assert.equal(unlisted, false);
  });

  it("tells how many sizes each requirement leaves", () => {
    const { steps, usable } = matchOf([
      `${azure("sku-family")} In D`,
      `${azure("sku-gpu-count")} Gt 0`,
      `${azure("sku-cpu")} Gt 2`,
    ]);
    assert.ok(usable > 1000);
    const [first, ...rest] = steps.map(({ left }) => left);
    assert.ok(first !== undefined && first > 100);
    assert.deepEqual(rest, [0, 0]);
  });

  it("joins requirements on one key, so that contradicting lists admit sizes without the label", () => {
    const gpuName = azure("sku-gpu-name");
    const { possible } = matchOf([`${gpuName} In A100`, `${gpuName} In T4`]);
    const without = matchOf([`${gpuName} DoesNotExist`]);
    assert.deepEqual(possible, without.possible);
    assert.ok(countSizes(possible) > 900);
  });

  it("drops what the class cannot use", () => {
    const amd = [`${azure("sku-gpu-manufacturer")} In amd`];
    assert.equal(countSizes(matchOf(amd).possible), 0);
    const driverless = { nodeClass: nodeClassFacts({ gpu: { mode: "None" } }), cluster: {} };
    assert.equal(countSizes(matchOf(amd, driverless).possible), 7);
    const azureLinux = nodeClassFacts({ gpu: { mode: "None" }, imageFamily: "AzureLinux" });
    assert.equal(countSizes(matchOf(amd, { nodeClass: azureLinux, cluster: {} }).possible), 0);
  });

  describe("with zones", () => {
    const zone = (value: string) => [`topology.kubernetes.io/zone In ${value}`];
    const left = (value: string, given: { region?: string } = {}) => {
      const { possible, sure } = matchOf(zone(value), { nodeClass, cluster: given });
      return [countSizes(possible) > 0, countSizes(sure) > 0];
    };

    it("calls a zone of the right form possible while the region is unknown", () => {
      assert.deepEqual(left("westeurope-1"), [true, false]);
      assert.deepEqual(left("1"), [false, false]);
      assert.deepEqual(left("WestEurope-1"), [false, false]);
    });

    it("knows the zones of a known region", () => {
      assert.deepEqual(left("westeurope-3", { region: "westeurope" }), [true, false]);
      assert.deepEqual(left("westeurope-4", { region: "westeurope" }), [false, false]);
      assert.deepEqual(left("eastus-1", { region: "westeurope" }), [false, false]);
      assert.deepEqual(left("westus-1", { region: "westus" }), [false, false]);
    });

    it("admits any zone of a region it does not know", () => {
      assert.deepEqual(left("marsnorth-2", { region: "marsnorth" }), [true, false]);
      assert.deepEqual(left("eastus-2", { region: "marsnorth" }), [false, false]);
    });

    it("is sure of regional placement, which every size has", () => {
      assert.deepEqual(left("0"), [true, true]);
    });

    it("holds zone and placement scope against each other", () => {
      const both = matchOf([...zone("0"), `${azure("placement-scope")} In zonal`]);
      assert.equal(countSizes(both.possible), 0);
    });
  });

  it("is not sure of spot, which regions differ in, and rules it out where no region has it", () => {
    const { possible, sure } = matchOf(["karpenter.sh/capacity-type In spot"]);
    assert.equal(countSizes(sure), 0);
    const never = table.rows.filter(({ spot }) => spot === false).map(({ name }) => name);
    assert.deepEqual(
      names(possible).filter((name) => never.includes(name)),
      [],
    );
    const twisted = matchOf([
      "karpenter.sh/capacity-type In spot",
      "kubernetes.azure.com/priority In regular",
    ]);
    assert.equal(countSizes(twisted.possible), 0);
  });

  it("takes a machine with GPUs for possible in every shape up to the largest", () => {
    const unlisted = (...texts: string[]) => {
      const { possible, unlisted: may } = matchOf(texts);
      return [countSizes(possible), may];
    };
    const later = `${azure("sku-version")} In 7`;
    const cpus = (count: number) => `${azure("sku-cpu")} In ${count}`;
    assert.deepEqual(
      [
        unlisted(`${azure("sku-family")} In N`, cpus(324), later),
        unlisted("kubernetes.io/arch In arm64", `${azure("sku-gpu-count")} In 4`, later),
        unlisted(`${azure("sku-family")} In N`, `${azure("sku-gpu-count")} In 4000`, later),
        unlisted(`${azure("sku-family")} In F`, "kubernetes.io/arch In arm64", later),
      ],
      [
        [0, true],
        [0, true],
        [0, false],
        [0, false],
      ],
    );
  });

  it("tells sizes that may be added from those that can never exist", () => {
    const unlisted = (text: string) => matchOf([text]).unlisted;
    const verdicts = [
      `${azure("sku-version")} In 9`,
      `${azure("sku-version")} In v5`,
      `${azure("sku-family")} In NC`,
      `${azure("sku-name")} In Standard_D4s_v9`,
      `${azure("sku-name")} In Standard_D4s_v5`,
      `${azure("sku-name")} In D4s_v9`,
      `${azure("sku-name")} In Standard_DC4s_v9`,
      `${azure("sku-name")} Gt 3`,
      `${azure("sku-cpu")} Gt 4000`,
      "kubernetes.io/arch In x86",
      "kubernetes.io/os In windows",
    ].map((text) => [text, unlisted(text)]);
    assert.deepEqual(
      verdicts.filter(([, possible]) => possible).map(([text]) => text),
      [
        `${azure("sku-version")} In 9`,
        `${azure("sku-name")} In Standard_D4s_v9`,
        `${azure("sku-cpu")} Gt 4000`,
      ],
    );
  });

  it("takes what is added for a continuation of a line of sizes", () => {
    const unlisted = (...texts: string[]) => matchOf(texts).unlisted;
    const d = `${azure("sku-family")} In D`;
    assert.equal(unlisted(d, `${azure("sku-cpu")} In 6`), false);
    assert.equal(unlisted(d, `${azure("sku-cpu")} Gt 500`), true);
    assert.equal(
      unlisted(d, `${azure("sku-cpu")} In 2`, `${azure("sku-memory")} Gt 262144`),
      false,
    );
    assert.equal(unlisted(d, `${azure("sku-gpu-count")} Gt 0`), false);
    assert.equal(unlisted(`${azure("sku-family")} In L`, "kubernetes.io/arch In arm64"), false);
    assert.equal(unlisted(`${azure("sku-series")} In Ds_v5`, "kubernetes.io/arch In arm64"), false);
    // Azure has prices for sizes that the list lacks and whose line has newer versions: Standard_F1as_v6, Standard_ND96isrf_H100_v5.
    assert.equal(unlisted(`${azure("sku-name")} In Standard_D5s_v5`), true);
    assert.equal(unlisted(`${azure("sku-name")} In Standard_F4as_v5`), true);
    assert.equal(unlisted(`${azure("sku-gpu-name")} In B900`), true);
  });

  it("ignores labels that instance types do not have", () => {
    assert.equal(
      countSizes(matchOf(["example.com/team In a"]).possible),
      countSizes(matchOf([]).possible),
    );
  });

  it("orders by price, then name, unknown prices last", () => {
    const { possible } = matchOf([`${azure("sku-series")} In Ds_v5`, `${azure("sku-cpu")} Lt 9`]);
    // A JSON import types every text as `string`.
    const prices = pricesOf(pricesJson as PricesJson, table, "eastus");
    const shown = (list: ReturnType<typeof byPrice>) =>
      list.map(({ row, price }) => [row.name, price]);
    assert.deepEqual(shown(byPrice(table, possible, prices)), [
      ["Standard_D2s_v5", 0.096],
      ["Standard_D4s_v5", 0.192],
      ["Standard_D8s_v5", 0.384],
    ]);
    assert.deepEqual(shown(byPrice(table, possible, undefined)), [
      ["Standard_D2s_v5", undefined],
      ["Standard_D4s_v5", undefined],
      ["Standard_D8s_v5", undefined],
    ]);
  });
});

/** Everything unknown turned out well (`best`), or badly: no zone, no spot, no ultra disks. */
function typeOf(row: SizeRow, best: boolean): { labels: Requirements; offerings: Requirements[] } {
  const zones = best ? ["0", "eastus-1", "eastus-2", "eastus-3"] : ["0"];
  const types = best && row.spot !== false ? ["on-demand", "spot"] : ["on-demand"];
  const ultra = best ? ["true", "false"] : ["false"];
  const scopes = best ? ["regional", "zonal"] : ["regional"];
  const { parts, gpu } = row;
  const one = (key: string, ...values: (string | number | boolean | undefined)[]) => {
    const known = values.filter((value) => value !== undefined).map(String);
    const operator: Operator = known.length > 0 ? "In" : "DoesNotExist";
    return { key, operator, values: known };
  };
  const memory = Math.floor(row.memoryGiB * 1024);
  const largest = row.ephemeralOsMaxGB === 0 ? undefined : row.ephemeralOsMaxGB;
  const offered = (zone: string, type: string) => [
    one("topology.kubernetes.io/zone", zone),
    one("karpenter.sh/capacity-type", type),
    one(azure("placement-scope"), zone === "0" ? "regional" : "zonal"),
    one(azure("sku-storage-ultra-ssd"), ...ultra),
    one("kubernetes.azure.com/scalesetpriority", type === "spot" ? "spot" : "regular"),
    one("kubernetes.azure.com/priority", type === "spot" ? "spot" : "regular"),
  ];
  const labels = [
    one("node.kubernetes.io/instance-type", row.name),
    one("kubernetes.io/arch", row.arch),
    one("kubernetes.io/os", "linux"),
    one("topology.kubernetes.io/zone", ...zones),
    one("topology.kubernetes.io/region", "eastus"),
    one("karpenter.sh/capacity-type", ...types),
    one(azure("placement-scope"), ...scopes),
    one(azure("sku-storage-ultra-ssd"), ...ultra),
    one(azure("sku-cpu"), row.cpus),
    one("kubernetes.azure.com/sku-cpu", row.cpus),
    one(azure("sku-memory"), memory),
    one("kubernetes.azure.com/sku-memory", memory),
    one(azure("sku-gpu-count"), gpu === undefined ? 0 : (row.gpuCount ?? 0)),
    one(azure("sku-gpu-manufacturer"), gpu?.manufacturer),
    one(azure("sku-gpu-name"), gpu === undefined ? undefined : parts?.accelerator),
    one("kubernetes.azure.com/cluster", "MC_rg_aks_eastus"),
    one("kubernetes.azure.com/mode", "system", "user"),
    one("kubernetes.azure.com/scalesetpriority", "regular", "spot"),
    one("kubernetes.azure.com/priority", "regular", "spot"),
    one("kubernetes.azure.com/os-sku", "Ubuntu"),
    one("kubernetes.azure.com/fips_enabled"),
    one(azure("sku-name"), row.name),
    one(azure("sku-family"), parts?.family),
    one(azure("sku-series"), parts?.series),
    one(azure("sku-version"), parts?.version),
    one(azure("sku-storage-ephemeralos-maxsize"), largest),
    one(azure("sku-storage-premium-capable"), row.premium),
    one(azure("sku-networking-accelerated"), row.acceleratedNetworking),
    one(azure("sku-hyperv-generation"), ...row.generations),
  ];
  return {
    labels: fromNodeSelectorRequirements(labels),
    offerings: zones.flatMap((zone) =>
      types.map((type) => fromNodeSelectorRequirements(offered(zone, type))),
    ),
  };
}

/** Rows that the default class may use and about which nothing is unknown but the place. */
const candidates = table.rows.flatMap((row, index) =>
  row.excluded.length === 0 &&
  row.source === "api" &&
  row.ephemeralOsMaxGB !== undefined &&
  row.gpu?.manufacturer !== "amd"
    ? [{ row, index, best: typeOf(row, true), worst: typeOf(row, false) }]
    : [],
);

type World = "best" | "worst";

function naive(world: World, requirements: Requirements) {
  return candidates.filter(({ [world]: type }) => {
    const fits = conflicts(type.labels, requirements).length === 0;
    return (
      fits && type.offerings.some((offering) => conflicts(requirements, offering).length === 0)
    );
  });
}

const values = new Map<string, Set<string>>();
for (const { best } of candidates) {
  for (const { key, values: own } of best.labels.values()) {
    const seen = values.get(key) ?? new Set();
    for (const value of own) seen.add(value);
    values.set(key, seen);
  }
}

const anyRequirement = fc
  .constantFrom(...values.keys(), "example.com/team", azure("sku-cpu"), azure("sku-memory"))
  .chain((key): fc.Arbitrary<NodeSelectorRequirement> => {
    const value = fc.constantFrom(...(values.get(key) ?? []), "nonsense", "8");
    const minValues = fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined });
    return fc.oneof(
      fc.record({
        key: fc.constant(key),
        operator: fc.constantFrom<Operator[]>("In", "NotIn"),
        values: fc.array(value, { minLength: 1, maxLength: 6 }),
        minValues,
      }),
      fc.record({
        key: fc.constant(key),
        operator: fc.constantFrom<Operator[]>("Exists", "DoesNotExist"),
        minValues,
      }),
      fc.record({
        key: fc.constant(key),
        operator: fc.constantFrom<Operator[]>("Gt", "Lt", "Gte", "Lte"),
        values: fc.nat({ max: 70000 }).map((bound) => [String(bound)]),
        minValues,
      }),
    );
  });

const anyList = fc.array(anyRequirement, { maxLength: 5 });

describe("matching sizes, for any requirements", () => {
  const compared = new Set(candidates.map(({ index }) => index));
  const ofCompared = (set: SizeSet) => sizeIndexes(set).filter((index) => compared.has(index));

  it("is possible for what fits when all unknowns turn out well, sure for what fits when none does", () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const requirements = list.map(requirementFrom);
        const joined = fromNodeSelectorRequirements(list);
        const { possible, sure } = matcher.match({ requirements, nodeClass, cluster });
        const indexes = (world: World) => naive(world, joined).map(({ index }) => index);
        assert.deepEqual(ofCompared(possible), indexes("best"));
        assert.deepEqual(ofCompared(sure), indexes("worst"));
      }),
      { numRuns: 60 },
    );
  });

  it("counts at most and at least the values that the sizes have", () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const requirements = list.map(requirementFrom);
        const joined = fromNodeSelectorRequirements(list);
        const { minValues } = matcher.match({ requirements, nodeClass, cluster });
        const count = (key: string, world: World) =>
          new Set(
            naive(world, joined).flatMap(
              ({ [world]: { labels } }) => labels.get(key)?.values ?? [],
            ),
          ).size;
        for (const { key, atLeast, atMost } of minValues) {
          assert.ok(atMost >= count(key, "best"), key);
          assert.ok(atLeast <= count(key, "best"), key);
          assert.equal(atLeast, count(key, "worst"), key);
        }
        const asked = [...joined.values()].filter((one) => one.minValues !== undefined);
        assert.deepEqual(
          minValues.map(({ key, minValues: least }) => [key, least]).sort(),
          asked.map(({ key, minValues: least }) => [key, least]).sort(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("says the same whatever it was asked before", () => {
    fc.assert(
      fc.property(fc.array(anyRequirement, { maxLength: 5 }), (list) => {
        const query = { requirements: list.map(requirementFrom), nodeClass, cluster };
        assert.deepEqual(matcher.match(query), createMatcher(matcher.table).match(query));
      }),
      { numRuns: 60 },
    );
  });

  it("never leaves more sizes after a requirement on a new key", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRequirement, { selector: ({ key }) => key }), (list) => {
        const { steps, usable, possible, sure } = matcher.match({
          requirements: list.map(requirementFrom),
          nodeClass,
          cluster,
        });
        const left = [usable, ...steps.map((step) => step.left)];
        assert.deepEqual(
          left,
          left.toSorted((a, b) => b - a),
        );
        assert.equal(left.at(-1), countSizes(possible));
        assert.ok(sizeIndexes(sure).every((index) => hasSize(possible, index)));
      }),
    );
  });
});
