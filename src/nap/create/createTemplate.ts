import type { ModelObject } from "../model.ts";
import type { ClusterChoices } from "./choices.ts";
import { newClusterModel } from "./newCluster.ts";

/** The newest stable api-version of Microsoft.ContainerService that the pinned SDK knows (25.5.0). */
export const newestApiVersion = "2026-06-01";

/** A deployment template of the cluster, ready for `az deployment group create`; name and region are parameters with defaults. */
export function createTemplate(choices: ClusterChoices): ModelObject {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: {
      clusterName: { type: "string", defaultValue: choices.name },
      location: { type: "string", defaultValue: choices.location },
    },
    resources: [
      {
        type: "Microsoft.ContainerService/managedClusters",
        apiVersion: newestApiVersion,
        name: "[parameters('clusterName')]",
        ...newClusterModel(choices),
        location: "[parameters('location')]",
      },
    ],
  };
}

/** The template as a file's text. */
export function createTemplateText(choices: ClusterChoices): string {
  return `${JSON.stringify(createTemplate(choices), undefined, 2)}\n`;
}
