import { outlookOf } from "./blockers.ts";
import { takeInventory } from "./inventory.ts";
import type { Outlook } from "./blockers.ts";
import type { Inventory } from "./inventory.ts";
import type { ClusterSnapshot } from "./snapshot.ts";

/** What a person decides; nothing that has happened is kept here, that is read from the cluster. */
export interface Choices {
  /** Widen the budgets for reason Drifted to this count or percentage; undefined leaves them. */
  readonly widenBudgetsTo?: string;
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
