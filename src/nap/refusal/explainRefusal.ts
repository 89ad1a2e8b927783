import { jsonAt, objectsAt, textAt, type Json, type JsonObject } from "../json.ts";
import { parseResourceId } from "../resourceId.ts";
import { shellQuote } from "../shellQuote.ts";
import { kindWords } from "./kindWords.ts";
import { factsOf, wordsOf } from "./properties.ts";
import type { Refusal } from "./refusal.ts";
import type { Words } from "./words.ts";

/** A refusal in words, with what can be done. */
export interface Explanation {
  /** One sentence: what stands in the way. */
  readonly title: string;
  /** What is known beyond it; empty when nothing is. */
  readonly detail: string;
  readonly remedy: string;
  /** A command of the Azure CLI that does it. */
  readonly az?: string;
  /** The property in the way, as Azure wrote it. */
  readonly property?: string;
  /** Id of the preflight check about it. */
  readonly check?: string;
  /** Azure's sentence, unchanged. */
  readonly text: string;
}

/** Explains a refusal; `cluster` is the raw model, from which the present value and names are told. */
export function explainRefusal(refusal: Refusal, cluster?: JsonObject): Explanation {
  const { property, text } = refusal;
  const words =
    refusal.mode === undefined
      ? kindWords(refusal)
      : property === undefined
        ? freeWords(refusal)
        : propertyWords(refusal, property, cluster);
  const az = words.az === undefined ? undefined : withNames(words.az, refusal, cluster);
  return {
    title: words.title,
    detail: words.detail ?? "",
    remedy: words.remedy,
    ...(az !== undefined && { az }),
    ...(property !== undefined && { property }),
    ...(words.check !== undefined && { check: words.check }),
    text,
  };
}

function propertyWords(refusal: Refusal, property: string, cluster: JsonObject | undefined): Words {
  const facts = factsOf(property);
  const mode = refusal.mode ?? "";
  const reason = facts === undefined ? wordsOf(property) : facts.title;
  return {
    title: `Azure does not allow mode ${mode} because of ${reason}.`,
    detail: [condition(refusal, property), presentValue(refusal, property, cluster), facts?.note]
      .filter(Boolean)
      .join(" "),
    remedy: facts?.remedy ?? unknownRemedy(refusal, property),
    ...(facts?.az !== undefined && { az: facts.az }),
    ...(facts?.check !== undefined && { check: facts.check }),
  };
}

function condition({ kind, values }: Refusal, property: string): string {
  const list = values === undefined || values.length === 0 ? "" : values.join(" or ");
  switch (kind) {
    case "property-values":
      return `${property} must be ${list}.`;
    case "pool-property-values":
      return `${property} must be ${list} on every agent pool.`;
    case "property-set":
      return `${property} must not be set.`;
    case "property-missing":
      return `${property} must be set.`;
    default:
      return "";
  }
}

function presentValue(refusal: Refusal, property: string, cluster: JsonObject | undefined): string {
  if (cluster === undefined) return "";
  const names = property.split(".").filter(Boolean);
  if (refusal.kind === "pool-property-values") {
    const pools = offendingPools(refusal, cluster);
    return pools.length === 0 ? "" : `It is not so on: ${pools.join(", ")}.`;
  }
  const value = jsonAt(cluster, ...names);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return "";
  return `Here it is ${value === undefined || value === null ? "not set" : JSON.stringify(value)}.`;
}

/** Names of the agent pools whose property has none of the values; a property that is not set counts as false. */
function offendingPools({ property = "", values = [] }: Refusal, cluster: JsonObject) {
  const name = property.split(".").at(-1) ?? "";
  const allowed = values.map((value) => value.toLowerCase());
  return objectsAt(cluster, "properties", "agentPoolProfiles")
    .filter((pool) => !allowed.includes(plain(pool[name]).toLowerCase()))
    .map((pool) => textAt(pool, "name"));
}

function plain(value: Json | undefined): string {
  if (value === undefined || value === null) return "false";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Nobody knows this property here, but the sentence says what to do. */
function unknownRemedy({ kind, values }: Refusal, property: string): string {
  const list = values === undefined || values.length === 0 ? "" : ` to ${values.join(" or ")}`;
  if (kind === "property-set") return `Take ${property} off the cluster, then try again.`;
  if (kind === "pool-property-values")
    return `Set ${property}${list} on every agent pool, then try again.`;
  return `Set ${property}${list}, then try again.`;
}

function freeWords({ mode = "", text }: Refusal): Words {
  if (mode.toLowerCase() !== "manual")
    return {
      title: `Azure does not allow mode ${mode}.`,
      detail: text,
      remedy: "Do what Azure's sentence says, then try again.",
    };
  return {
    title: "Azure does not allow mode Manual yet.",
    detail: text,
    remedy:
      "Before node auto-provisioning can be switched off, every NodePool needs the limit cpu 0 and no node of it may be left. The steps of switching it off do both.",
  };
}

function withNames(command: string, refusal: Refusal, cluster: JsonObject | undefined): string {
  const id = parseResourceId(textAt(cluster, "id"));
  if (cluster === undefined || id === undefined) return command;
  const placed = command
    .replaceAll("<group>", () => shellQuote(id.resourceGroup))
    .replaceAll("<name>", () => shellQuote(id.name));
  // Whichever subscription is the default of az.
  const named = `${placed} --subscription ${shellQuote(id.subscriptionId)}`;
  if (!named.includes("<pool>")) return named;
  const pools = offendingPools(refusal, cluster);
  return pools.length === 0
    ? named
    : pools.map((pool) => named.replaceAll("<pool>", () => shellQuote(pool))).join("\n");
}
