import type { Rule } from "../rule.ts";
import { deploymentWithGates, missingGate } from "./featureGates.ts";
import { overlay, requiring } from "./overlayExample.ts";

function example(gates: string): string {
  return `${deploymentWithGates(gates)}---
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
    if (workspace.all("NodeOverlay").length === 0) return;
    const message =
      "The workspace has NodeOverlays, and these gates leave the feature off: none of them takes effect.";
    yield* missingGate(manifest, { gate: "NodeOverlay", message });
  },
};
