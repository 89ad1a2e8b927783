import { objectsAt, jsonAt, textAt, isJsonArray, type JsonObject } from "../json.ts";

/** A VM size for a system pool. */
export interface SystemPoolSize {
  /** `Standard_D4s_v5`. */
  readonly name: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  /** The zones in which the subscription gets it. */
  readonly zones: readonly string[];
}

/** System pools want 4 vCPUs and 4 GiB at least (use-system-pools.md). */
const fewestVCpus = 4;
const leastMemoryGiB = 4;
/** Larger ones are for pods, and their nodes come from node auto-provisioning. */
const mostVCpus = 16;

/** The sizes that fit a system pool and that the subscription may use, small ones first; from `resourceSkus` of one region. */
export function systemPoolSizes(skus: readonly JsonObject[]): readonly SystemPoolSize[] {
  return skus
    .filter((sku) => !isRestricted(sku))
    .map(sizeOf)
    .filter(
      ({ vCpus, memoryGiB }) =>
        vCpus >= fewestVCpus && vCpus <= mostVCpus && memoryGiB >= leastMemoryGiB,
    )
    .sort((a, b) => a.vCpus - b.vCpus || a.memoryGiB - b.memoryGiB || compare(a.name, b.name));
}

function sizeOf(sku: JsonObject): SystemPoolSize {
  const blocked = new Set(objectsAt(sku, "restrictions").flatMap(blockedZones));
  const [place] = objectsAt(sku, "locationInfo");
  return {
    name: textAt(sku, "name"),
    vCpus: capability(sku, "vCPUs"),
    memoryGiB: capability(sku, "MemoryGB"),
    zones: texts(place, "zones")
      .filter((zone) => !blocked.has(zone))
      .sort(),
  };
}

function isRestricted(sku: JsonObject): boolean {
  return objectsAt(sku, "restrictions").some((one) => textAt(one, "type") === "Location");
}

function blockedZones(restriction: JsonObject): readonly string[] {
  if (textAt(restriction, "type") !== "Zone") return [];
  return texts(restriction, "restrictionInfo", "zones");
}

function capability(sku: JsonObject, name: string): number {
  const found = objectsAt(sku, "capabilities").find((one) => textAt(one, "name") === name);
  return Number(textAt(found, "value")) || 0;
}

function texts(value: JsonObject | undefined, ...path: readonly string[]): readonly string[] {
  const found = jsonAt(value, ...path);
  return isJsonArray(found) ? found.filter((one) => typeof one === "string") : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
