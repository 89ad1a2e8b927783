import { ok, type Handler } from "./answers.ts";
import { aksError, refuse } from "./errors.ts";
import { at } from "./json.ts";
import { clusterKey, withCluster } from "./managedClusters.ts";

/** POST .../listClusterUserCredential and ...AdminCredential: the kubeconfig that the state holds for the cluster. */
export function listCredentials(name: "clusterUser" | "clusterAdmin"): Handler {
  return withCluster((state, request, cluster) => {
    if (name === "clusterAdmin" && at(cluster, "properties", "disableLocalAccounts") === true) {
      const message =
        "Getting static credential isn't allowed because this cluster is set to disable local accounts.";
      return refuse(state, aksError(400, "BadRequest", message));
    }
    const text = state.kubeconfigs[clusterKey(request)];
    if (text === undefined) {
      const message = "The state of the stand-in holds no kubeconfig of this cluster.";
      return refuse(state, aksError(404, "NotFound", message));
    }
    return ok(state, { kubeconfigs: [{ name, value: Buffer.from(text).toString("base64") }] });
  });
}
