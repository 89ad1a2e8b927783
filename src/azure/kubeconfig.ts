import { objectsAt, textAt } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError } from "./azureError.ts";
import { sendToAks } from "./containerService.ts";

/**
 * The kubeconfig (YAML) of a cluster. `user` is enough for everything and needs the cluster user role;
 * `admin` is a certificate that nobody can be told apart by: only when the user chose it. A secret: never log it.
 * `format: "exec"` asks for the form with kubelogin where the cluster has Microsoft Entra ID.
 */
export async function readKubeconfig(
  access: AzureAccess,
  clusterId: string,
  options: { as: "user" | "admin"; format?: "azure" | "exec"; signal?: AbortSignal },
): Promise<string> {
  const action = options.as === "user" ? "listClusterUserCredential" : "listClusterAdminCredential";
  const { body } = await sendToAks(access, {
    method: "POST",
    path: `${clusterId}/${action}`,
    isRead: true,
    signal: options.signal,
    ...(options.format && { query: { format: options.format } }),
  });
  const value = textAt(objectsAt(body, "kubeconfigs")[0], "value");
  if (value === "")
    throw new AzureError({
      kind: "unreadable",
      request: `POST ${action}`,
      message: "The answer holds no kubeconfig",
      changed: "no",
    });
  return Buffer.from(value, "base64").toString("utf8");
}
