import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { toJson } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { asksTrustedLaunch } from "./nodeClassRef.ts";

const launch = ["spec", "security", "trustedLaunch"] as const;

export const fipsWithoutTrustedLaunch: Rule = {
  id: "fips-without-trusted-launch",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "FIPS on Ubuntu without trusted launch runs Ubuntu 20.04.",
  why: "With `fipsMode: FIPS` the image family `Ubuntu`, also when it is left out, resolves to Ubuntu 20.04 on amd64, on which LocalDNS does not work. Trusted launch moves it to the FIPS image of 22.04; `AzureLinux` has FIPS images of its own.",
  example: {
    schema: "next",
    bad: nodeClass("imageFamily: Ubuntu\nfipsMode: FIPS\n"),
    good: nodeClass(
      "imageFamily: Ubuntu\nfipsMode: FIPS\nsecurity:\n  trustedLaunch:\n    secureBoot: true\n    vtpm: true\n",
    ),
  },
  *check(manifest) {
    const family = textAt(manifest, "spec", "imageFamily") ?? "Ubuntu";
    if (textAt(manifest, "spec", "fipsMode") !== "FIPS" || family !== "Ubuntu") return;
    if (manifest.partial || asksTrustedLaunch(toJson(manifest.root))) return;
    const known = knowsTrustedLaunch(manifest);
    yield {
      at: ["spec", "fipsMode"],
      message: `FIPS with the image family Ubuntu means Ubuntu 20.04 on amd64; ${known ? "trusted launch brings 22.04, or take" : "take"} AzureLinux.`,
      fixes: [
        ...(known
          ? [
              {
                title: "Ask for trusted launch",
                edits: setValue(manifest, launch, { secureBoot: true, vtpm: true }),
              },
            ]
          : []),
        {
          title: "Use the image family AzureLinux",
          edits: setValue(manifest, ["spec", "imageFamily"], "AzureLinux"),
          preferred: false,
        },
      ],
    };
  },
};

/** Older releases of the provider have no such field. */
function knowsTrustedLaunch(manifest: Manifest): boolean {
  const spec = manifest.crd?.schema.properties?.spec;
  return spec?.properties?.security?.properties?.trustedLaunch !== undefined;
}
