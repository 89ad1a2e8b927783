import assert from "node:assert/strict";
import { ManagedIdentityCredential } from "@azure/identity";
import { fetchToken, startTestAzure, type TestAzure } from "./client.ts";
import { at } from "./json.ts";
import { emptyState } from "./state.ts";
import { issueToken, readToken } from "./tokens.ts";

const other = "99999999-0000-4000-8000-000000000000";

describe("the stand-in's sign-in", () => {
  let azure: TestAzure;
  before(async () => {
    const state = {
      ...emptyState,
      tenants: [
        ...emptyState.tenants,
        { tenantId: other, displayName: "Fabrikam", defaultDomain: "fabrikam.example" },
      ],
      subscriptions: [
        ...emptyState.subscriptions,
        { subscriptionId: "s2", displayName: "Other", tenantId: other },
      ],
    };
    azure = await startTestAzure({ state });
  });
  after(() => azure.stop());

  async function get(path: string, authorization?: string) {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${azure.origin}${path}`, { headers });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  }

  it("tells its endpoints to anyone", async () => {
    const { status, body } = await get("/metadata/endpoints?api-version=2022-09-01");
    assert.equal(status, 200);
    assert.equal(at(body, "resourceManager"), azure.origin);
    assert.equal(at(body, "authentication", "loginEndpoint"), azure.origin);
  });

  it("gives a managed identity a token with tenant, object and expiry", async () => {
    process.env.IDENTITY_ENDPOINT = azure.identityEndpoint;
    process.env.IDENTITY_HEADER = "x";
    const { token, expiresOnTimestamp } = await new ManagedIdentityCredential().getToken(
      `${azure.origin}/.default`,
    );
    const claims = readToken(token);
    assert.ok(claims);
    assert.equal(claims.tid, emptyState.tenants[0]?.tenantId);
    assert.equal(claims.aud, azure.origin);
    assert.notEqual(claims.oid, "");
    assert.equal(claims.exp * 1000, expiresOnTimestamp);
  });

  it("answers 401 without a token, with a bad one and with an expired one", async () => {
    const claims = { tid: other, oid: "o", exp: 1, aud: azure.origin };
    const foreign = issueToken({ ...claims, tid: "nowhere", exp: 4_000_000_000 });
    const seen = await Promise.all(
      [undefined, "Bearer nonsense", `Bearer ${foreign}`, `Bearer ${issueToken(claims)}`].map(
        async (header) => {
          const { status, body, headers } = await get("/subscriptions", header);
          assert.match(headers.get("www-authenticate") ?? "", /^Bearer /);
          return [status, at(body, "error", "code")];
        },
      ),
    );
    assert.deepEqual(seen, [
      [401, "AuthenticationFailed"],
      [401, "InvalidAuthenticationToken"],
      [401, "InvalidAuthenticationToken"],
      [401, "ExpiredAuthenticationToken"],
    ]);
  });

  it("lets a token expire with its clock", async () => {
    const own = await startTestAzure();
    const path = "/subscriptions";
    assert.equal((await own.send("GET", path)).status, 200);
    own.advance(90_000);
    assert.equal((await own.send("GET", path)).status, 401);
    await own.stop();
  });

  it("lists all tenants, and the subscriptions of the token's tenant alone", async () => {
    const token = await fetchToken(azure, `&tenant=${other}`);
    const { body } = await get("/subscriptions?api-version=2022-12-01", `Bearer ${token}`);
    const ids = (at(body, "value") as { subscriptionId: string }[]).map(
      ({ subscriptionId }) => subscriptionId,
    );
    assert.deepEqual(ids, ["s2"]);
    const tenants = await get("/tenants?api-version=2022-12-01", `Bearer ${token}`);
    const names = (at(tenants.body, "value") as { displayName: string }[]).map(
      ({ displayName }) => displayName,
    );
    assert.deepEqual(names, ["Contoso", "Fabrikam"]);
    assert.equal((await get(`${azure.subscription}/locations`, `Bearer ${token}`)).status, 404);
  });
});
