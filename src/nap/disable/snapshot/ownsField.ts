import type { ManagedFieldsEntry } from "./kubernetesObjects.ts";

/** Whether the entry of managed fields names the field at the path. */
export function ownsField({ fieldsV1 }: ManagedFieldsEntry, path: readonly string[]): boolean {
  let fields: unknown = fieldsV1;
  for (const member of path) {
    if (typeof fields !== "object" || fields === null) return false;
    fields = (fields as Readonly<Record<string, unknown>>)[`f:${member}`];
  }
  return fields !== undefined;
}
