import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { toJson } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { asksTrustedLaunch } from "./nodeClassRef.ts";

const path = ["spec", "imageFamily"] as const;
const launch = "security:\n  trustedLaunch:\n    secureBoot: true\n    vtpm: true\n";

export const trustedLaunchImage: Rule = {
  id: "trusted-launch-image",
  kinds: ["AKSNodeClass"],
  severity: "info",
  summary: "Trusted launch with the image family Ubuntu stays on Ubuntu 22.04.",
  why: "The family `Ubuntu` follows Kubernetes to 24.04 from version 1.34 on, but with trusted launch it means 22.04 on every version. Saying `Ubuntu2204` keeps what you have; `Ubuntu2404` moves on. Either changes the class, so its nodes are replaced once.",
  example: {
    schema: "next",
    bad: nodeClass(`imageFamily: Ubuntu\n${launch}`),
    good: nodeClass(`imageFamily: Ubuntu2204\n${launch}`),
  },
  *check(manifest) {
    if ((textAt(manifest, ...path) ?? "Ubuntu") !== "Ubuntu" || manifest.partial) return;
    if (textAt(manifest, "spec", "fipsMode") === "FIPS") return;
    if (!asksTrustedLaunch(toJson(manifest.root))) return;
    yield {
      at: path,
      message:
        "With trusted launch the image family Ubuntu is Ubuntu 22.04, also from Kubernetes 1.34 on.",
      fixes: [
        { title: "Write Ubuntu2204", edits: setValue(manifest, path, "Ubuntu2204") },
        {
          title: "Move to Ubuntu2404",
          edits: setValue(manifest, path, "Ubuntu2404"),
          preferred: false,
        },
      ],
    };
  },
};
