import { allows } from "../../karpenter/requirement.ts";
import { remove, setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";
import { statedRequirements } from "./poolSizes.ts";

export const zeroZone: Rule = {
  id: "zero-zone",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "Zone `0` is a machine outside of all zones, which cannot attach a zonal disk.",
  why: "On AKS the zone label `0` stands for a machine that Azure places without a zone. Most Azure disks belong to a zone and cannot be attached to it, so pods with such volumes stay pending or never fit. `karpenter.azure.com/placement-scope: regional` asks for the same machines.",
  example: {
    region: "westeurope",
    bad: poolRequiring('topology.kubernetes.io/zone In westeurope-1 "0"'),
    good: poolRequiring("topology.kubernetes.io/zone In westeurope-1"),
  },
  *check(manifest, { sizes, region }) {
    // Where there are no zones, every machine is outside of them.
    if (region !== undefined && sizes?.table.regions.get(region)?.zones === 0) return;
    yield* regionalPlacement(manifest);
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

const scope = "karpenter.azure.com/placement-scope";

/** The other way to ask for zone 0 alone (pkg/utils/zones/zones.go, PlacementScopeForZone). */
function* regionalPlacement(manifest: Manifest): Iterable<RuleFinding> {
  const message =
    "Regional machines are outside of all zones: pods with zonal disks cannot run on them.";
  const wanted = statedRequirements(manifest).filter(
    ({ requirement }) => requirement.key === scope,
  );
  for (const { path, requirement } of wanted) {
    if (!allows(requirement, "regional") || allows(requirement, "zonal")) continue;
    const isListed = at(manifest, ...path, "values", 0) !== undefined && !requirement.complement;
    const value = isListed ? [...path, "values", 0] : path;
    const isLabel = path.includes("labels");
    const edits = isListed || isLabel ? setValue(manifest, value, "zonal") : [];
    yield { at: value, message, fixes: [{ title: "Write zonal", edits, preferred: false }] };
  }
}
