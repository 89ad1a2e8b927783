import { setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { poolRequiring } from "./examples.ts";
import { itemsOf, stringOf } from "../yaml/node.ts";

const requirements = ["spec", "template", "spec", "requirements"] as const;
const zoneKey = "topology.kubernetes.io/zone";
const wellFormed = /^([a-z0-9]+)-[1-9]$/;

export const zoneFormat: Rule = {
  id: "zone-format",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A zone is written as region and number, `westeurope-1`.",
  why: "On AKS the label `topology.kubernetes.io/zone` has the value `<region>-<number>`, lower case, or `0` for a machine without a zone. Any other value matches no machine, and the NodePool launches nothing.",
  example: {
    region: "westeurope",
    bad: poolRequiring('topology.kubernetes.io/zone In "1"'),
    good: poolRequiring('topology.kubernetes.io/zone In "westeurope-1"'),
  },
  *check(manifest, { region }) {
    for (const [index] of itemsOf(at(manifest, ...requirements)).entries()) {
      if (textAt(manifest, ...requirements, index, "key") !== zoneKey) continue;
      // A comparison takes numbers, and another rule says that zones are none.
      if (!["In", "NotIn"].includes(textAt(manifest, ...requirements, index, "operator") ?? "In"))
        continue;
      const values = itemsOf(at(manifest, ...requirements, index, "values"));
      const here = region ?? regionOf(values.map(stringOf));
      for (const [position, node] of values.entries()) {
        const zone = stringOf(node);
        const path = [...requirements, index, "values", position];
        if (/^[a-z0-9]+-[4-9]$/.test(zone ?? ""))
          yield {
            at: path,
            severity: "warning",
            message: `${zone ?? ""} is no zone that is known: the zones of a region are 1, 2 and 3.`,
          };
        if (zone === undefined || zone === "0" || wellFormed.test(zone)) continue;
        const number = /([1-9])$/.exec(zone)?.[1];
        const right = here && number ? `${here}-${number}` : undefined;
        yield {
          at: path,
          message: `${zone} is no zone of a node: write <region>-<number>, for example ${right ?? "westeurope-1"}.`,
          fixes: right ? [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }] : [],
        };
      }
    }
  },
};

/** The region that the other zones of the list name, where it is one. */
function regionOf(zones: readonly (string | undefined)[]): string | undefined {
  const regions = new Set(zones.flatMap((zone) => wellFormed.exec(zone ?? "")?.[1] ?? []));
  return regions.size === 1 ? [...regions][0] : undefined;
}
