import { remove, setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Explanation, Rule } from "../rule.ts";
import { itemsOf, stringOf, valueOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { localDns } from "./localDnsExample.ts";

export const localDnsForward: Rule = {
  id: "local-dns-forward",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary:
    "LocalDNS forwards `cluster.local` to CoreDNS, and what lies outside of the cluster to the network.",
  why: "Only the CoreDNS of the cluster knows the names under `cluster.local`, so they cannot be asked of `VnetDNS`. In `vnetDNSOverrides` it is the other way round for the root and for other domains: they belong to `VnetDNS`.",
  example: {
    bad: localDns({ vnet: [". ClusterCoreDNS", "cluster.local ClusterCoreDNS"] }),
    good: localDns({}),
  },
  explain(finding, manifest) {
    const message = finding.server?.message ?? "";
    const target = /cannot be forwarded to (VnetDNS|ClusterCoreDNS)/.exec(message)?.[1];
    const [, , , index] = finding.path;
    if (finding.layer !== "cel" || target === undefined || typeof index !== "number")
      return undefined;
    const item = finding.path.slice(0, 4);
    const zone = textAt(manifest, ...item, "zone") ?? "";
    if (zone.endsWith("cluster.local.")) return withoutDot(manifest, item, zone);
    const right = target === "VnetDNS" ? "ClusterCoreDNS" : "VnetDNS";
    const path = [...item, "forwardDestination"];
    return {
      at: path,
      message: `${target} cannot answer for ${zone} here: write ${right}.`,
      fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
    };
  },
};

/** To the API server the spelling with a dot is a zone outside of the cluster. */
function withoutDot(manifest: Manifest, item: Path, zone: string): Explanation {
  const right = zone.slice(0, -1);
  const list = itemsOf(at(manifest, ...item.slice(0, -1)));
  const isThere = list.some((other) => stringOf(valueOf(other, "zone")) === right);
  return {
    at: [...item, "zone"],
    message: `With the dot at its end ${zone} counts as a zone outside of the cluster: write ${right}.`,
    fixes: [
      isThere
        ? { title: `Remove the zone ${zone}`, edits: remove(manifest, item) }
        : { title: `Write ${right}`, edits: setValue(manifest, [...item, "zone"], right) },
    ],
  };
}
