import { isRegionName, looseZone, regionMeant, zoneExists, zoneOf } from "../../karpenter/zones.ts";
import { setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement, WrittenText } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const zoneKey = "topology.kubernetes.io/zone";
const regionKey = "topology.kubernetes.io/region";

export const zoneFormat: Rule = {
  id: "zone-format",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "A zone is written as region and number, `westeurope-1`.",
  why: "On AKS the label `topology.kubernetes.io/zone` has the value `<region>-<number>`, lower case, or `0` for a machine without a zone. Any other value matches no machine, and the NodePool launches nothing.",
  example: {
    region: "westeurope",
    bad: poolRequiring('topology.kubernetes.io/zone In "1"'),
    good: poolRequiring('topology.kubernetes.io/zone In "westeurope-1"'),
  },
  *check(manifest, context) {
    for (const requirement of requirementsOf(manifest)) {
      // A comparison takes numbers, and another rule says that zones are none.
      const { key, operator = "In" } = requirement;
      if (key === zoneKey && ["In", "NotIn"].includes(operator))
        yield* valueFindings(manifest, requirement, context);
      if (key === regionKey && operator === "In")
        for (const value of requirement.values) yield* wrongRegion(manifest, value, context);
    }
  },
};

function* valueFindings(
  manifest: Manifest,
  { values }: WrittenRequirement,
  context: RuleContext,
): Iterable<RuleFinding> {
  const here = context.region ?? regionOf(values, context);
  for (const { text, path } of values) {
    if (text === "0") continue;
    const zone = zoneOf(text, context.sizes?.table);
    // Where the region is set, the rule on zones of other regions knows its zones.
    if (zone && context.region !== undefined) continue;
    const region = zone && regionMeant(zone.region, context.sizes?.table);
    if (zone && region !== undefined && region !== zone.region)
      yield misspelt(manifest, { text, path }, { wrong: zone.region, region });
    else if (zone) yield* unknownZone(text, path, context);
    else yield malformed(manifest, { text, path }, { here, context });
  }
}

/** Values that are no names of regions: `eastUS`, `westeuorpe`, `us-east-1`. */
function* wrongRegion(
  manifest: Manifest,
  { text, path }: WrittenText,
  { sizes }: RuleContext,
): Iterable<RuleFinding> {
  const region = regionMeant(text, sizes?.table);
  if (sizes === undefined || isRegionName(text, sizes.table)) return;
  if (region !== undefined) yield misspelt(manifest, { text, path }, { wrong: text, region });
  else yield { at: path, message: `${text} is no region of Azure, so no machine has this label.` };
}

function misspelt(
  manifest: Manifest,
  { text, path }: WrittenText,
  { wrong, region }: { readonly wrong: string; readonly region: string },
): RuleFinding {
  const right = text.replace(wrong, region);
  return {
    at: path,
    message: `${wrong} is no region of Azure, so no machine has this label; ${region} is probably meant.`,
    fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
  };
}

function* unknownZone(
  text: string,
  at: WrittenText["path"],
  { sizes }: RuleContext,
): Iterable<RuleFinding> {
  const zone = zoneOf(text, sizes?.table);
  if (zone === undefined || (zoneExists(zone, sizes?.table) ?? zone.number <= 3)) return;
  const count = sizes?.table.regions.get(zone.region)?.zones;
  const reason =
    count === undefined
      ? "regions have the zones 1, 2 and 3"
      : count === 0
        ? `${zone.region} has no availability zones`
        : `the zones of ${zone.region} are 1 to ${count}`;
  yield { at, severity: "warning", message: `${text} is no zone that is known: ${reason}.` };
}

function malformed(
  manifest: Manifest,
  { text, path }: WrittenText,
  { here, context }: { readonly here: string | undefined; readonly context: RuleContext },
): RuleFinding {
  const meant = looseZone(text, context.sizes?.table);
  const region = meant?.region ?? here;
  const right = region && meant?.number ? `${region}-${meant.number}` : undefined;
  return {
    at: path,
    message: `${text} is no zone of a node: write <region>-<number>, for example ${right ?? "westeurope-1"}.`,
    fixes: right ? [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }] : [],
  };
}

/** The region that the other zones of the list name, where it is one. */
function regionOf(values: readonly WrittenText[], { sizes }: RuleContext): string | undefined {
  const regions = new Set(values.flatMap(({ text }) => zoneOf(text, sizes?.table)?.region ?? []));
  return regions.size === 1 ? [...regions][0] : undefined;
}
