import type { AddressInfo } from "node:net";
import fastify from "fastify";
import type { AzureState } from "./state.ts";
import { identityAnswer } from "./tokens.ts";

/** A managed identity's local endpoint. */
export interface TokenServer {
  /** `http://127.0.0.1:<port>/msi`. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The object id of the one identity that tokens are issued to. */
export const identityObjectId = "33333333-0000-4000-8000-000000000000";

/**
 * Serves tokens as App Service does for a managed identity: no TLS, the header X-IDENTITY-HEADER, a day's validity.
 * `?tenant=<id>` gives one of another tenant than the state's first.
 */
export async function startTokenServer(
  state: () => AzureState,
  now: () => Date,
  port: number,
): Promise<TokenServer> {
  const server = fastify({ forceCloseConnections: true });
  server.get("/msi", async (request, reply) => {
    if (request.headers["x-identity-header"] === undefined)
      return reply.code(401).send({ statusCode: 401, message: "No X-IDENTITY-HEADER." });
    const { resource = "", tenant } = request.query as { resource?: string; tenant?: string };
    const tid = tenant ?? state().tenants[0]?.tenantId ?? "";
    const exp = Math.floor(now().getTime() / 1000) + 86_400;
    return identityAnswer({ tid, oid: identityObjectId, exp, aud: resource }).body;
  });
  await server.listen({ host: "127.0.0.1", port });
  const { port: taken } = server.server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${taken}/msi`, stop: () => server.close() };
}
