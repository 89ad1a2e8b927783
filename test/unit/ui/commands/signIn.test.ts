import "../useVscode.ts";
import assert from "node:assert/strict";
import type { AccountCredential } from "../../../../src/ui/azure/accountCredential.ts";
import type { ClusterContext } from "../../../../src/ui/commands/context.ts";
import type * as commands from "../../../../src/ui/commands/signIn.ts";
import { signInLackOf } from "../../../../src/nap/signInLack.ts";
import { seen } from "../vscode.ts";

const account = { id: "ada@contoso.example", label: "ada@contoso.example" };
const scope = "https://management.azure.com/.default";

describe("signing in to a tenant that wants more", () => {
  let Credential: typeof AccountCredential;
  let signIn: typeof commands.signIn;
  before(async () => {
    ({ AccountCredential: Credential } =
      await import("../../../../src/ui/azure/accountCredential.ts"));
    ({ signIn } = await import("../../../../src/ui/commands/signIn.ts"));
  });
  beforeEach(() => {
    seen.reset();
    seen.settings.set("nap.azure.credential", "vscode");
    seen.accounts.push(account.label);
    seen.lackingScopes.add("VSCODE_TENANT:t-2");
  });

  it("says that the tenant lacks, and not that the account is signed out", async () => {
    const ofTenant = new Credential("microsoft", account, "t-2");
    await assert.rejects(ofTenant.getToken(scope), /no sign-in of ada@.* to this tenant/);
    assert.equal(
      (await new Credential("microsoft", account, "t-1").getToken(scope)).token,
      "token",
    );
  });

  it("asks the account for that tenant and reads the list again", async () => {
    let reads = 0;
    const directory = {
      library: () => Promise.resolve({ cloudFromSettings: () => ({ scope }) }),
      refresh: () => Promise.resolve(void (reads += 1)),
    };
    // Of the context signing in uses the directory alone.
    const context = { directory } as unknown as ClusterContext;
    await signIn(context, { tenantId: "t-2", accountId: account.id });
    assert.deepEqual(seen.sessions, [
      { scopes: [scope, "VSCODE_TENANT:t-2"], account: account.id, mayAsk: true },
    ]);
    assert.equal(reads, 1);
    const ofTenant = new Credential("microsoft", account, "t-2");
    assert.equal((await ofTenant.getToken(scope)).token, "token");
  });

  it("asks for what an API server wants, and reads that cluster again", async () => {
    const ofServer = "6dae42f8-4368-4678-94ff-3960e28e3630/.default";
    const credential = new Credential("microsoft", account, "t-1");
    const error: unknown = await credential
      .getToken(ofServer, { tenantId: "t-2" })
      .catch((one: unknown) => one);
    const lack = signInLackOf(error);
    assert.deepEqual(lack, { tenantId: "t-2", accountId: account.id, scope: ofServer });
    const read: unknown[] = [];
    const directory = { library: () => Promise.resolve({ cloudFromSettings: () => ({ scope }) }) };
    const contents = { again: (place: unknown) => read.push(place) > 0 };
    // Of the context signing in uses these two alone.
    const context = { directory, contents } as unknown as ClusterContext;
    const place = { kind: "context", context: { name: "shop" } };
    seen.sessions.length = 0;
    await signIn(context, { ...lack, place });
    assert.deepEqual(seen.sessions, [
      { scopes: [ofServer, "VSCODE_TENANT:t-2"], account: account.id, mayAsk: true },
    ]);
    assert.deepEqual(read, [place]);
  });
});
