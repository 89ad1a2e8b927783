import { setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { toJson } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { asksTrustedLaunch } from "./nodeClassRef.ts";

const path = ["spec", "imageFamily"] as const;
/** From here on the family Ubuntu means 24.04 (pkg/providers/imagefamily/resolver.go). */
const firstWith2404 = 34;

export const imageFamilyMoves: Rule = {
  id: "image-family-moves",
  kinds: ["AKSNodeClass"],
  severity: "info",
  summary: "The image family Ubuntu changes its Ubuntu with Kubernetes 1.34.",
  why: "`Ubuntu`, which is also the default, means Ubuntu 22.04 below Kubernetes 1.34 and 24.04 from there on: the upgrade of the cluster moves all nodes to another release of the operating system. `Ubuntu2204` holds it. Writing it changes the class, so its nodes are replaced once.",
  example: {
    kubernetesVersion: "1.33",
    bad: nodeClass("imageFamily: Ubuntu\nosDiskSizeGB: 100\n"),
    good: nodeClass("imageFamily: Ubuntu2204\nosDiskSizeGB: 100\n"),
  },
  *check(manifest, { kubernetesVersion }) {
    const minor = Number(/^v?1\.(\d+)/.exec(kubernetesVersion ?? "")?.[1] ?? firstWith2404);
    if (minor >= firstWith2404 || manifest.partial || !at(manifest, "spec")) return;
    if ((textAt(manifest, ...path) ?? "Ubuntu") !== "Ubuntu") return;
    // These hold the release by themselves.
    if (textAt(manifest, "spec", "fipsMode") === "FIPS") return;
    if (asksTrustedLaunch(toJson(manifest.root))) return;
    yield {
      at: path,
      message: `The image family Ubuntu is 22.04 on Kubernetes ${kubernetesVersion ?? ""} and will be 24.04 from 1.34 on; Ubuntu2204 would hold it.`,
      fixes: [{ title: "Write Ubuntu2204", edits: setValue(manifest, path, "Ubuntu2204") }],
    };
  },
};
