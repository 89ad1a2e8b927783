import { zoneExists, zoneOf } from "../../karpenter/zones.ts";
import type { SizeTable } from "../../karpenter/sizes.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const zoneRegion: Rule = {
  id: "zone-region",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "A zone of another region, or one that the region does not have.",
  why: "Nodes are launched in the cluster's region only, and their zone label begins with its name. Regions without availability zones have the single value `0`.",
  example: {
    region: "westeurope",
    bad: poolRequiring("topology.kubernetes.io/zone In eastus-1"),
    good: poolRequiring("topology.kubernetes.io/zone In westeurope-1"),
  },
  *check(manifest, { region, sizes }) {
    if (region === undefined) return;
    const table = sizes?.table;
    const zones = table?.regions.get(region)?.zones;
    for (const { key, operator, values, path } of requirementsOf(manifest)) {
      if (key !== "topology.kubernetes.io/zone" || operator !== "In") continue;
      const foreign = values.filter(({ text }) => isElsewhere(text, region, table));
      for (const value of foreign) {
        const number = value.text.slice(-1);
        const right = `${region}-${number}`;
        const severity = foreign.length === values.length ? "error" : "warning";
        if (zones === 0)
          yield {
            at: value.path,
            severity,
            message: `${region} has no availability zones: the zone of every node there is 0.`,
            fixes: [{ title: "Remove the requirement", edits: remove(manifest, path) }],
          };
        else
          yield {
            at: value.path,
            severity,
            message: value.text.startsWith(`${region}-`)
              ? `${region} has ${zones ?? 3} zones, and ${value.text} is none of them.`
              : `${value.text} is in another region than ${region}, where the nodes are launched.`,
            fixes: isElsewhere(right, region, table)
              ? []
              : [{ title: `Write ${right}`, edits: setValue(manifest, value.path, right) }],
          };
      }
    }
  },
};

function isElsewhere(text: string, region: string, table: SizeTable | undefined): boolean {
  const zone = zoneOf(text, table);
  if (zone === undefined) return false;
  return zone.region !== region || zoneExists(zone, table) === false;
}
