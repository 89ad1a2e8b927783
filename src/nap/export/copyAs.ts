import { planModeChange, type ModeChange } from "../enable/modeChange.ts";
import { textAt, type JsonObject } from "../json.ts";
import { parseResourceId } from "../resourceId.ts";
import { shellCommand } from "../shellQuote.ts";
import { armTemplate } from "./armTemplate.ts";
import { bicepFile } from "./bicep.ts";
import { azapiUpdate, azurermBlock } from "./terraform.ts";

/** Forms in which a change of mode can be taken elsewhere. */
export const copyForms = ["az", "arm", "bicep", "azurerm", "azapi"] as const;
export type CopyForm = (typeof copyForms)[number];

/** A text to copy, with VS Code's id of its language. */
export interface CopiedText {
  readonly text: string;
  readonly language: "shellscript" | "json" | "bicep" | "terraform";
}

/** A change of mode of a cluster in another form; `cluster` is the raw GET, `apiVersion` the one of that GET. */
export function copyAs(
  form: CopyForm,
  { cluster, change, apiVersion }: { cluster: JsonObject; change: ModeChange; apiVersion: string },
): CopiedText {
  const deployed = { cluster, body: planModeChange(cluster, change).body, apiVersion };
  const id = textAt(cluster, "id");
  switch (form) {
    case "az":
      return { text: modeCommand(id, change), language: "shellscript" };
    case "arm":
      return { text: `${JSON.stringify(armTemplate(deployed), null, 2)}\n`, language: "json" };
    case "bicep":
      return { text: bicepFile(deployed), language: "bicep" };
    case "azurerm":
      return { text: azurermBlock(change), language: "terraform" };
    case "azapi":
      return { text: azapiUpdate(id, change, apiVersion), language: "terraform" };
  }
}

/** The az command of a change of mode (azure-cli 2.76.0 or later). */
function modeCommand(clusterId: string, { mode, defaultNodePools }: ModeChange): string {
  const { subscriptionId = "", resourceGroup = "", name = "" } = parseResourceId(clusterId) ?? {};
  const words = [
    ...["az", "aks", "update"],
    ...["--resource-group", resourceGroup, "--name", name],
    ...["--node-provisioning-mode", mode],
    ...(defaultNodePools === undefined
      ? []
      : ["--node-provisioning-default-pools", defaultNodePools]),
    ...["--subscription", subscriptionId],
  ];
  return `${shellCommand(words)}\n`;
}
