import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const zeroZone: Rule = {
  id: "zero-zone",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "Zone `0` is a machine outside of all zones, which cannot attach a zonal disk.",
  why: "On AKS the zone label `0` stands for a machine that Azure places without a zone. Most Azure disks belong to a zone and cannot be attached to it, so pods with such volumes stay pending or never fit.",
  example: {
    region: "westeurope",
    bad: poolRequiring('topology.kubernetes.io/zone In westeurope-1 "0"'),
    good: poolRequiring("topology.kubernetes.io/zone In westeurope-1"),
  },
  *check(manifest) {
    for (const { key, operator, values } of requirementsOf(manifest)) {
      if (key !== "topology.kubernetes.io/zone" || operator !== "In") continue;
      const zero = values.find(({ text }) => text === "0");
      if (zero === undefined) continue;
      yield {
        at: zero.path,
        message: "0 is a machine outside of all zones: pods with zonal disks cannot run on it.",
        fixes: values.length > 1 ? [{ title: "Remove 0", edits: remove(manifest, zero.path) }] : [],
      };
    }
  },
};
