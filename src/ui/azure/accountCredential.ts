import * as vscode from "vscode";

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
    const session = await vscode.authentication.getSession(
      this.#provider,
      scopesFor(scopes, options?.tenantId ?? this.#tenantId),
      { account: this.#account, silent: true },
    );
    if (session === undefined)
      throw new Error(`${this.#account.label} is signed out of Azure in VS Code. Sign in again.`);
    return { token: session.accessToken, expiresOnTimestamp: Date.now() + askAgainAfterMs };
  }
}

/** The scopes as VS Code's Microsoft provider reads them: the tenant is one of them. */
function scopesFor(scopes: string | readonly string[], tenantId?: string): string[] {
  const list = typeof scopes === "string" ? [scopes] : [...scopes];
  return tenantId === undefined ? list : [...list, `VSCODE_TENANT:${tenantId}`];
}

type Account = vscode.AuthenticationSessionAccountInformation;

/** Whether VS Code gives us a token of an account without asking anybody. */
export async function isUsable(
  provider: AccountProvider,
  scope: string,
  account: Account,
): Promise<boolean> {
  const options = { account, silent: true };
  return (await vscode.authentication.getSession(provider, [scope], options)) !== undefined;
}

/** Lets the user sign in, also as `another`, or with one account. Returns undefined when the user gave up. */
export async function signIn(
  provider: AccountProvider,
  scope: string,
  as: "anybody" | "another" | Account,
): Promise<vscode.AuthenticationSession | undefined> {
  try {
    return await vscode.authentication.getSession(provider, [scope], {
      createIfNone: true,
      ...(typeof as === "string" ? { clearSessionPreference: as === "another" } : { account: as }),
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
