import type { WrittenBudget } from "./access.ts";

/** The budget allows no disruption while it is in force. */
export function isZero({ nodes }: Pick<WrittenBudget, "nodes">): boolean {
  return nodes !== undefined && /^0+%?$/.test(nodes);
}
