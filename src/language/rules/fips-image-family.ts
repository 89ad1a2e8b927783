import { setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import { textAt } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import { toJson } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { asksTrustedLaunch } from "./nodeClassRef.ts";

const family = ["spec", "imageFamily"] as const;
const launch = ["spec", "security", "trustedLaunch"] as const;

export const fipsImageFamily: Rule = {
  id: "fips-image-family",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary: "The image family has no FIPS image.",
  why: "There is no FIPS image of Ubuntu 24.04, and that of 22.04 exists with trusted launch only, which older releases of the provider do not have. `AzureLinux` has FIPS images without trusted launch, and none with it.",
  example: {
    bad: nodeClass("imageFamily: Ubuntu2404\nfipsMode: FIPS\n"),
    good: nodeClass("imageFamily: AzureLinux\nfipsMode: FIPS\n"),
  },
  explain(finding, manifest) {
    const message = finding.server?.message ?? "";
    if (finding.layer !== "cel" || !message.includes("FIPS")) return undefined;
    const name = textAt(manifest, ...family) ?? "Ubuntu";
    const isTrusted = asksTrustedLaunch(toJson(manifest.root));
    return {
      at: family,
      message: `${name} has no FIPS image ${isTrusted ? "with" : "without"} trusted launch.`,
      fixes: message.includes("TrustedLaunch is required")
        ? [withTrustedLaunch(manifest), inFamily(manifest, "AzureLinux")]
        : [inFamily(manifest, isTrusted ? "Ubuntu2204" : "AzureLinux")],
    };
  },
};

/** Another distribution for a class that asks for trusted launch is a decision, not a repair. */
function inFamily(manifest: Manifest, name: string): RuleFix {
  return {
    title: `Use the image family ${name}`,
    edits: setValue(manifest, family, name),
    preferred: !asksTrustedLaunch(toJson(manifest.root)),
  };
}

function withTrustedLaunch(manifest: Manifest): RuleFix {
  return {
    title: "Ask for trusted launch",
    edits: setValue(manifest, launch, { secureBoot: true, vtpm: true }),
  };
}
