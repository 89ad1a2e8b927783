import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { itemsOf, stringOf, toJson, valueOf } from "../yaml/node.ts";
import { isKarpenter } from "./karpenterDeployment.ts";
import { overlay, requiring } from "./overlayExample.ts";

const containers = ["spec", "template", "spec", "containers"] as const;

function example(gates: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
spec:
  selector: { matchLabels: { app.kubernetes.io/name: karpenter } }
  template:
    metadata: { labels: { app.kubernetes.io/name: karpenter } }
    spec:
      containers:
        - name: controller
          image: mcr.microsoft.com/aks/karpenter/controller:1.14.0-aks
          env:
            - name: FEATURE_GATES
              value: ${gates}
---
${overlay(`${requiring("karpenter.azure.com/sku-family In D")}priceAdjustment: "-30%"\n`)}`;
}

export const overlayGateOff: Rule = {
  id: "overlay-gate-off",
  kinds: ["other"],
  severity: "warning",
  summary: "NodeOverlays need a feature gate that Karpenter has switched off.",
  why: "`NodeOverlay` is an alpha feature: without the gate the controller does not look at NodeOverlays, and nothing says so. The rule speaks where the workspace has NodeOverlays and deploys a Karpenter whose gates leave them out.",
  example: {
    bad: example("SpotToSpotConsolidation=false,NodeOverlay=false"),
    good: example("SpotToSpotConsolidation=false,NodeOverlay=true"),
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    if (workspace.all("NodeOverlay").length === 0 || !isKarpenter(toJson(manifest.root))) return;
    for (const [index, container] of itemsOf(at(manifest, ...containers)).entries())
      for (const [position, variable] of itemsOf(valueOf(container, "env")).entries()) {
        if (stringOf(valueOf(variable, "name")) !== "FEATURE_GATES") continue;
        const gates = stringOf(valueOf(variable, "value"));
        if (gates === undefined || /(^|,)NodeOverlay=true(,|$)/.test(gates)) continue;
        const path = [...containers, index, "env", position, "value"];
        yield {
          at: path,
          message:
            "The workspace has NodeOverlays, and these gates leave the feature off: none of them takes effect.",
          fixes: [
            { title: "Switch NodeOverlay on", edits: setValue(manifest, path, withGate(gates)) },
          ],
        };
      }
  },
};

function withGate(gates: string): string {
  const others = gates.replace(/(^|,)NodeOverlay=[^,]*/g, "$1NodeOverlay=true");
  return others === gates ? `${gates},NodeOverlay=true` : others;
}
