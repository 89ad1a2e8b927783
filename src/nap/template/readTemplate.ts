import { Unresolved, type FoundCluster, type ModelValue } from "../model.ts";
import { evaluate, longestLoop, withCopyIndex } from "./expression/evaluate.ts";
import type { Scope } from "./expression/scope.ts";
import { isModelObject } from "../model.ts";
import { withOrigin } from "./expression/origins.ts";
import {
  childrenOf,
  pointerTo,
  textOf,
  valueOf,
  type JsonNode,
  type JsonObject,
} from "./json/jsonNode.ts";
import { poolOf, type Place, type TemplatePool } from "./templatePool.ts";
import { givenBy, templateScope, type Given } from "./templateScope.ts";

export const clusterType = "microsoft.containerservice/managedclusters";
const poolType = `${clusterType}/agentpools`;
const deploymentType = "microsoft.resources/deployments";

/** A managed cluster among the resources of a template. */
export interface TemplateCluster extends FoundCluster {
  /** False where its condition, or that of the deployment around it, is known to be false. */
  readonly isDeployed: boolean;
  readonly pools: readonly ModelValue[];
}

export interface TemplateContent {
  readonly clusters: TemplateCluster[];
  readonly pools: TemplatePool[];
  /** Resources read so far, each turn of a loop counted. */
  resources: number;
}

/** Azure deploys 800 resources of a template; loops around loops of deployments would make more than a memory holds. */
export const mostResources = 10_000;

/** Whether an object is an ARM template: by its schema, or by resources that have types. */
export function isTemplate(node: JsonNode): boolean {
  const resources = valueOf(node, "resources");
  if (resources?.kind !== "array" && resources?.kind !== "object") return false;
  if (isClusterResource(node)) return false;
  const schema = textOf(valueOf(node, "$schema")) ?? "";
  if (/deploymentTemplate/i.test(schema)) return true;
  if (valueOf(node, "contentVersion") !== undefined) return true;
  for (const [, each] of childrenOf(resources))
    if (textOf(valueOf(each, "type")) && textOf(valueOf(each, "apiVersion"))) return true;
  return false;
}

/** Whether an object is a managed cluster as templates write it, which may have pools among its own resources. */
export function isClusterResource(node: JsonNode): boolean {
  const isNamed = textOf(valueOf(node, "type"))?.toLowerCase() === clusterType;
  return isNamed && valueOf(node, "resources") !== undefined;
}

/** The clusters and pools of an ARM template, those of its nested deployments among them. */
export function readTemplate(
  template: JsonNode,
  {
    pointer,
    given,
    outer,
  }: { readonly pointer: string; readonly given: Given; readonly outer: Scope },
  content: TemplateContent,
): void {
  const scope = templateScope(template, given, outer);
  readResources(template, { pointer, scope, isDeployed: true, isCertain: true }, content);
}

function readResources(template: JsonNode, place: Place, content: TemplateContent): void {
  const resources = valueOf(template, "resources");
  if (resources === undefined) return;
  for (const [key, resource] of childrenOf(resources)) {
    if (resource.kind !== "object") continue;
    const pointer = pointerTo(pointerTo(place.pointer, "resources"), key);
    for (const instance of instancesOf(resource, { ...place, pointer })) {
      if (content.resources > mostResources) return;
      content.resources++;
      readResource(resource, instance, content);
    }
  }
}

/** One for each turn of the resource's copy loop, with what its condition says. */
function* instancesOf(resource: JsonObject, place: Place): Generator<Place> {
  const copy = valueOf(resource, "copy");
  if (copy === undefined) {
    yield conditioned(resource, place);
    return;
  }
  const count = valueOf(copy, "count");
  const times = count && evaluate(count, place.scope);
  const name = textOf(valueOf(copy, "name")) ?? "";
  if (typeof times !== "number") yield { ...conditioned(resource, place), isCertain: false };
  else
    for (let index = 0; index < Math.min(times, longestLoop); index++)
      yield conditioned(resource, { ...place, scope: withCopyIndex(place.scope, name, index) });
}

function conditioned(resource: JsonObject, place: Place): Place {
  const condition = valueOf(resource, "condition");
  const holds = condition === undefined ? true : evaluate(condition, place.scope);
  if (typeof holds === "boolean") return { ...place, isDeployed: place.isDeployed && holds };
  if (typeof holds === "string" && /^(true|false)$/i.test(holds))
    return { ...place, isDeployed: place.isDeployed && holds.toLowerCase() === "true" };
  return { ...place, isCertain: false };
}

/** A resource that stands alone, or among those of a template. */
export function readResource(resource: JsonObject, place: Place, content: TemplateContent): void {
  if (literalOf(valueOf(resource, "existing")) === true) return;
  const type = textOf(valueOf(resource, "type"))?.toLowerCase();
  if (type === clusterType) content.clusters.push(clusterOf(resource, place));
  if (type === poolType && place.isDeployed) content.pools.push(poolOf(resource, place));
  if (type === deploymentType) readDeployment(resource, place, content);
}

function literalOf(node: JsonNode | undefined): unknown {
  return node?.kind === "literal" ? node.value : undefined;
}

function readDeployment(resource: JsonObject, place: Place, content: TemplateContent): void {
  const properties = valueOf(resource, "properties");
  const template = valueOf(properties, "template");
  if (template?.kind !== "object") return;
  const options = valueOf(properties, "expressionEvaluationOptions");
  const isInner =
    textOf(valueOf(options, "scope"))?.toLowerCase() === "inner" ||
    valueOf(template, "languageVersion") !== undefined;
  const given = givenBy(valueOf(properties, "parameters"), place.scope);
  const scope = isInner ? templateScope(template, given, place.scope) : place.scope;
  const pointer = pointerTo(pointerTo(place.pointer, "properties"), "template");
  readResources(template, { ...place, pointer, scope }, content);
}

const notOfTheModel = new Set([
  "resources",
  "copy",
  "condition",
  "dependson",
  "comments",
  "existing",
]);

function clusterOf(resource: JsonObject, place: Place): TemplateCluster {
  const members = resource.members.filter(({ key }) => !notOfTheModel.has(key.value.toLowerCase()));
  const model = evaluate({ ...resource, members }, place.scope);
  const apiVersion = valueOf(resource, "apiVersion");
  return {
    name: nameOf(valueOf(resource, "name"), place.scope),
    pointer: place.pointer,
    origin: "template",
    apiVersion: apiVersion && nameOf(apiVersion, place.scope),
    model: isModelObject(model) ? withOrigin(place.scope.origins, model, resource) : {},
    isDeployed: place.isDeployed,
    pools: childPools(resource, place),
  };
}

/** The last segment of a name, or the expression that it stays. */
function nameOf(node: JsonNode | undefined, scope: Scope): string {
  const value = node && evaluate(node, scope);
  if (typeof value === "string") return value.split("/").at(-1) ?? value;
  return value instanceof Unresolved ? value.expression : "";
}

function childPools(cluster: JsonObject, place: Place): ModelValue[] {
  const resources = valueOf(cluster, "resources");
  const pools: ModelValue[] = [];
  for (const [key, resource] of resources === undefined ? [] : childrenOf(resources)) {
    if (resource.kind !== "object") continue;
    const type = textOf(valueOf(resource, "type"))?.toLowerCase();
    if (type !== "agentpools" && type !== poolType) continue;
    const pointer = pointerTo(pointerTo(place.pointer, "resources"), key);
    for (const instance of instancesOf(resource, { ...place, pointer }))
      if (instance.isDeployed) pools.push(poolOf(resource, instance).profile);
  }
  return pools;
}
