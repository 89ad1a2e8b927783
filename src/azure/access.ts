import type { TokenCredential } from "@azure/identity";
import type { AzureCloud } from "./cloud.ts";

/** Waits; ends early with the signal's reason when it is aborted. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * Everything that a call of Azure needs. Clients are kept per object: pass the same one for the same sign-in.
 * VS Code's accounts come as a credential of the caller; the others are made here.
 */
export interface AzureAccess {
  readonly cloud: AzureCloud;
  /** Its tokens are those of {@link AzureAccess.tenantId}. */
  readonly credential: TokenCredential;
  readonly tenantId?: string;
  /** Which account it is, where the sign-in tells: the same text, the same person. */
  readonly account?: string;
  /** Another clock, for tests. */
  readonly wait?: Wait;
}

/** The Azure CLI's login; `az` runs without a shell. */
export function azureCliAccess(cloud: AzureCloud, tenantId?: string): AzureAccess {
  const credential = later(async () => {
    const { AzureCliCredential } = await import("@azure/identity");
    return new AzureCliCredential({ processTimeoutInMs: 60_000, ...(tenantId && { tenantId }) });
  });
  return { cloud, credential, ...(tenantId && { tenantId }) };
}

/** A managed identity: the machine's own, or the user-assigned one with a client id. */
export function managedIdentityAccess(cloud: AzureCloud, clientId?: string): AzureAccess {
  const credential = later(async () => {
    const { ManagedIdentityCredential } = await import("@azure/identity");
    return clientId === undefined
      ? new ManagedIdentityCredential()
      : new ManagedIdentityCredential({ clientId });
  });
  return { cloud, credential };
}

/** The identity library is large: it loads with the first token. */
function later(make: () => Promise<TokenCredential>): TokenCredential {
  let made: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      made ??= make();
      return (await made).getToken(scopes, options);
    },
  };
}
