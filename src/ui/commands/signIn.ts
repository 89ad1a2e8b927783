import * as vscode from "vscode";
import { accountsOf, signIn as askToSignIn } from "../azure/accountCredential.ts";
import type { SignInAs } from "../azure/accountCredential.ts";
import { providerOf, readAzureSettings } from "../azure/azureSettings.ts";
import type { CredentialKind } from "../azure/azureSettings.ts";
import { isSignInLack, type SignInLack } from "../../nap/signInLack.ts";
import type { Place } from "../../nap/view/treeNode.ts";
import type { ClusterContext } from "./context.ts";

interface CredentialPick extends vscode.QuickPickItem {
  readonly credential: CredentialKind;
  readonly isOther?: boolean;
}

/** Asks how to sign in, signs in and reads the clusters; a click on what a tenant lacks asks for that tenant at once. */
export async function signIn(
  { directory, contents }: ClusterContext,
  ...[lack]: readonly unknown[]
): Promise<void> {
  const settings = readAzureSettings();
  if (isSignInLack(lack) && settings.credential === "vscode") {
    if (!(await signInToTenant(directory, lack))) return;
    const place = placeIn(lack);
    if (place === undefined || !contents.again(place)) await directory.refresh();
    return;
  }
  const accounts = await accountsOf(providerOf(settings));
  const picked = await vscode.window.showQuickPick(picks(accounts.map(({ label }) => label)), {
    title: "Sign in to Azure",
    placeHolder: "Where shall tokens come from? They stay in memory.",
  });
  if (picked === undefined) return;
  await vscode.workspace
    .getConfiguration("nap.azure")
    .update("credential", picked.credential, vscode.ConfigurationTarget.Global);
  const as = picked.isOther === true ? "another" : "anybody";
  if (picked.credential === "vscode" && !(await signInWithAccount(directory, as))) return;
  await directory.refresh();
}

async function signInWithAccount(
  directory: ClusterContext["directory"],
  as: SignInAs,
  scope?: string,
): Promise<boolean> {
  const settings = readAzureSettings();
  const provider = providerOf(settings);
  const library = await directory.library();
  const cloud = library.cloudFromSettings(settings.environment, settings.customEnvironment);
  if (cloud === undefined)
    throw new Error(
      "the custom cloud names no endpoints. Complete the setting microsoft-sovereign-cloud.customEnvironment.",
    );
  return (await askToSignIn(provider, scope ?? cloud.scope, as)) !== undefined;
}

/** Asks about an account of VS Code that is not used: whether it shall be, or nothing be said of it any more. */
export async function settleAccount(
  { directory }: ClusterContext,
  ...[label]: readonly unknown[]
): Promise<void> {
  if (typeof label !== "string") return;
  const use = "Use It";
  const leave = "Leave It Out";
  const answer = await vscode.window.showInformationMessage(
    `Shall AKS NAP use the account ${label}?`,
    {
      modal: true,
      detail:
        "VS Code is signed in to it. Left out, nothing is said of it any more; Sign In to Azure can take it in later.",
    },
    use,
    leave,
  );
  if (answer === leave) await directory.leaveOut(label);
  if (answer !== use) return;
  const accounts = await accountsOf(providerOf(readAzureSettings()));
  const account = accounts.find((one) => one.label === label);
  const as = account === undefined ? "anybody" : { account };
  if (await signInWithAccount(directory, as)) await directory.refresh();
}

/** The cluster whose API server wants the sign-in; undefined where Azure does. */
function placeIn(lack: object): Place | undefined {
  return "place" in lack ? (lack.place as Place) : undefined;
}

/** Signing in anew to VS Code would give the account as it is: the tenant itself is to ask for what it wants. */
async function signInToTenant(
  directory: ClusterContext["directory"],
  { tenantId, accountId, scope }: SignInLack,
): Promise<boolean> {
  const accounts = await accountsOf(providerOf(readAzureSettings()));
  const account = accounts.find(({ id }) => id === accountId);
  const as = account === undefined ? "anybody" : { account, tenantId };
  return signInWithAccount(directory, as, account === undefined ? undefined : scope);
}

function picks(accounts: readonly string[]): readonly CredentialPick[] {
  return [
    {
      label: "$(account) Microsoft account of VS Code",
      description: accounts.join(", "),
      credential: "vscode",
    },
    ...(accounts.length === 0
      ? []
      : [
          {
            label: "$(person-add) Another Microsoft account",
            credential: "vscode",
            isOther: true,
          } as const,
        ]),
    {
      label: "$(terminal) Login of the Azure CLI",
      description: "az login",
      credential: "azureCli",
    },
    {
      label: "$(vm) Managed identity of this machine",
      description: "jump hosts and dev containers in Azure",
      credential: "managedIdentity",
    },
  ];
}
