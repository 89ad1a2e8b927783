import { readFileSync } from "node:fs";
import type { TestCluster } from "../cluster/start.ts";

/**
 * The kubeconfig that AKS would hand out for a test cluster under the id of a managed cluster: everything in it, no
 * paths, and the names that AKS gives.
 */
export function userKubeconfig(cluster: TestCluster, id: string): string {
  const [, , , , group = "", , , , name = ""] = id.split("/");
  const user = `clusterUser_${group}_${name}`;
  const authority = readFileSync(cluster.caFile).toString("base64");
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${authority}
    server: ${cluster.server}
  name: ${name}
contexts:
- context:
    cluster: ${name}
    user: ${user}
  name: ${name}
current-context: ${name}
kind: Config
preferences: {}
users:
- name: ${user}
  user:
    token: ${cluster.token}
`;
}
