import fc from "fast-check";
import type { NodeSelectorRequirement } from "../../src/karpenter/requirement.ts";
import type { InstanceType } from "../cluster/oracle.ts";

/** A generated question: requirements of a pool and the spec of its AKSNodeClass. */
export interface SizeQuestion {
  readonly requirements: readonly NodeSelectorRequirement[];
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Values by label key, as the sizes and their offerings have them. */
function valuesByKey(types: readonly InstanceType[]): Map<string, readonly string[]> {
  const values = new Map<string, Set<string>>();
  for (const type of types) {
    for (const labels of [type.labels, ...type.offerings.map((offering) => offering.labels)]) {
      for (const [key, listed] of Object.entries(labels)) {
        values.set(key, new Set([...(values.get(key) ?? []), ...listed]));
      }
    }
  }
  return new Map([...values].map(([key, set]) => [key, [...set].sort()]));
}

const absentKeys = ["kubernetes.azure.com/fips_enabled", "karpenter.azure.com/sku-gpu-name"];
const nonsense = ["", "0", "7", "v5", "true", "windows", "southcentralus-9", "eastus-1", "Ds_v99"];

function requirementOn(
  key: string,
  values: readonly string[],
): fc.Arbitrary<NodeSelectorRequirement> {
  const value = fc.oneof(
    { arbitrary: fc.constantFrom(...values), weight: 9 },
    { arbitrary: fc.constantFrom(...nonsense), weight: 1 },
  );
  const list = fc.uniqueArray(value, { minLength: 1, maxLength: 6 });
  const number = fc.oneof(fc.nat({ max: 200 }).map(String), fc.constantFrom("16384", "131072"));
  const minValues = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined, freq: 6 });
  const inList = fc.record({ operator: fc.constantFrom("In", "NotIn"), values: list, minValues });
  const bound = fc.record({
    operator: fc.constantFrom("Gt", "Lt", "Gte", "Lte"),
    values: number.map((one) => [one]),
  });
  const bare = fc.record({ operator: fc.constantFrom("Exists", "DoesNotExist"), minValues });
  const written = fc.oneof({ arbitrary: inList, weight: 6 }, { arbitrary: bound, weight: 2 }, bare);
  return written.map((one) => ({ key, values: [], ...one }));
}

const spec = fc.record(
  {
    imageFamily: fc.constantFrom("Ubuntu", "Ubuntu2204", "Ubuntu2404", "AzureLinux"),
    fipsMode: fc.constantFrom("FIPS", "Disabled"),
    gpu: fc.record({ mode: fc.constantFrom("Driver", "None") }),
    security: fc.record({ encryptionAtHost: fc.boolean() }),
    artifactStreaming: fc.record({ enabled: fc.boolean() }),
    localDNS: fc.record({ mode: fc.constantFrom("Required", "Disabled") }),
    osDiskSizeGB: fc.constantFrom(30, 128, 1024),
    maxPods: fc.constantFrom(10, 110, 250),
  },
  { requiredKeys: [] },
);

/**
 * Questions over every label key that the sizes have, every operator and every field of the class that
 * shapes sizes; the same for the same seed. Fifty in a row have the same class, because a new class costs
 * the oracle a new list of all sizes.
 */
export function sizeQuestions(
  types: readonly InstanceType[],
  { seed, count }: { seed: number; count: number },
): readonly SizeQuestion[] {
  const values = valuesByKey(types);
  for (const key of absentKeys) if (!values.has(key)) values.set(key, ["true"]);
  const requirement = fc
    .constantFrom(...values.keys())
    .chain((key) => requirementOn(key, values.get(key) ?? []));
  const perClass = 50;
  const questions = fc.record({
    spec,
    lists: fc.array(fc.array(requirement, { maxLength: 5 }), {
      minLength: perClass,
      maxLength: perClass,
      size: "max",
    }),
  });
  const classes = fc.sample(questions, { seed, numRuns: Math.ceil(count / perClass) });
  return classes
    .flatMap((one) => one.lists.map((requirements) => ({ requirements, spec: one.spec })))
    .slice(0, count);
}
