import assert from "node:assert/strict";
import { entraTokens } from "../../../src/azure/entraTokens.ts";

const asked = { serverId: "server", tenantId: "tenant", isRefused: false };
const { signal } = new AbortController();

/** A credential that gives these tokens, the last one again and again. */
function credentialOf(...tokens: readonly string[]) {
  const requests: unknown[] = [];
  return {
    requests,
    credential: {
      getToken: (scopes: string | string[], options?: { tenantId?: string }) => {
        const token = tokens[Math.min(requests.length, tokens.length - 1)] ?? "";
        requests.push([scopes, options?.tenantId]);
        return Promise.resolve({ token, expiresOnTimestamp: 7 });
      },
    },
  };
}

describe("tokens for an API server", () => {
  it("are those of the application and the tenant that the kubeconfig names", async () => {
    const { credential, requests } = credentialOf("one");
    const given = await entraTokens({ credential })(asked, signal);
    assert.deepEqual(
      [given, requests],
      [{ token: "one", expiresOnMs: 7 }, [["server/.default", "tenant"]]],
    );
  });

  it("are renewed when the server has refused one", async () => {
    const tokensOf = entraTokens(credentialOf("one", "two"));
    await tokensOf(asked, signal);
    assert.equal((await tokensOf({ ...asked, isRefused: true }, signal)).token, "two");
  });

  it("are not sent again when the server has refused them", async () => {
    const tokensOf = entraTokens(credentialOf("one"));
    await tokensOf(asked, signal);
    await assert.rejects(
      tokensOf({ ...asked, isRefused: true }, signal),
      /no other. Sign in again/,
    );
  });
});
