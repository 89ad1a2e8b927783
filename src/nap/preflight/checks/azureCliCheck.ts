import { isAtLeast } from "../../azVersions.ts";
import type { AzVersions } from "../../azVersions.ts";
import { fine, notRead, warns } from "../check.ts";
import type { Check, Verdict } from "../check.ts";
import { docs } from "../sources.ts";

/** The first version whose `az aks update` knows --node-provisioning-mode by itself. */
const leastCli = "2.76.0";
/** The first version of aks-preview that knows it, in the days of the preview. */
const leastPreview = "0.5.170";
/** The first one that knows --node-provisioning-default-pools. */
const leastPools = "18.0.0b14";

const updateExtension = ["az extension update --name aks-preview"];

function judge(azureCli: string, aksPreview: string | undefined): Verdict {
  const preview = aksPreview === undefined ? "" : `, aks-preview ${aksPreview}`;
  const seen = `azure-cli ${azureCli}${preview}`;
  if (aksPreview !== undefined && !isAtLeast(aksPreview, leastPools)) {
    const flag = isAtLeast(aksPreview, leastPreview)
      ? "--node-provisioning-default-pools"
      : "--node-provisioning-mode";
    return warns(seen, {
      why: `The extension aks-preview takes the place of az aks, and this version of it does not know ${flag}.`,
      remedy: { text: "Update the extension", commands: updateExtension },
    });
  }
  if (aksPreview !== undefined || isAtLeast(azureCli, leastCli)) return fine(seen);
  return warns(seen, { remedy: { text: "Update the Azure CLI", commands: ["az upgrade"] } });
}

/** Why a command does not run with the az that is installed, in words; undefined where it does, or does not depend on it. */
export function azWarning(
  command: string,
  { azureCli, aksPreview }: AzVersions,
): string | undefined {
  if (!command.includes("--node-provisioning")) return undefined;
  const { result, seen, why, remedy } = judge(azureCli, aksPreview);
  if (result !== "warns") return undefined;
  const reason = why ?? azureCliCheck.why;
  return `This machine has ${seen}. ${reason} ${remedy?.text ?? ""}: ${remedy?.commands.join("; ") ?? ""}`;
}

/** What az must be able to do where a command of ours is run by hand, or in the way of the preview. */
export const azureCliCheck: Check = {
  id: "azure-cli",
  title: "Version of the Azure CLI",
  why: "The command az aks update knows --node-provisioning-mode since 2.76.0; before it needed the extension aks-preview. Nothing else needs az.",
  source: docs("node-auto-provisioning#prerequisites"),
  since: "2025-07-17",
  check: ({ around }) => {
    const { azureCli, aksPreview } = around;
    if (azureCli !== undefined) return judge(azureCli, aksPreview);
    return around.unread?.azureCli === undefined
      ? fine("matters only where az does the work")
      : notRead(around, "azureCli", "az did not tell its version");
  },
};
