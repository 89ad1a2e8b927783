import { shellQuote } from "./shellQuote.ts";

/** A resource lock of Azure. */
export interface Lock {
  /** Resource id: below the scope that is locked. */
  readonly id: string;
  readonly name: string;
  readonly level: "CanNotDelete" | "ReadOnly";
}

/** The resource id of what is locked, a subscription, a resource group or a resource, with all that is in it. */
export function lockedScope({ id }: Lock): string {
  return id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, "");
}

/** What removes the lock; the name alone would be looked for in one scope only. */
export function deleteLockCommand(id: string): string {
  return `az lock delete --ids ${shellQuote(id)}`;
}
