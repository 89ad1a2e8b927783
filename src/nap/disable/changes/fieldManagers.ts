import type { MergePatch } from "./change.ts";

/** Under this name the API server remembers the fields that we set. */
export const fieldManager = "aks-nap";

/**
 * The name for patches of a NodePool's template. The API server keeps one time for all fields of a name: under one of
 * its own the time of the taint stays what it was, whatever we write into other fields later.
 */
const templateManager = "aks-nap-template";

/** The name under which a patch of a NodePool is sent. */
export function fieldManagerOf({ spec }: MergePatch): string {
  const isOfTemplate = typeof spec === "object" && spec !== null && "template" in spec;
  return isOfTemplate ? templateManager : fieldManager;
}

/** Whether it is we who wrote under the name. */
export function isOurManager(name: string | undefined): boolean {
  return name === fieldManager || name === templateManager;
}
