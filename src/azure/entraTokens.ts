import type { AzureAccess } from "./access.ts";

/** What the API server of a cluster asks for, as its kubeconfig says. */
interface TokenRequest {
  /** Application id of the API server. */
  readonly serverId: string;
  readonly tenantId: string | undefined;
  /** The server did not accept the last token. */
  readonly isRefused: boolean;
}

/** A token and its end in milliseconds since 1970. */
interface SuppliedToken {
  readonly token: string;
  readonly expiresOnMs: number;
}

/**
 * Gives tokens of a sign-in to Azure for API servers, in place of kubelogin. Throws an Error in words when the sign-in
 * has nothing but the token that the server has refused.
 */
export function entraTokens({
  credential,
}: Pick<AzureAccess, "credential">): (
  request: TokenRequest,
  abortSignal: AbortSignal,
) => Promise<SuppliedToken> {
  let last: string | undefined;
  return async ({ serverId, tenantId, isRefused }, abortSignal) => {
    const found = await credential.getToken(`${serverId}/.default`, {
      abortSignal,
      ...(tenantId !== undefined && { tenantId }),
    });
    if (found === null) throw new Error("Azure gave none for the API server.");
    if (isRefused && found.token === last)
      throw new Error(
        "the API server refused it, and the sign-in has no other. Sign in again; the account must belong to the tenant of the cluster.",
      );
    last = found.token;
    return { token: found.token, expiresOnMs: found.expiresOnTimestamp };
  };
}
