import { isObject, type Json } from "./json.ts";
import type { Replayed } from "./replay.ts";

/** Members whose values are compared; of others only the kind of value is. */
const words = new Set(
  `id type provisioningState status code message kind mode defaultNodePools networkPlugin networkPluginMode
  networkPolicy networkDataplane loadBalancerSku outboundType osSKU osType scaleDownMode count minCount maxCount
  tier nodeOSUpgradeChannel supportPlan maxPods osDiskSizeGB enabled subcode exitCode backendPoolType maxSurge
  maxUnavailable artifactSource adminUsername startDate startTime durationHours utcOffset dayOfWeek intervalWeeks`.split(
    /\s+/,
  ),
);

/** Dates and times: only their form is compared. */
const times = new Set(["startDate", "startTime", "start", "end", "endTime"]);

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

function comparable(name: string, value: Json | undefined): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (times.has(name)) return value.replace(/\d+/g, "9");
  return value.replace(guid, "{guid}").replace(/[0-9a-f]{32}/g, "{hex}");
}

function differsInValue(name: string, recorded: Json | undefined, seen: Json | undefined) {
  if (!words.has(name) && !times.has(name)) return typeof recorded !== typeof seen;
  return comparable(name, recorded) !== comparable(name, seen);
}

function* ofObjects(
  path: string,
  recorded: Readonly<Record<string, Json | undefined>>,
  seen: Readonly<Record<string, Json | undefined>>,
): Generator<string> {
  for (const name of new Set([...Object.keys(recorded), ...Object.keys(seen)])) {
    const place = path === "" ? name : `${path}.${name}`;
    if (recorded[name] === undefined) yield `adds ${place}`;
    else if (seen[name] === undefined) yield `lacks ${place}`;
    else yield* ofValues(place, recorded[name], seen[name]);
  }
}

function* ofValues(path: string, recorded: Json, seen: Json): Generator<string> {
  if (isObject(recorded) && isObject(seen)) yield* ofObjects(path, recorded, seen);
  else if (Array.isArray(recorded) && Array.isArray(seen)) {
    if (recorded.length !== seen.length)
      yield `${path}: ${seen.length} items instead of ${recorded.length}`;
    for (const [index, item] of (recorded as readonly Json[]).entries()) {
      const other = (seen as readonly Json[])[index];
      if (other !== undefined) yield* ofValues(`${path}[]`, item, other);
    }
  } else {
    const name = path.split(".").at(-1) ?? "";
    if (differsInValue(name, recorded, seen))
      yield `${path}: ${comparable(name, seen)} instead of ${comparable(name, recorded)}`;
  }
}

/** The form of a URL: without host, guids and signature. */
function urlForm(url: string): string {
  const plain = url.replace(/^https:\/\/[^/]+/, "").replace(guid, "{guid}");
  return plain
    .replace(/(commandResults)\/[0-9a-f]{32}/i, "$1/{hex}")
    .replace(/(operationresults)\/[^/?{]+/, "$1/…")
    .replace(/([?&][tcsh])=[^&]*/g, "$1")
    .replace(/^\/subscriptions\/{guid}\/providers\/Microsoft\.ContainerService/, "…");
}

function headerForm(name: string, value: string): string {
  if (name === "location" || name === "azure-asyncoperation") return urlForm(value);
  return name === "content-type" || name === "x-ms-failure-cause" ? value : "…";
}

const compared = /^(azure-asyncoperation|location|retry-after|etag|x-ms-.*|content-type)$/;

function* ofHeaders({ headers: recorded, seen }: Replayed): Generator<string> {
  const sent: readonly string[] = seen === undefined ? [] : [...seen.headers.keys()];
  const names = sent.filter((name) => compared.test(name));
  for (const name of new Set([...Object.keys(recorded), ...names])) {
    const [before, now] = [recorded[name], seen?.headers.get(name) ?? undefined];
    if (before === undefined) yield `adds header ${name}`;
    else if (now === undefined) yield `lacks header ${name}`;
    else if (headerForm(name, before) !== headerForm(name, now))
      yield `header ${name}: ${headerForm(name, now)} instead of ${headerForm(name, before)}`;
  }
}

/** How the stand-in's answer differs from the recorded one, in lines for people. */
export function* differencesOf(replayed: Replayed): Generator<string> {
  const { seen, status, answer } = replayed;
  if (seen === undefined) {
    yield "never begun";
    return;
  }
  if (seen.status !== status) {
    yield `status ${seen.status} instead of ${status}`;
    return;
  }
  yield* ofHeaders(replayed);
  if (answer === undefined && seen.body === null) return;
  if (answer === undefined || seen.body === null) yield answer ? "lacks a body" : "adds a body";
  else yield* ofValues("", answer, seen.body);
}

/**
 * A difference as the list of known ones names it: names of headers and members stand for every call that shows
 * them, others begin with their call.
 */
export function nameOf(call: string, difference: string): string {
  const isOfAll = /^(adds|lacks) |^(value\[\]\.)?properties\./.test(difference);
  const plain = difference.replace("value[].", "");
  return isOfAll ? plain : `${call}: ${plain}`;
}
