import { bicepFile } from "../export/bicep.ts";
import { newestStable } from "../template/diagnose/apiVersions.ts";
import type { ClusterChoices } from "./choices.ts";
import { newClusterModel } from "./newCluster.ts";

/** A Bicep file that creates the same cluster as `newClusterModel`. */
export function createBicepText(choices: ClusterChoices): string {
  const cluster = { name: choices.name };
  return bicepFile({ cluster, body: newClusterModel(choices), apiVersion: newestStable });
}
