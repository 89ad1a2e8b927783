import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { itemsOf, stringOf, valueOf } from "../yaml/node.ts";
import { localDns } from "./localDnsExample.ts";

const root = ". ClusterCoreDNS";

export const localDnsZoneDot: Rule = {
  id: "local-dns-zone-dot",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "A LocalDNS zone stands twice, once with a dot at the end.",
  why: "To DNS `cluster.local.` and `cluster.local` are one zone; to the API server they are two, so it finds no duplicate, and the checks for `cluster.local` pass over the spelling with the dot.",
  example: {
    bad: localDns({
      kube: [root, "cluster.local ClusterCoreDNS", "cluster.local. ClusterCoreDNS"],
    }),
    good: localDns({ kube: [root, "cluster.local ClusterCoreDNS"] }),
  },
  *check(manifest) {
    for (const list of ["vnetDNSOverrides", "kubeDNSOverrides"]) {
      const path = ["spec", "localDNS", list];
      const zones = itemsOf(at(manifest, ...path)).map((item) => stringOf(valueOf(item, "zone")));
      for (const [index, zone] of zones.entries()) {
        if (!zone?.endsWith(".") || zone === "." || !zones.includes(zone.slice(0, -1))) continue;
        yield {
          at: [...path, index, "zone"],
          message: `${zone} is the zone ${zone.slice(0, -1)}, which is in this list already.`,
          fixes: [{ title: `Remove the zone ${zone}`, edits: remove(manifest, [...path, index]) }],
        };
      }
    }
  },
};
