import { isRegionName, zoneExists, zoneOf } from "../../karpenter/zones.ts";
import type { SizeTable } from "../../karpenter/sizes.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext, RuleFix } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement, WrittenText } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const zoneKey = "topology.kubernetes.io/zone";
const regionKey = "topology.kubernetes.io/region";

export const zoneRegion: Rule = {
  id: "zone-region",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "A zone of another region, or one that the region does not have; or another region.",
  why: "Nodes are launched in the cluster's region only, and their labels of region and zone name it. Regions without availability zones have the single zone `0`. Where the cluster's region is not set, zones are compared with the region that the requirements ask for.",
  example: {
    region: "westeurope",
    bad: poolRequiring("topology.kubernetes.io/zone In eastus-1"),
    good: poolRequiring("topology.kubernetes.io/zone In westeurope-1"),
  },
  *check(manifest, context) {
    const here = hereOf(manifest, context);
    if (here === undefined) return;
    for (const requirement of requirementsOf(manifest)) {
      const { key, operator, values } = requirement;
      if (operator !== "In" || (key !== zoneKey && key !== regionKey)) continue;
      const isForeign = key === zoneKey ? isElsewhere : isOtherRegion;
      const foreign = values.filter(({ text }) => isForeign(text, here));
      const severity = foreign.length === values.length ? "error" : "warning";
      // A list of regions may be meant for several clusters, and takes nothing from this one.
      if (key === regionKey && severity === "warning") continue;
      for (const value of foreign)
        yield {
          at: value.path,
          severity,
          message: sentence(value.text, here),
          fixes: fixesOf(manifest, { requirement, value }, here),
        };
    }
  },
};

/** Where the nodes will be, as far as it is known. */
interface Here {
  readonly region: string;
  readonly table: SizeTable | undefined;
  /** The place that says so in the manifest; absent: it is the cluster's. */
  readonly asked?: WrittenText;
}

function hereOf(manifest: Manifest, { region, sizes }: RuleContext): Here | undefined {
  const table = sizes?.table;
  if (region !== undefined) return { region, table };
  const [only, ...others] = requirementsOf(manifest).filter(({ key }) => key === regionKey);
  const [asked, ...more] = only?.operator === "In" ? only.values : [];
  const isOne = asked !== undefined && others.length + more.length === 0;
  return isOne && isRegionName(asked.text, table)
    ? { region: asked.text, table, asked }
    : undefined;
}

function isElsewhere(text: string, { region, table }: Here): boolean {
  const zone = zoneOf(text, table);
  if (zone === undefined) return false;
  return zone.region !== region || zoneExists(zone, table) === false;
}

/** What is no region at all is another rule's finding. */
function isOtherRegion(text: string, { region, table }: Here): boolean {
  return text !== region && isRegionName(text, table);
}

function sentence(text: string, { region, table, asked }: Here): string {
  const count = table?.regions.get(region)?.zones;
  if (count === 0 && zoneOf(text, table))
    return `${region} has no availability zones: the zone of every node there is 0.`;
  if (text.startsWith(`${region}-`))
    return `${region} has ${count ?? 3} zones, and ${text} is none of them.`;
  return asked
    ? `${text} is in another region than ${region}, which the requirement on ${regionKey} asks for: no machine has both.`
    : `${text} is ${zoneOf(text, table) ? "in " : ""}another region than ${region}, where the nodes are launched.`;
}

function fixesOf(
  manifest: Manifest,
  { requirement, value }: { requirement: WrittenRequirement; value: WrittenText },
  here: Here,
): RuleFix[] {
  const { region, table, asked } = here;
  const preferred = asked === undefined;
  const write = (right: string, { path }: WrittenText): RuleFix =>
    requirement.values.some(({ text }) => text === right)
      ? { title: `Remove ${value.text}`, edits: remove(manifest, path), preferred }
      : { title: `Write ${right}`, edits: setValue(manifest, path, right), preferred };
  const zone = zoneOf(value.text, table);
  if (zone === undefined) return [write(region, value)];
  const right = `${region}-${zone.number}`;
  const inRegion = isElsewhere(right, here) ? [] : [write(right, value)];
  if (table?.regions.get(region)?.zones === 0)
    inRegion.push({
      title: "Remove the requirement",
      edits: remove(manifest, requirement.path),
      preferred,
    });
  return asked && zone.region !== region ? [...inRegion, write(zone.region, asked)] : inRegion;
}
