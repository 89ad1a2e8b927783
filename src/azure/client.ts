import {
  createContainerService,
  type ContainerServiceContext,
} from "@azure/arm-containerservice/api";
import type { TokenCredential } from "@azure/identity";
import type { AzureAccess } from "./access.ts";

/** A credential that gave no token; the cause says why. */
export class TokenError extends Error {
  constructor(cause: unknown) {
    super("No token", { cause });
    this.name = "TokenError";
  }
}

const clients = new WeakMap<AzureAccess, ContainerServiceContext>();

/**
 * The container service's client of an access. Its `pathUnchecked` sends any request of Resource Manager through the
 * pipeline (token, proxy, TLS, user agent) and leaves JSON as it is. The pipeline's own retries are off: they repeat
 * a PUT whose answer was lost.
 */
export function clientOf(access: AzureAccess): ContainerServiceContext {
  const known = clients.get(access);
  if (known !== undefined) return known;
  const { cloud, credential } = access;
  const client = createContainerService(named(credential), "", {
    endpoint: cloud.resourceManager,
    credentials: { scopes: [cloud.scope] },
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: "aks-nap" },
  });
  clients.set(access, client);
  return client;
}

/** Drops the client with the token that it keeps. */
export function forgetClient(access: AzureAccess): void {
  clients.delete(access);
}

function named(credential: TokenCredential): TokenCredential {
  return {
    getToken: async (scopes, options) => {
      try {
        const token = await credential.getToken(scopes, options);
        if (token !== null) return token;
      } catch (cause) {
        throw new TokenError(cause);
      }
      throw new TokenError(new Error("Nobody is signed in."));
    },
  };
}
