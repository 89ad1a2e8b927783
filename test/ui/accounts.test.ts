import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TestAzure } from "../emulator/client.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import { azureCliLogin } from "./azureCliLogin.ts";
import {
  answerDialog,
  collapse,
  dialogText,
  expand,
  pickRow,
  quickInput,
  treeRow,
  treeTexts,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { runCommand, screenshot, type Workbench } from "./workbench.ts";
import type { TestAccounts } from "./companions/accounts/accounts.ts";

const fabrikam = "99999999-0000-4000-8000-000000000000";

/** Two tenants with a subscription each. */
function startState(): AzureState {
  const state = manyClusters({ clusters: 2, subscriptions: 2 });
  return {
    ...state,
    tenants: [
      ...state.tenants,
      { tenantId: fabrikam, displayName: "Fabrikam", defaultDomain: "fabrikam.example" },
    ],
    subscriptions: state.subscriptions.map((one, index) =>
      index === 0 ? one : { ...one, tenantId: fabrikam },
    ),
  };
}

describe("signing in in the workbench", () => {
  let folder = "";
  let azure: TestAzure;
  let workbench: Workbench;
  let cli: Awaited<ReturnType<typeof azureCliLogin>>;

  const accountsFile = () => join(folder, "accounts.json");

  async function change(edit: (accounts: TestAccounts) => TestAccounts): Promise<void> {
    const before = JSON.parse(await readFile(accountsFile(), "utf8")) as TestAccounts;
    await writeFile(accountsFile(), JSON.stringify(edit(before)));
  }

  async function world(started: TestAzure, ownFolder: string) {
    folder = ownFolder;
    const [tenant] = started.getState().tenants;
    const account = { tenantId: tenant?.tenantId ?? "", isSignedIn: false };
    const accounts: TestAccounts = {
      accounts: [
        { ...account, id: "ada", label: "ada@contoso.example" },
        { ...account, id: "bob", label: "bob@fabrikam.example", tenantId: fabrikam },
      ],
      aheadSeconds: 0,
    };
    await writeFile(accountsFile(), JSON.stringify(accounts));
    cli = await azureCliLogin(started, folder);
    return {
      env: { ...cli?.env, NAP_TEST_ACCOUNTS: accountsFile() },
      settings: { "nap.azure.credential": "vscode" },
      besides: [join(import.meta.dirname, "companions/accounts")],
    };
  }
  withAzureWorkbench({ state: startState(), world }, (started) => {
    ({ azure, workbench } = started);
  });

  it("begins with a click where nobody is signed in", async () => {
    await treeRow(workbench, "Sign in to Azure").click();
    await screenshot(workbench, "accounts-pick");
    await pickRow(workbench, "Microsoft account of VS Code");
    assert.match(await dialogText(workbench), /AKS NAP.* wants to sign in/);
    await answerDialog(workbench, "Allow");
    await subscriptionsAre("Subscription 0", "Subscription 1");
    await screenshot(workbench, "accounts-signed-in");
  });

  it("shows the tenants and the subscriptions that one chooses", async () => {
    await choose("Select Tenants...", "Fabrikam");
    await subscriptionsAre("Subscription 0");
    await choose("Select Tenants...", "Fabrikam");
    await subscriptionsAre("Subscription 0", "Subscription 1");
    await choose("Select Subscriptions...", "Subscription 0");
    await subscriptionsAre("Subscription 1");
    await choose("Select Subscriptions...", "Subscription 0");
    await subscriptionsAre("Subscription 0", "Subscription 1");
  });

  it("shows all tenants again by a click where a setting leaves all of them out", async () => {
    const settings = join(workbench.folder, ".vscode/settings.json");
    await mkdir(dirname(settings), { recursive: true });
    await writeFile(settings, JSON.stringify({ "nap.azure.tenants": ["another"] }));
    const message = treeRow(workbench, "None of your 2 tenants is among those chosen");
    await message.waitFor();
    await subscriptionsAre();
    await screenshot(workbench, "accounts-hidden-tenants");
    await message.click();
    await subscriptionsAre("Subscription 0", "Subscription 1");
    await message.waitFor({ state: "detached" });
  });

  it("signs in to a tenant that wants more by a click, and keeps its clusters meanwhile", async () => {
    await change((all) => ({
      ...all,
      accounts: all.accounts.map((one) => ({ ...one, lackingTenants: [fabrikam] })),
    }));
    await runCommand(workbench, "NAP: Refresh Clusters");
    const message = treeRow(workbench, /^Fabrikam: sign-in needed.*click to sign in/);
    await message.waitFor();
    await subscriptionsAre("Subscription 0", "Subscription 1");
    await expand(workbench, "Subscription 1");
    await treeRow(workbench, /cluster-00001.*not read now/).waitFor();
    await screenshot(workbench, "accounts-tenant-lacks");
    await message.click();
    await answerDialog(workbench, "Allow");
    await message.waitFor({ state: "detached" });
    await treeRow(workbench, /cluster-00001.*not read now/).waitFor({ state: "detached" });
    await treeRow(workbench, "cluster-00001").waitFor();
    await collapse(workbench, "Subscription 1");
  });

  it("goes on with a new token when the old one has expired", async () => {
    azure.advance(7200);
    await change((accounts) => ({ ...accounts, aheadSeconds: 7200 }));
    azure.recorder.clear();
    await expand(workbench, "Subscription 0");
    await expand(workbench, "cluster-00000");
    await treeRow(workbench, "Fixed-size pools").waitFor();
    const statuses = azure.recorder
      .requests(/^GET .*\/cluster-00000\?/)
      .map(({ status }) => status);
    assert.deepEqual(statuses, [401, 200]);
    await collapse(workbench, "Subscription 0");
  });

  it("asks about an account that is not allowed, and is quiet once it is left out", async () => {
    await change((all) => ({
      ...all,
      accounts: all.accounts.map((one) => ({ ...one, isSignedIn: true })),
    }));
    await treeRow(workbench, "bob@fabrikam.example: not used here").click();
    assert.match(await dialogText(workbench), /use the account bob@fabrikam\.example/);
    await screenshot(workbench, "accounts-unused");
    await answerDialog(workbench, "Leave It Out");
    await treeRow(workbench, "bob@fabrikam.example").waitFor({ state: "detached" });
    await subscriptionsAre("Subscription 0", "Subscription 1");
    await settled();
    assert.deepEqual(await messages(), []);
  });

  it("takes in another account, whose subscriptions are not shown twice", async () => {
    await runCommand(workbench, "NAP: Sign In to Azure...", { staysOpen: true });
    await pickRow(workbench, "Another Microsoft account");
    await answerDialog(workbench, "Allow");
    await subscriptionsAre("Subscription 0", "Subscription 1");
    await settled();
    assert.deepEqual(await messages(), []);
  });

  it("says who has to sign in again", async () => {
    await change((all) => ({
      ...all,
      accounts: all.accounts.map((one) => ({ ...one, isSignedIn: false })),
    }));
    await treeRow(workbench, "Sign in to Azure").waitFor();
    assert.deepEqual((await treeTexts(workbench)).length, 1);
  });

  it("uses the login of the Azure CLI", async function () {
    if (cli === undefined) return this.skip();
    await runCommand(workbench, "NAP: Sign In to Azure...", { staysOpen: true });
    await pickRow(workbench, "Login of the Azure CLI");
    await treeRow(workbench, "Subscription 0").waitFor();
    await screenshot(workbench, "accounts-azure-cli");
    await cli.logout();
    await runCommand(workbench, "NAP: Refresh Clusters");
    await treeRow(workbench, "az login").waitFor();
    await screenshot(workbench, "accounts-azure-cli-logout");
  });

  it("uses the managed identity of the machine", async () => {
    await runCommand(workbench, "NAP: Sign In to Azure...", { staysOpen: true });
    await pickRow(workbench, "Managed identity");
    await subscriptionsAre("Subscription 0");
  });

  /** Ticks or unticks a row of a list of many, and accepts. */
  async function choose(command: string, row: string): Promise<void> {
    await runCommand(workbench, `NAP: ${command}`, { staysOpen: true });
    await quickInput(workbench.page).locator(".monaco-list-row", { hasText: row }).first().click();
    await workbench.page.keyboard.press("Enter");
    await quickInput(workbench.page).waitFor({ state: "hidden" });
  }

  async function subscriptionsAre(...names: readonly string[]): Promise<void> {
    const all = ["Subscription 0", "Subscription 1"];
    for (const name of all)
      await treeRow(workbench, name).waitFor({
        state: names.includes(name) ? "visible" : "detached",
      });
  }

  /** Waits until nothing is being read. */
  async function settled(): Promise<void> {
    await treeRow(workbench, /Asking Azure|on its way/).waitFor({ state: "detached" });
  }

  async function messages(): Promise<readonly string[]> {
    return (await treeTexts(workbench)).filter((text) => !/^(Subscription|cluster-)/.test(text));
  }
});
