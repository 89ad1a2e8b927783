import { append, setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { dnsZone } from "../schema/explain/required.ts";
import { itemsOf, stringOf, valueOf } from "../yaml/node.ts";
import { localDns } from "./localDnsExample.ts";

export const localDnsZones: Rule = {
  id: "local-dns-zones",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary: "Both lists of LocalDNS need the zones `.` and `cluster.local`.",
  why: "`vnetDNSOverrides` serves pods that use the DNS of the network, `kubeDNSOverrides` those that use the DNS of the cluster. Each list needs an entry for the root and one for `cluster.local`, spelt without a dot at the end, whatever the mode is.",
  example: {
    bad: localDns({ kube: [". ClusterCoreDNS", "cluster.local. ClusterCoreDNS"] }),
    good: localDns({}),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("must contain required zones") !== true) return undefined;
    const list = finding.path;
    const zones = itemsOf(at(manifest, ...list)).map((item) => stringOf(valueOf(item, "zone")));
    const lacking = [".", "cluster.local"].filter((zone) => !zones.includes(zone));
    const name = String(list.at(-1));
    const dotted = zones.indexOf("cluster.local.");
    const [first] = lacking;
    if (first === undefined) return undefined;
    return {
      message: `${name} lacks the zone ${lacking.join(" and the zone ")}.`,
      fixes: [
        ...(dotted >= 0 && lacking.includes("cluster.local")
          ? [
              {
                title: "Write cluster.local without the dot",
                edits: setValue(manifest, [...list, dotted, "zone"], "cluster.local"),
              },
            ]
          : []),
        {
          title: `Add the zone ${first}`,
          edits: append(manifest, list, dnsZone(name, first)),
        },
      ],
    };
  },
};
