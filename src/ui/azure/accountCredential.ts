import * as vscode from "vscode";
import type { SignInLack } from "../../nap/signInLack.ts";

/** A token of Azure as @azure/core-auth describes it. */
interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970; when to ask again. */
  readonly expiresOnTimestamp: number;
}

/** The account provider of VS Code for a cloud: sovereign and custom clouds have one of their own. */
export type AccountProvider = "microsoft" | "microsoft-sovereign-cloud";

/** VS Code does not tell when a token expires, and renews it when it is asked for. */
const askAgainAfterMs = 5 * 60_000;

/** A tenant refuses an account that is signed in: the lack is for `signInLackOf`. */
class LackError extends Error {
  readonly lack: SignInLack;

  constructor(message: string, lack: SignInLack) {
    super(message);
    this.lack = lack;
  }
}

/** Gives tokens of a Microsoft account that VS Code knows. Throws when nobody is signed in; never asks by itself. */
export class AccountCredential {
  readonly #provider: AccountProvider;
  readonly #account: vscode.AuthenticationSessionAccountInformation;
  readonly #tenantId: string | undefined;

  constructor(
    provider: AccountProvider,
    account: vscode.AuthenticationSessionAccountInformation,
    tenantId?: string,
  ) {
    this.#provider = provider;
    this.#account = account;
    this.#tenantId = tenantId;
  }

  async getToken(
    scopes: string | readonly string[],
    options?: { readonly tenantId?: string },
  ): Promise<AccessToken> {
    const tenantId = options?.tenantId ?? this.#tenantId;
    const session = await vscode.authentication.getSession(
      this.#provider,
      scopesFor(scopes, tenantId),
      { account: this.#account, silent: true },
    );
    if (session === undefined) throw this.#refusal(tenantId, [scopes].flat()[0]);
    return { token: session.accessToken, expiresOnTimestamp: Date.now() + askAgainAfterMs };
  }

  /** An account that is signed in may all the same be asked for more by a tenant that it is a guest of. */
  #refusal(tenantId: string | undefined, scope: string | undefined): Error {
    const { label, id } = this.#account;
    if (tenantId === undefined)
      return new Error(`${label} is signed out of Azure in VS Code. Sign in again.`);
    return new LackError(
      `VS Code has no sign-in of ${label} to this tenant: it has expired, or the tenant wants a second factor or a consent. Sign in to it.`,
      { tenantId, accountId: id, ...(scope !== undefined && { scope }) },
    );
  }
}

/** The scopes as VS Code's Microsoft provider reads them: the tenant is one of them. */
function scopesFor(scopes: string | readonly string[], tenantId?: string): string[] {
  const list = typeof scopes === "string" ? [scopes] : [...scopes];
  return tenantId === undefined ? list : [...list, `VSCODE_TENANT:${tenantId}`];
}

type Account = vscode.AuthenticationSessionAccountInformation;

/** Whether VS Code gives us a token of an account without asking anybody; where it fails for one, others still may. */
export async function isUsable(
  provider: AccountProvider,
  scope: string,
  account: Account,
): Promise<boolean> {
  const options = { account, silent: true };
  try {
    return (await vscode.authentication.getSession(provider, [scope], options)) !== undefined;
  } catch {
    return false;
  }
}

/** As whom to sign in: somebody new is `another`; an account may be asked for one of its tenants. */
export type SignInAs =
  "anybody" | "another" | { readonly account: Account; readonly tenantId?: string | undefined };

/** Lets the user sign in. Returns undefined when the user gave up. */
export async function signIn(
  provider: AccountProvider,
  scope: string,
  as: SignInAs,
): Promise<vscode.AuthenticationSession | undefined> {
  const tenantId = typeof as === "string" ? undefined : as.tenantId;
  try {
    return await vscode.authentication.getSession(provider, scopesFor(scope, tenantId), {
      createIfNone: true,
      ...(typeof as === "string"
        ? { clearSessionPreference: as === "another" }
        : { account: as.account }),
    });
  } catch (error) {
    if (error instanceof Error && /cancel|did not consent/i.test(error.message)) return undefined;
    throw error;
  }
}

/** Calls back when the accounts of a provider may be others: somebody signed in or out, in any window. */
export function onAccountsChange(
  provider: () => AccountProvider,
  changed: () => void,
): vscode.Disposable {
  return vscode.authentication.onDidChangeSessions((change) => {
    if (change.provider.id === provider()) changed();
  });
}

/** The accounts that VS Code is signed in to. */
export function accountsOf(
  provider: AccountProvider,
): Thenable<readonly vscode.AuthenticationSessionAccountInformation[]> {
  return vscode.authentication.getAccounts(provider);
}
