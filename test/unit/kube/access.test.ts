import assert from "node:assert/strict";
import { accessFromText, type AccessOptions } from "../../../src/kube/access.ts";
import type { ApiRequest } from "../../../src/kube/apiRequest.ts";
import { problemOf } from "../../../src/kube/kubeError.ts";
import type { KubeProblem } from "../../../src/nap/view/contents/kubeProblem.ts";
import { startFakeApi, status, type Answer, type FakeApi, type SeenRequest } from "./fakeApi.ts";

const listPools: ApiRequest = {
  method: "GET",
  path: "/apis/karpenter.sh/v1/nodepools",
  action: { verb: "list", resource: "nodepools.karpenter.sh" },
};

const entraUser = {
  exec: {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "kubelogin",
    args: ["get-token", "--server-id", "the-server", "--tenant-id", "the-tenant"],
  },
};

describe("access to a cluster", () => {
  let api: FakeApi | undefined;
  afterEach(async () => {
    await api?.close();
    api = undefined;
  });

  const start = async (answer: (request: SeenRequest) => Answer) =>
    (api = await startFakeApi(answer));

  const problemWith = async (
    fake: Pick<FakeApi, "kubeconfig">,
    options: { user?: object; access?: AccessOptions; request?: Partial<ApiRequest> } = {},
  ): Promise<KubeProblem> => {
    const access = accessFromText(fake.kubeconfig(options.user), options.access);
    try {
      await access.send({ ...listPools, ...options.request });
    } catch (error) {
      const problem = problemOf(error);
      assert.ok(problem, String(error));
      return problem;
    } finally {
      access.close();
    }
    throw new assert.AssertionError({ message: "the request succeeded" });
  };

  it("signs in with the token of the kubeconfig", async () => {
    const fake = await start(() => ({ body: { items: [] } }));
    const access = accessFromText(fake.kubeconfig());
    assert.deepEqual(await access.send(listPools), { items: [] });
    access.close();
    assert.equal(fake.seen[0]?.headers.authorization, "Bearer a-token");
  });

  it("takes tokens of Entra ID from the supplier, in place of kubelogin, and keeps them", async () => {
    const fake = await start(() => ({ body: {} }));
    const asked: unknown[] = [];
    const access = accessFromText(fake.kubeconfig(entraUser), {
      tokenFor: (login) => {
        asked.push(login);
        return Promise.resolve({ token: "entra", expiresOnMs: Date.now() + 3_600_000 });
      },
    });
    await Promise.all([access.send(listPools), access.send(listPools)]);
    await access.send(listPools);
    access.close();
    const login = { serverId: "the-server", tenantId: "the-tenant", isRefused: false };
    assert.deepEqual(asked, [login]);
    assert.deepEqual(
      fake.seen.map(({ headers }) => headers.authorization),
      ["Bearer entra", "Bearer entra", "Bearer entra"],
    );
  });

  it("asks for another token when the server refuses one, once", async () => {
    const fake = await start(({ headers }) =>
      headers.authorization === "Bearer new" ? { body: { ok: true } } : status(401, "Unauthorized"),
    );
    const refused: boolean[] = [];
    const access = accessFromText(fake.kubeconfig(entraUser), {
      tokenFor: ({ isRefused }) => {
        refused.push(isRefused);
        return Promise.resolve({ token: isRefused ? "new" : "old" });
      },
    });
    assert.deepEqual(await access.send(listPools), { ok: true });
    access.close();
    assert.deepEqual(refused, [false, true]);
  });

  it("renews a token that is about to expire", async () => {
    const fake = await start(() => ({ body: {} }));
    let count = 0;
    const access = accessFromText(fake.kubeconfig(entraUser), {
      tokenFor: () => Promise.resolve({ token: `t${++count}`, expiresOnMs: Date.now() + 1000 }),
    });
    await access.send(listPools);
    await access.send(listPools);
    access.close();
    assert.equal(count, 2);
  });

  it("says that the sign-in was not accepted when the second token is refused too", async () => {
    const fake = await start(() => status(401, "Unauthorized", "Unauthorized"));
    const problem = await problemWith(fake, {
      user: entraUser,
      access: { tokenFor: () => Promise.resolve({ token: "entra" }) },
    });
    assert.equal(problem.kind, "unauthorized");
    assert.equal(fake.seen.length, 2);
  });

  it("repeats why there is no token, without credentials", async () => {
    const fake = await start(() => ({ body: {} }));
    const said = "AADSTS50076: sign in again with az login; refresh_token=0.AXoA-secret";
    const problem = await problemWith(fake, {
      user: entraUser,
      access: { tokenFor: () => Promise.reject(new Error(said)) },
    });
    assert.equal(problem.kind, "credential");
    assert.match(problem.text, /No token.*AADSTS50076: sign in again with az login/);
    assert.equal(JSON.stringify(problem).includes("AXoA"), false);
    assert.equal(fake.seen.length, 0);
  });

  it("says which sign-in lacks for a token", async () => {
    const lack = { tenantId: "t-2", accountId: "ada", scope: "6dae42f8/.default" };
    const error = Object.assign(new Error("the tenant wants a second factor"), { lack });
    const problem = await problemWith(await start(() => ({ body: {} })), {
      user: entraUser,
      access: { tokenFor: () => Promise.reject(error) },
    });
    assert.deepEqual(problem.signIn, lack);
  });

  it("names the verb and the resource of a missing right", async () => {
    const said =
      'nodepools.karpenter.sh is forbidden: User "u" cannot list resource "nodepools" in API group "karpenter.sh" at the cluster scope';
    const problem = await problemWith(await start(() => status(403, "Forbidden", said)));
    assert.deepEqual(problem, {
      kind: "forbidden",
      text: 'No right to list nodepools.karpenter.sh (403). A role with the verb "list" on "nodepools.karpenter.sh" gives it.',
      detail: said,
      action: listPools.action,
      status: 403,
    });
  });

  it("points at role assignments where Azure RBAC refuses", async () => {
    const said =
      "User does not have access to the resource in Azure. Update role assignment to allow access.";
    const { text } = await problemWith(await start(() => status(403, "Forbidden", said)));
    assert.match(text, /Azure RBAC.*role assignment/);
  });

  it("asks a busy server again after the time that it names", async () => {
    let calls = 0;
    const fake = await start(() =>
      ++calls < 3
        ? { status: 429, body: "too many", headers: { "retry-after": "0" } }
        : { body: { calls } },
    );
    const access = accessFromText(fake.kubeconfig());
    assert.deepEqual(await access.send(listPools), { calls: 3 });
    access.close();
  });

  for (const [code, reason, kind] of [
    [404, "NotFound", "not-found"],
    [409, "Conflict", "conflict"],
    [409, "AlreadyExists", "conflict"],
    [410, "Expired", "gone"],
    [422, "Invalid", "invalid"],
    [500, "InternalError", "server"],
    [503, "ServiceUnavailable", "server"],
    [504, "Timeout", "timeout"],
  ] as const) {
    it(`tells ${code} ${reason} as ${kind}`, async () => {
      const problem = await problemWith(await start(() => status(code, reason)));
      assert.equal(problem.kind, kind);
      assert.equal(problem.status, code);
    });
  }

  it("keeps the fields that the server refuses", async () => {
    const causes = [
      { reason: "FieldValueInvalid", message: "must be positive", field: "spec.weight" },
    ];
    const problem = await problemWith(await start(() => status(422, "Invalid", "no", { causes })));
    assert.deepEqual(problem.causes, [{ field: "spec.weight", message: "must be positive" }]);
  });

  it("tells a connection that breaks off from one that never was", async () => {
    const cut = await problemWith(
      await start(() => (response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("{");
        setTimeout(() => response.destroy(), 10);
      }),
    );
    assert.equal(cut.kind, "cut");
    const fake = api;
    await api?.close();
    api = undefined;
    assert.ok(fake);
    assert.equal((await problemWith(fake)).kind, "unreachable");
  });

  it("gives up on an answer that does not begin", async () => {
    const fake = await start(() => () => undefined);
    assert.equal((await problemWith(fake, { request: { timeoutMs: 30 } })).kind, "timeout");
  });

  it("stops at once when it is cancelled, before and while it waits", async () => {
    const fake = await start(() => () => undefined);
    const stopped = AbortSignal.abort();
    assert.equal((await problemWith(fake, { request: { signal: stopped } })).kind, "cancelled");
    const signal = AbortSignal.timeout(20);
    const problem = await problemWith(fake, { request: { signal } });
    assert.equal(problem.kind, "cancelled");
  });

  it("says that something else answers when the answer is no JSON", async () => {
    const fake = await start(() => ({ body: "<html>sign in</html>" }));
    assert.equal((await problemWith(fake)).kind, "other");
  });

  it("never shows a token that the server repeats", async () => {
    const token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZWNyZXQifQ.c2lnbmF0dXJl";
    const fake = await start(({ headers }) =>
      status(403, "Forbidden", `bad ${String(headers.authorization)}`),
    );
    const problem = await problemWith(fake, { user: { token } });
    assert.equal(JSON.stringify(problem).includes(token), false);
    assert.equal(fake.seen[0]?.headers.authorization, `Bearer ${token}`);
  });

  it("speaks plain http with this machine only", async () => {
    const kubeconfig = () =>
      JSON.stringify({
        clusters: [{ name: "c", cluster: { server: "http://example.org" } }],
        users: [{ name: "u", user: { token: "secret" } }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
      });
    const problem = await problemWith({ kubeconfig });
    assert.equal(problem.kind, "credential");
  });

  it("runs no program that a kubeconfig of Azure names", async () => {
    const fake = await start(() => ({ body: {} }));
    const user = { exec: { command: "anything", args: [] } };
    assert.equal((await problemWith(fake, { user })).kind, "credential");
    assert.equal(fake.seen.length, 0);
  });
});
