import { recordOf, textOf } from "../karpenter/plain.ts";
import { aksServerId, entraLoginOf } from "./entraLogin.ts";
import type { KubeUser } from "./kubeconfig.ts";

/** How the user of a context signs in. */
export interface SignIn {
  /**
   * `entra`: Entra ID, with our own tokens; `plugin`: a program that may ask the user something, not to be run unasked;
   * `stored`: what the file holds.
   */
  readonly signIn: "entra" | "plugin" | "stored";
  /** What `plugin` runs. */
  readonly program?: string;
  /** Of `entra`, where the kubeconfig names one. */
  readonly tenantId?: string;
}

/**
 * Tokens of the user's sign-in are for AKS alone: a file that names another application might be after a token for
 * something else, so that is left to kubelogin.
 */
export function signInOf(user: KubeUser | undefined): SignIn {
  const login = entraLoginOf(user);
  if (login?.serverId === aksServerId)
    return { signIn: "entra", ...(login.tenantId !== undefined && { tenantId: login.tenantId }) };
  if (user?.exec === undefined || user.exec === null) return { signIn: "stored" };
  return { signIn: "plugin", program: textOf(recordOf(user.exec).command) ?? "" };
}
