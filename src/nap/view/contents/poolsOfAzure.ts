import { jsonAt, objectsAt, textAt } from "../../json.ts";
import type { Json } from "../../json.ts";
import type { PoolOfAzure } from "../treeNode.ts";

/** The fixed-size pools in the raw GET of a managed cluster. */
export function poolsOfAzure(cluster: Json): readonly PoolOfAzure[] {
  return objectsAt(cluster, "properties", "agentPoolProfiles").map((pool) => ({
    name: textAt(pool, "name"),
    mode: textAt(pool, "mode"),
    vmSize: textAt(pool, "vmSize"),
    count: numberAt(pool, "count"),
    isAutoscaled: jsonAt(pool, "enableAutoScaling") === true,
    minCount: numberAt(pool, "minCount"),
    maxCount: numberAt(pool, "maxCount"),
    provisioningState: textAt(pool, "provisioningState"),
    powerState: textAt(pool, "powerState", "code"),
  }));
}

function numberAt(value: Json, name: string): number {
  const found = jsonAt(value, name);
  return typeof found === "number" ? found : 0;
}
