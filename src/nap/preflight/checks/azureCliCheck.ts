import { isAtLeast } from "../../azVersions.ts";
import type { AzVersions } from "../../azVersions.ts";
import { fine, notRead, warns } from "../check.ts";
import type { Check, Verdict } from "../check.ts";
import { docs } from "../sources.ts";

/** The first version whose `az aks update` knows --node-provisioning-mode by itself. */
const leastCli = "2.76.0";
/** The flags that only NAP has, with the first version of aks-preview that knows them. */
const flags = [
  { flag: "--node-provisioning-mode", leastPreview: "0.5.170" },
  { flag: "--node-provisioning-default-pools", leastPreview: "18.0.0b14" },
] as const;

const updateExtension = ["az extension update --name aks-preview"];

type Asked = readonly (typeof flags)[number][];

/** Whether az takes these flags. */
function judge({ azureCli, aksPreview }: AzVersions, asked: Asked): Verdict {
  if (aksPreview === undefined) {
    const seen = `azure-cli ${azureCli}`;
    if (isAtLeast(azureCli, leastCli)) return fine(seen);
    return warns(seen, { remedy: { text: "Update the Azure CLI", commands: ["az upgrade"] } });
  }
  const seen = `azure-cli ${azureCli}, aks-preview ${aksPreview}`;
  const missing = asked.find(({ leastPreview }) => !isAtLeast(aksPreview, leastPreview));
  if (missing === undefined) return fine(seen);
  return warns(seen, {
    why: `The extension aks-preview takes the place of az aks, and this version of it does not know ${missing.flag}.`,
    remedy: { text: "Update the extension", commands: updateExtension },
  });
}

/** Why a command does not run with the az that is installed, in words; undefined where it does, or does not depend on it. */
export function azWarning(command: string, versions: AzVersions): string | undefined {
  const asked = flags.filter(({ flag }) => command.includes(flag));
  if (asked.length === 0) return undefined;
  const { result, seen, why, remedy } = judge(versions, asked);
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
    if (azureCli !== undefined)
      return judge({ azureCli, ...(aksPreview !== undefined && { aksPreview }) }, flags);
    return around.unread?.azureCli === undefined
      ? fine("matters only where az does the work")
      : notRead(around, "azureCli", "az did not tell its version");
  },
};
