import { outlookOf } from "./blockers/blockers.ts";
import { takeInventory } from "./snapshot/inventory.ts";
import type { Outlook } from "./blockers/blockers.ts";
import type { Inventory } from "./snapshot/inventory.ts";
import type { ClusterSnapshot } from "./snapshot/snapshot.ts";

/**
 * Which NodePools let how many nodes drift at a time. The pools are named, because which of them gain by it changes
 * with the clock and the number of nodes, and what was agreed to must not.
 */
export interface BudgetChoice {
  /** A count or a percentage. */
  readonly nodes: string;
  readonly pools: readonly string[];
}

/** What a person decides; nothing that has happened is kept here, that is read from the cluster. */
export interface Choices {
  /** Undefined leaves the budgets as they are. */
  readonly widenBudgets?: BudgetChoice;
}

/** The cluster as the plan sees it. */
export interface DisableState {
  readonly inventory: Inventory;
  readonly outlook: Outlook;
  readonly choices: Choices;
}

/** Works out of a snapshot all that the steps ask about. */
export function stateOf(snapshot: ClusterSnapshot, choices: Choices = {}): DisableState {
  const inventory = takeInventory(snapshot);
  return { inventory, outlook: outlookOf(inventory), choices };
}
