import { isJsonArray, isJsonObject, textAt, type Json, type JsonObject } from "../json.ts";

/** What a deployment of one cluster is made from. */
export interface DeployedCluster {
  /** The raw GET, for its name. */
  readonly cluster: JsonObject;
  /** The body that a PUT would send. */
  readonly body: JsonObject;
  readonly apiVersion: string;
}

/** A deployment template of a cluster as it is to be, ready for `az deployment group create`. */
export function armTemplate({ cluster, body, apiVersion }: DeployedCluster): JsonObject {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      {
        type: "Microsoft.ContainerService/managedClusters",
        apiVersion,
        name: textAt(cluster, "name"),
        ...asObject(literal(body)),
      },
    ],
  };
}

/** A text that begins with a bracket would be read as an expression: a second bracket makes it a text. */
function literal(value: Json): Json {
  if (typeof value === "string")
    return value.startsWith("[") && value.endsWith("]") ? `[${value}` : value;
  if (isJsonArray(value)) return value.map(literal);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, literal(inner)]));
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
