import "../useVscode.ts";
import assert from "node:assert/strict";
import type { AccountCredential } from "../../../../src/ui/azure/accountCredential.ts";
import type { ClusterContext } from "../../../../src/ui/commands/context.ts";
import type * as commands from "../../../../src/ui/commands/signIn.ts";
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
});
