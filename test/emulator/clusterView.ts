import { asObject, asObjects, at, isObject, withAt, withoutAt, type JsonObject } from "./json.ts";
import type { Settings } from "./state.ts";

const order = [
  "id",
  "location",
  "name",
  "tags",
  "type",
  "kind",
  "properties",
  "identity",
  "sku",
] as const;

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function withoutEmpty(object: JsonObject, names: readonly string[]): JsonObject {
  return names.reduce(
    (rest, name) => (isEmpty(rest[name]) ? withoutAt(rest, [name]) : rest),
    object,
  );
}

/** Empty maps of pools are seen in answers to PUT and never in those to GET (recorded traffic). */
function poolView(pool: JsonObject, shows: { eTag: boolean; maps: boolean }): JsonObject {
  const plain = shows.eTag ? pool : withoutAt(pool, ["eTag"]);
  if (!shows.maps) return withoutEmpty(plain, ["tags", "nodeLabels"]);
  return { ...plain, nodeLabels: plain.nodeLabels ?? {} };
}

/** A stored cluster as an answer shows it: the service's order of members, eTags only where the settings have them. */
export function clusterView(
  settings: Settings,
  cluster: JsonObject,
  answerOf: "GET" | "PUT",
): JsonObject {
  const { eTag, properties, ...rest } = withoutEmpty(cluster, ["tags"]);
  const ordered = {
    ...Object.fromEntries(order.map((name) => [name, undefined])),
    ...rest,
    properties: withoutEmpty(asObject(properties), ["addonProfiles"]),
  };
  const hasTags = settings.eTags === "always" || (settings.eTags === "get" && answerOf === "GET");
  const clean = JSON.parse(JSON.stringify(ordered)) as JsonObject;
  const pools = asObjects(at(clean, "properties", "agentPoolProfiles")).map((pool) =>
    poolView(pool, { eTag: hasTags, maps: answerOf === "PUT" }),
  );
  const shown = withAt(clean, ["properties", "agentPoolProfiles"], pools);
  return hasTags && eTag !== undefined ? { ...shown, eTag } : shown;
}
