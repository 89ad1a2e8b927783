import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { localDns } from "./localDnsExample.ts";
import { jsonAt } from "./nodeClassRef.ts";
import { toJson } from "../yaml/node.ts";

const path = ["spec", "localDNS", "mode"] as const;

export const localDnsPreferred: Rule = {
  id: "local-dns-preferred",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "LocalDNS with mode `Preferred` is never switched on.",
  why: "`Preferred` leaves the choice to the provider, which switches LocalDNS on from a Kubernetes version on that is set to 1.99: on no cluster of today. `Required` switches it on, and leaves out sizes with less than 4 vCPUs; `Disabled` says what happens now.",
  example: {
    bad: localDns({ mode: "Preferred" }).replace("name: default", "name: general"),
    good: localDns({ mode: "Required" }).replace("name: default", "name: general"),
  },
  *check(manifest) {
    if (textAt(manifest, ...path) !== "Preferred") return;
    yield {
      at: path,
      message:
        "No Kubernetes version of today switches LocalDNS on with Preferred: write Required to have it, Disabled to be clear.",
      ...(isMadeByAks(manifest) ? { severity: "info" as const } : {}),
      fixes: [
        {
          title: "Write Required",
          edits: setValue(manifest, path, "Required"),
          preferred: !isMadeByAks(manifest),
        },
        {
          title: "Write Disabled",
          edits: setValue(manifest, path, "Disabled"),
          preferred: false,
        },
      ],
    };
  },
};

/** AKS writes `Preferred` into the classes that it makes itself. */
function isMadeByAks(manifest: Manifest): boolean {
  const annotations = jsonAt(toJson(manifest.root), "metadata", "annotations");
  return (
    ["default", "system-surge"].includes(manifest.name ?? "") ||
    jsonAt(annotations, "meta.helm.sh/release-name") === "aks-managed-karpenter-overlay"
  );
}
