import { isJsonObject, jsonAt, objectsAt, textAt } from "../../json.ts";
import { parseResourceId } from "../../resourceId.ts";
import type { Json, JsonObject } from "../../json.ts";
import type { Taint } from "./kubernetesObjects.ts";
import type { AgentPoolFacts, ManagedClusterFacts } from "./snapshot.ts";

/** What the raw GET of a managed cluster says for the plan; locks are read apart. */
export function managedClusterFacts(cluster: JsonObject): ManagedClusterFacts {
  const id = parseResourceId(textAt(cluster, "id"));
  const properties = jsonAt(cluster, "properties");
  const pools = objectsAt(properties, "agentPoolProfiles");
  return {
    subscriptionId: id?.subscriptionId ?? "",
    resourceGroup: id?.resourceGroup ?? "",
    name: textAt(cluster, "name") || (id?.name ?? ""),
    mode: textAt(properties, "nodeProvisioningProfile", "mode") || "Manual",
    ...texts({
      location: textAt(cluster, "location"),
      provisioningState: textAt(properties, "provisioningState"),
      powerState: textAt(properties, "powerState", "code"),
      nodeResourceGroup: textAt(properties, "nodeResourceGroup"),
      sku: textAt(cluster, "sku", "name"),
      subnetId: pools.map((pool) => textAt(pool, "vnetSubnetID")).find((id) => id !== "") ?? "",
    }),
    agentPools: pools.map(agentPoolFacts),
  };
}

function agentPoolFacts(pool: JsonObject): AgentPoolFacts {
  const { minCount, maxCount, maxPods } = numbers(pool);
  const isAutoscaled = jsonAt(pool, "enableAutoScaling") === true;
  const labels = jsonAt(pool, "nodeLabels");
  const zones = textsAt(pool, "availabilityZones");
  return {
    name: textAt(pool, "name"),
    count: numbers(pool).count ?? 0,
    ...texts({
      mode: textAt(pool, "mode"),
      vmSize: textAt(pool, "vmSize"),
      osType: textAt(pool, "osType"),
      priority: textAt(pool, "scaleSetPriority"),
      provisioningState: textAt(pool, "provisioningState"),
      powerState: textAt(pool, "powerState", "code"),
      type: textAt(pool, "type"),
    }),
    ...(isAutoscaled && { autoscaling: { minCount: minCount ?? 0, maxCount: maxCount ?? 0 } }),
    ...(maxPods !== undefined && { maxPods }),
    ...(zones.length > 0 && { zones }),
    ...(isJsonObject(labels) && { labels: textMembers(labels) }),
    taints: textsAt(pool, "nodeTaints").map(taintOf),
  };
}

/** `key=value:effect` or `key:effect`, as Azure writes taints. */
function taintOf(text: string): Taint {
  const [, key = text, value, effect = ""] = /^([^=:]+)(?:=([^:]*))?:(.+)$/.exec(text) ?? [];
  return { key, ...(value !== undefined && value !== "" && { value }), effect };
}

function texts<T extends Readonly<Record<string, string>>>(members: T): Partial<T> {
  const kept = Object.entries(members).filter(([, value]) => value !== "");
  // Only members of T are left.
  return Object.fromEntries(kept) as Partial<T>;
}

function textMembers(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(object).map((name) => [name, textAt(object, name)]));
}

function textsAt(value: Json, name: string): readonly string[] {
  const list = jsonAt(value, name);
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}

function numbers(pool: JsonObject): Readonly<Record<string, number | undefined>> {
  const names = ["count", "minCount", "maxCount", "maxPods"];
  return Object.fromEntries(
    names.map((name) => {
      const value = jsonAt(pool, name);
      return [name, typeof value === "number" ? value : undefined];
    }),
  );
}
