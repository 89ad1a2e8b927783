import type { ModelObject } from "../model.ts";
import { newestStable } from "../template/diagnose/apiVersions.ts";
import type { ClusterChoices } from "./choices.ts";
import { newClusterModel } from "./newCluster.ts";

/** A deployment template of the cluster, ready for `az deployment group create`; name and region are parameters with defaults. */
function createTemplate(choices: ClusterChoices): ModelObject {
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
        apiVersion: newestStable,
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
