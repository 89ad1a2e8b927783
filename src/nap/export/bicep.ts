import { isJsonArray, isJsonObject, textAt, type Json } from "../json.ts";
import type { DeployedCluster } from "./armTemplate.ts";

/** A Bicep file of a cluster as it is to be. */
export function bicepFile({ cluster, body, apiVersion }: DeployedCluster): string {
  const resource = bicepText({ name: textAt(cluster, "name"), ...body });
  return `resource cluster 'Microsoft.ContainerService/managedClusters@${apiVersion}' = ${resource}\n`;
}

/** A JSON value as Bicep writes it: single quotes, no commas, bare names where they are identifiers. */
export function bicepText(value: Json, indent = ""): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" && !Number.isInteger(value)) return `json('${value}')`;
  const inner = `${indent}  `;
  if (isJsonArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item) => `${inner}${bicepText(item, inner)}`);
    return `[\n${items.join("\n")}\n${indent}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value);
  if (members.length === 0) return "{}";
  const lines = members.map(
    ([name, item]) => `${inner}${memberName(name)}: ${bicepText(item, inner)}`,
  );
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function memberName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("${", "\\${")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `'${escaped}'`;
}
