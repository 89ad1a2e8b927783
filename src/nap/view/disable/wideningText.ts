import type { WideningOption } from "../../disable/changes/widening.ts";
import { listed } from "../../listed.ts";
import { countText } from "../../disable/countText.ts";

/** A choice among wider budgets as a quick pick shows it. */
export interface WideningText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** So many NodePools are named one by one. */
const mostNamed = 4;

/** How many nodes of which NodePool may drift at a time by a choice, beside how many now. */
export function wideningText({ nodes, pools }: WideningOption): WideningText {
  const figures = pools.map(({ pool, from, to, nodes: of }) => `${pool} ${from} -> ${to} of ${of}`);
  return {
    label: label(nodes),
    description: `for reason Drifted alone, ${countText(pools.length, "NodePool")}`,
    detail: listed(figures, { most: mostNamed }),
  };
}

function label(nodes: string): string {
  return nodes === "1" ? "One node at a time" : `${nodes} of the nodes at a time`;
}
