import * as vscode from "vscode";
import type { Surroundings } from "../../nap/preflight/surroundings.ts";
import { readAzureSettings } from "./azureSettings.ts";
import type { ClusterLibrary } from "./session.ts";

/** The versions of az for a preflight, where az does the sign-in; else nobody needs it, and nothing is run. */
export async function lookAtAz(library: ClusterLibrary): Promise<Surroundings> {
  if (readAzureSettings().credential !== "azureCli") return {};
  try {
    return await library.readAzVersions();
  } catch (error) {
    return { unread: { azureCli: error instanceof Error ? error.message : String(error) } };
  }
}

/** Copies a command of az, and warns where the az of this machine is too old for it. */
export async function copyAzCommand(library: ClusterLibrary, command: string): Promise<void> {
  await vscode.env.clipboard.writeText(command);
  // Az takes a second to answer: nobody waits for it. Without az here the command may well run elsewhere.
  if (command.includes("az aks"))
    void library.readAzVersions().then(
      (versions) => {
        const warning = library.azWarning(command, versions);
        if (warning !== undefined) void vscode.window.showWarningMessage(`NAP: ${warning}`);
      },
      () => undefined,
    );
}
