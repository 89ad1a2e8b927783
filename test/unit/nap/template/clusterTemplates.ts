import assert from "node:assert/strict";
import { Unresolved, type ModelValue } from "../../../../src/nap/model.ts";
import { readClusterDocuments } from "../../../../src/nap/template/readClusterDocuments.ts";

/** What stands for an unknown in expectations: its expression in angle brackets. */
export function plain(value: ModelValue): unknown {
  if (value instanceof Unresolved) return `<${value.expression}>`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** What a template says about itself. */
export const schema =
  "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
export const type = "Microsoft.ContainerService/managedClusters";

/** A template with a cluster of this, and with more beside its resources. */
export function template(cluster: object, rest: object = {}): string {
  const resources = [{ type, apiVersion: "2025-05-01", name: "one", ...cluster }];
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", resources, ...rest });
}

/** `properties` of the only cluster. */
export function properties(text: string): unknown {
  const { clusters } = readClusterDocuments(text);
  assert.equal(clusters.length, 1, text);
  return plain(clusters[0]?.model.properties ?? null);
}

export const pool = "Microsoft.ContainerService/managedClusters/agentPools";
