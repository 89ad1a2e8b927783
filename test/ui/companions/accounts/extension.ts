import { readFileSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { issueToken } from "../../../emulator/tokens.ts";
import type { TestAccount, TestAccounts } from "./accounts.ts";

const file = process.env.NAP_TEST_ACCOUNTS ?? "";

function read(): TestAccounts {
  return JSON.parse(readFileSync(file, "utf8")) as TestAccounts;
}

function setSignedIn(id: string, isSignedIn: boolean): void {
  const all = read();
  const accounts = all.accounts.map((one) => (one.id === id ? { ...one, isSignedIn } : one));
  writeFileSync(file, JSON.stringify({ ...all, accounts }));
}

function tenantOf(scopes: readonly string[]): string | undefined {
  const wanted = scopes.find((scope) => scope.startsWith("VSCODE_TENANT:"));
  return wanted?.slice("VSCODE_TENANT:".length);
}

/** Gives a tenant what it wants of an account. */
function satisfy(id: string, tenantId: string | undefined): void {
  const all = read();
  const accounts = all.accounts.map((one) => {
    const lackingTenants = one.lackingTenants?.filter((tenant) => tenant !== tenantId) ?? [];
    return one.id === id ? { ...one, lackingTenants } : one;
  });
  writeFileSync(file, JSON.stringify({ ...all, accounts }));
}

function sessionOf(account: TestAccount, scopes: readonly string[]): vscode.AuthenticationSession {
  const tid = tenantOf(scopes) ?? account.tenantId;
  const audience = scopes[0]?.replace("/.default", "") ?? "";
  const exp = Math.floor(Date.now() / 1000) + read().aheadSeconds + 3600;
  return {
    id: account.id,
    accessToken: issueToken({ tid, oid: account.id, exp, aud: audience }),
    account: { id: account.id, label: account.label },
    scopes: [...scopes],
  };
}

/** Signs in without asking: the account that is named, else the next one that is signed out. */
class TestProvider implements vscode.AuthenticationProvider {
  readonly #changes =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.#changes.event;
  #known = this.#signedIn();

  getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const tenant = tenantOf(scopes ?? []) ?? "";
    const found = this.#signedIn().filter(
      ({ id, lackingTenants = [] }) =>
        (account === undefined || account.id === id) && !lackingTenants.includes(tenant),
    );
    return Promise.resolve(found.map((one) => sessionOf(one, scopes ?? [])));
  }

  createSession(
    scopes: readonly string[],
    { account }: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession> {
    const known = this.#signedIn().find(({ id }) => id === account?.id);
    if (known !== undefined) {
      satisfy(known.id, tenantOf(scopes));
      return Promise.resolve(sessionOf(known, scopes));
    }
    const next = read().accounts.find(({ isSignedIn }) => !isSignedIn);
    if (next === undefined) throw new Error("All test accounts are signed in.");
    setSignedIn(next.id, true);
    this.look();
    return Promise.resolve(sessionOf(next, scopes));
  }

  removeSession(id: string): Promise<void> {
    setSignedIn(id, false);
    this.look();
    return Promise.resolve();
  }

  /** Tells what has changed in the file. */
  look(): void {
    const now = this.#signedIn();
    const lacks = (list: readonly TestAccount[]) => (one: TestAccount) =>
      !list.some(({ id }) => id === one.id);
    const added = now.filter(lacks(this.#known)).map((one) => sessionOf(one, []));
    const removed = this.#known.filter(lacks(now)).map((one) => sessionOf(one, []));
    this.#known = now;
    if (added.length + removed.length > 0) this.#changes.fire({ added, removed, changed: [] });
  }

  #signedIn(): readonly TestAccount[] {
    return read().accounts.filter(({ isSignedIn }) => isSignedIn);
  }
}

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  for (const [id, label] of [
    ["microsoft", "Microsoft"],
    ["microsoft-sovereign-cloud", "Microsoft Sovereign Cloud"],
  ] as const) {
    const provider = new TestProvider();
    const options = { supportsMultipleAccounts: true };
    watchFile(file, { interval: 200 }, () => provider.look());
    subscriptions.push(
      vscode.authentication.registerAuthenticationProvider(id, label, provider, options),
      { dispose: () => unwatchFile(file) },
    );
  }
}
