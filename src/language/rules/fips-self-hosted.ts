import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";
import { isKarpenter, karpenterDeployment } from "./karpenterDeployment.ts";

const controller = `${karpenterDeployment}---
`;

export const fipsSelfHosted: Rule = {
  id: "fips-self-hosted",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "FIPS images come with node auto-provisioning only, not with Karpenter run by yourself.",
  why: "FIPS images lie in galleries that only the Karpenter of AKS may read. A Karpenter that you deploy sets `ImagesReady=False` (`SIGRequiredForFIPS`) on the class and launches nothing with it. The rule speaks when the workspace deploys Karpenter.",
  example: {
    bad: controller + nodeClass("imageFamily: AzureLinux\nfipsMode: FIPS\n"),
    good: controller + nodeClass("imageFamily: AzureLinux\nfipsMode: Disabled\n"),
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const path = ["spec", "fipsMode"];
    if (textAt(manifest, ...path) !== "FIPS") return;
    if (!workspace.all("Deployment").some(({ json }) => isKarpenter(json))) return;
    yield {
      at: path,
      message:
        "This workspace deploys Karpenter itself, which has no FIPS images: the class stays unready. Use node auto-provisioning, or do without FIPS.",
      fixes: [
        {
          title: "Switch FIPS off",
          edits: setValue(manifest, path, "Disabled"),
          // Whoever has pools on this class decides about FIPS himself.
          preferred: workspace.all("NodePool").length === 0,
        },
      ],
    };
  },
};
