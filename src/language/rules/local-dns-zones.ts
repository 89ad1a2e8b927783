import { Draft } from "../edit/draft.ts";
import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { addZones, lackingZones, stepZones, zonesInWords } from "../schema/explain/dnsZones.ts";
import { itemsOf, stringOf, valueOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
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
    const lacking = lackingZones(manifest, list);
    if (lacking.length === 0) return undefined;
    const dotted = zones.indexOf("cluster.local.");
    const isDotted = dotted >= 0 && lacking.includes("cluster.local");
    return {
      message: `${String(list.at(-1))} lacks ${zonesInWords(lacking)}.`,
      fixes: [
        ...(isDotted ? [withoutDot(manifest, [...list, dotted, "zone"], lacking)] : []),
        {
          title: `Add ${zonesInWords(lacking)}`,
          edits: addZones(manifest, list, lacking),
        },
      ],
    };
  },
};

/** Corrects the zone that is there and adds the other one where it lacks, too. */
function withoutDot(manifest: Manifest, path: Path, lacking: readonly string[]) {
  const others = lacking.filter((zone) => zone !== "cluster.local");
  const more = others.length === 0 ? "" : ` and add ${zonesInWords(others)}`;
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, path, "cluster.local"));
  stepZones(draft, path.slice(0, -2), others);
  return { title: `Write cluster.local without the dot${more}`, edits: draft.edits() };
}
