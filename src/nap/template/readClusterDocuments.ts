import { Unresolved, type FoundCluster, type ModelObject } from "../model.ts";
import { canonicalModel } from "./canonicalModel.ts";
import { evaluate } from "./expression/evaluate.ts";
import { effortOfDocument, type Effort, type Scope } from "./expression/scope.ts";
import { isModelObject } from "../model.ts";
import type { Origins } from "./expression/origins.ts";
import { isCluster, isFlatCluster, originOf } from "./isCluster.ts";
import { childrenOf, pointerTo, textOf, valueOf, type JsonNode } from "./json/jsonNode.ts";
import type { JsonProblem } from "./json/jsonProblem.ts";
import { parseJson } from "./json/parseJson.ts";
import { locate } from "./locate.ts";
import { clustersOfLoosePools } from "./loosePools.ts";
import { mergePools } from "./mergePools.ts";
import {
  isClusterResource,
  isTemplate,
  readResource,
  readTemplate,
  type TemplateContent,
} from "./readTemplate.ts";
import { givenBy, type Given } from "./templateScope.ts";

/** What a text says about managed clusters. */
export interface ClusterDocument {
  /** What JSON does not allow, in the order of the text; empty for valid JSON. Lines count from 1. */
  readonly problems: readonly JsonProblem[];
  /** False where nothing can be made of the text. True with no clusters: JSON about something else. */
  readonly readable: boolean;
  readonly clusters: readonly FoundCluster[];
  /** The value at a JSON pointer into a cluster's model, or what is nearest to it; undefined for clusters of others. */
  nodeAt(cluster: FoundCluster, pointer: string): JsonNode | undefined;
}

/**
 * Finds the managed clusters in an ARM template, in what `az` and the REST API print, and in bodies of requests, broken
 * JSON among them. Never throws; what a template leaves open is `Unresolved`.
 */
export function readClusterDocuments(text: string): ClusterDocument {
  const { roots, problems, coverage } = parseJson(text);
  const origins: Origins = new WeakMap();
  const effort = effortOfDocument();
  const given = parametersIn(roots, { origins, effort });
  const found = roots
    .filter((root) => !isParametersFile(root))
    .flatMap((root) => clustersIn(root, { origins, effort, given }));
  const clusters = found.map((cluster) => ({
    ...cluster,
    model: canonicalModel(cluster.model, origins),
  }));
  const isMostlyJson = roots.length > 0 && coverage >= 0.5;
  return {
    problems,
    readable: clusters.length > 0 || isMostlyJson,
    clusters,
    nodeAt: (cluster, pointer) => locate(cluster.model, pointer, origins),
  };
}

/** Of each text by itself: the pools of one template are not those of a cluster in another one. */
function clustersIn(root: JsonNode, document: Omit<Walk, "content" | "literal">): FoundCluster[] {
  const content: TemplateContent = { clusters: [], pools: [], resources: 0 };
  const literal: FoundCluster[] = [];
  visit(root, "", { ...document, content, literal });
  return [...mergePools(content, document.origins), ...clustersOfLoosePools(content), ...literal];
}

interface Walk {
  readonly origins: Origins;
  readonly effort: Effort;
  readonly given: Given;
  readonly content: TemplateContent;
  readonly literal: FoundCluster[];
}

function visit(node: JsonNode, pointer: string, walk: Walk): void {
  if (node.kind === "string") visitText(node.value, pointer, walk);
  if (node.kind !== "object" && node.kind !== "array") return;
  const scope = literalScope(walk, true);
  if (isTemplate(node)) {
    readTemplate(node, { pointer, given: walk.given, outer: scope }, walk.content);
    return;
  }
  if (node.kind === "object" && isClusterResource(node)) {
    readResource(node, { pointer, scope, isDeployed: true, isCertain: true }, walk.content);
    return;
  }
  if (isCluster(node) || isFlatCluster(node)) {
    walk.literal.push(clusterOf(node, pointer, walk));
    return;
  }
  const template = valueOf(node, "template");
  for (const [key, child] of childrenOf(node)) {
    const parameters = child === template ? valueOf(node, "parameters") : undefined;
    const given = parameters ? givenBy(parameters, literalScope(walk, false)) : walk.given;
    visit(child, pointerTo(pointer, key), { ...walk, given });
  }
}

/** Recordings of traffic hold bodies as strings. What is in there has no place in the text. */
function visitText(text: string, pointer: string, walk: Walk): void {
  if (!/^\s*[{[]/.test(text) || !/managedClusters|agentPoolProfiles/i.test(text)) return;
  const inner = { ...walk, origins: new WeakMap() };
  for (const root of parseJson(text).roots) visit(root, pointer, inner);
}

function literalScope(
  { origins, effort }: Pick<Scope, "origins" | "effort">,
  hasExpressions: boolean,
): Scope {
  const nothing = () => undefined;
  return {
    origins,
    effort,
    hasExpressions,
    parameter: nothing,
    variable: nothing,
    lambdaVariable: nothing,
    copyIndex: nothing,
    userFunction: nothing,
  };
}

function clusterOf(node: JsonNode, pointer: string, walk: Walk): FoundCluster {
  const origin = originOf(node);
  const model = evaluate(node, literalScope(walk, origin !== "model"));
  const name = isModelObject(model) ? nameOf(node, model) : "";
  return {
    name,
    pointer,
    origin,
    apiVersion: textOf(valueOf(node, "apiVersion")),
    model: isModelObject(model) ? model : {},
  };
}

function nameOf(node: JsonNode, model: ModelObject): string {
  const name = textOf(valueOf(node, "name"));
  const value = model.name;
  if (value instanceof Unresolved) return value.expression;
  return name?.split("/").at(-1) ?? textOf(valueOf(node, "id"))?.split("/").at(-1) ?? "";
}

function isParametersFile(root: JsonNode): boolean {
  return /deploymentParameters/i.test(textOf(valueOf(root, "$schema")) ?? "");
}

/** The values of parameters files that stand in the same text as their template. */
function parametersIn(
  roots: readonly JsonNode[],
  document: Pick<Scope, "origins" | "effort">,
): Given {
  const scope = literalScope(document, false);
  const files = roots.filter(isParametersFile);
  return new Map(files.flatMap((file) => [...givenBy(valueOf(file, "parameters"), scope)]));
}
