import * as vscode from "vscode";
import type { AccountProvider } from "./accountCredential.ts";

/** Where tokens come from. */
export type CredentialKind = "vscode" | "azureCli" | "managedIdentity";

/** The settings about Azure, checked: a value of the wrong shape counts as not set. */
export interface AzureSettings {
  readonly credential: CredentialKind;
  /** Client id of a user-assigned identity; undefined: the machine's own. */
  readonly managedIdentityClientId: string | undefined;
  /** Value of VS Code's `microsoft-sovereign-cloud.environment`; empty: the public cloud. */
  readonly environment: string;
  readonly customEnvironment: unknown;
  /** Ids, lower case; empty: all. */
  readonly tenants: readonly string[];
  /** Ids, lower case; undefined: all. */
  readonly subscriptions: readonly string[] | undefined;
}

export const azureSettingSections = ["nap.azure", "microsoft-sovereign-cloud"];

export function readAzureSettings(): AzureSettings {
  const own = vscode.workspace.getConfiguration("nap.azure");
  const sovereign = vscode.workspace.getConfiguration("microsoft-sovereign-cloud");
  const subscriptions = wordsOf(own.get<unknown>("subscriptions"));
  return {
    credential: credentialOf(own.get<unknown>("credential")),
    managedIdentityClientId: wordsOf([own.get<unknown>("managedIdentityClientId")])[0],
    environment: wordOf(sovereign.get<unknown>("environment")),
    customEnvironment: sovereign.get<unknown>("customEnvironment"),
    tenants: wordsOf(own.get<unknown>("tenants")),
    subscriptions: subscriptions.length === 0 ? undefined : subscriptions,
  };
}

/** The account provider of VS Code that belongs to the cloud. */
export function providerOf({ environment }: AzureSettings): AccountProvider {
  return environment === "" ? "microsoft" : "microsoft-sovereign-cloud";
}

function credentialOf(value: unknown): CredentialKind {
  return value === "azureCli" || value === "managedIdentity" ? value : "vscode";
}

function wordOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function wordsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => wordOf(one).toLowerCase()).filter(Boolean);
}
