import { listOf, recordOf, textOf } from "../karpenter/plain.ts";
import type { KubeUser } from "./kubeconfig.ts";

/** A sign-in with Entra ID, as a kubeconfig of AKS asks for it. */
export interface EntraLogin {
  /** Application id of the API server, for which the token is. */
  readonly serverId: string;
  readonly tenantId: string | undefined;
}

/** The application that all AKS clusters with managed Entra ID share (learn.microsoft.com/azure/aks/kubelogin-authentication). */
export const aksServerId = "6dae42f8-4368-4678-94ff-3960e28e3630";

/**
 * The Entra ID sign-in that a user entry means: the exec plugin kubelogin, or the auth provider `azure` of older files;
 * undefined for any other user. With it no plugin needs to run.
 */
export function entraLoginOf(user: KubeUser | undefined): EntraLogin | undefined {
  const exec = recordOf(user?.exec);
  const command = textOf(exec.command)?.split(/[\\/]/).at(-1)?.toLowerCase();
  if (command === "kubelogin" || command === "kubelogin.exe") return ofKubelogin(exec);
  const provider = recordOf(user?.authProvider);
  if (provider.name !== "azure") return undefined;
  const config = recordOf(provider.config);
  return {
    serverId: textOf(config["apiserver-id"]) ?? aksServerId,
    tenantId: textOf(config["tenant-id"]),
  };
}

/**
 * The ways of kubelogin by which a person signs in (learn.microsoft.com/azure/aks/kubelogin-authentication); the others
 * (spn, msi, workloadidentity...) mean an identity of their own, whose place that person's token must not take.
 */
const ofPeople: ReadonlySet<string> = new Set([
  "devicecode",
  "interactive",
  "azurecli",
  "azd",
  "ropc",
]);

function ofKubelogin(exec: Readonly<Record<string, unknown>>): EntraLogin | undefined {
  const args = listOf(exec.args).flatMap((arg) => textOf(arg) ?? []);
  // A proof-of-possession token is bound to a key that only kubelogin has.
  if (args.includes("--pop-enabled")) return undefined;
  const method = methodOfEnvironment(exec) ?? argument(args, "--login", "-l") ?? "devicecode";
  if (!ofPeople.has(method.toLowerCase())) return undefined;
  return {
    serverId: argument(args, "--server-id") ?? aksServerId,
    tenantId: argument(args, "--tenant-id", "-t"),
  };
}

/** The method that the kubeconfig sets for kubelogin, which goes before the flag (kubelogin pkg/internal/token/options.go). */
function methodOfEnvironment(exec: Readonly<Record<string, unknown>>): string | undefined {
  const set = listOf(exec.env).map(recordOf);
  return textOf(set.find(({ name }) => name === "AAD_LOGIN_METHOD")?.value);
}

function argument(args: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    const [name = "", value] = arg.split(/=(.*)/s);
    if (names.includes(name)) return value ?? args[index + 1];
  }
  return undefined;
}
