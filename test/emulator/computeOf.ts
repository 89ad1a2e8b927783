import sizesJson from "../../data/sizes.json" with { type: "json" };
import { decodeSizes, type SizeRow } from "../../src/karpenter/sizes.ts";
import type { JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** A size as Resource SKUs shows it, without the capabilities that the project's facts do not have. */
function skuOf(row: SizeRow, region: string, zones: readonly string[]): JsonObject {
  const capabilities = {
    vCPUs: row.cpus,
    vCPUsAvailable: row.parts?.constrainedCpus ?? row.cpus,
    MemoryGB: row.memoryGiB,
    CpuArchitectureType: row.arch === "arm64" ? "Arm64" : "x64",
    PremiumIO: row.premium,
    AcceleratedNetworkingEnabled: row.acceleratedNetworking,
    HyperVGenerations: row.generations.map((one) => `V${one}`).join(","),
    EncryptionAtHostSupported: row.encryptionAtHost,
    LowPriorityCapable: row.spot,
    EphemeralOSDiskSupported: (row.ephemeralOsMaxGB ?? 0) > 0,
    GPUs: row.gpuCount,
  };
  const size = row.name.replace(/^Standard_/, "");
  return {
    resourceType: "virtualMachines",
    name: row.name,
    tier: "Standard",
    size,
    family: familyOf(row),
    locations: [region],
    locationInfo: [{ location: region, zones: [...zones], zoneDetails: [] }],
    capabilities: Object.entries(capabilities).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value: wordOf(value) }],
    ),
    restrictions: [],
  };
}

function wordOf(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}

/** The quota's name of a series: `standardDSv5Family` of Dsv5. */
function familyOf(row: SizeRow): string {
  const letters = (row.parts?.series ?? row.name.replace(/^Standard_|\d+/g, "")).replace(/_/g, "");
  return `standard${letters.replace(/^([A-Z]+)([a-z]*)/, (_, big: string, small: string) => big + small.toUpperCase())}Family`;
}

function usage(value: string, localizedValue: string, limit: number, currentValue: number) {
  return { unit: "Count", currentValue, limit, name: { value, localizedValue } };
}

/** Sizes and quotas of regions, from the project's facts about VM sizes; every family has 100 vCPUs, half of the region's 400 are taken. */
export function computeOf(regions: readonly string[]): Pick<AzureState, "skus" | "usages"> {
  const table = decodeSizes(sizesJson);
  const rows = table.rows.filter(({ known }) => known);
  const zonesOf = (region: string): string[] =>
    Array.from({ length: table.regions.get(region)?.zones ?? 0 }, (_, index) => String(index + 1));
  const families = [...new Set(rows.map(familyOf))].sort();
  const usages = [
    usage("cores", "Total Regional vCPUs", 400, 200),
    usage("lowPriorityCores", "Total Regional Spot vCPUs", 100, 0),
    ...families.map((family) => usage(family, family, 100, 0)),
  ];
  return {
    skus: regions.flatMap((region) => rows.map((row) => skuOf(row, region, zonesOf(region)))),
    usages: Object.fromEntries(regions.map((region) => [region, usages])),
  };
}
