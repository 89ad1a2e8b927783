import type { ContextSignIn } from "../nap/view/contextRow.ts";
import { recordOf, textOf } from "../karpenter/plain.ts";
import { aksServerId, entraLoginOf } from "./entraLogin.ts";
import type { KubeUser } from "./kubeconfig.ts";

/**
 * Tokens of the user's sign-in are for AKS alone: a file that names another application might be after a token for
 * something else, so that is left to kubelogin.
 */
export function signInOf(user: KubeUser | undefined): ContextSignIn {
  const login = entraLoginOf(user);
  if (login?.serverId === aksServerId)
    return { signIn: "entra", ...(login.tenantId !== undefined && { tenantId: login.tenantId }) };
  if (user?.exec === undefined || user.exec === null) return { signIn: "stored" };
  return { signIn: "plugin", program: textOf(recordOf(user.exec).command) ?? "" };
}
