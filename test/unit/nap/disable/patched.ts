import { applyMergePatch } from "../../../../src/nap/disable/changes/mergePatch.ts";

/** A patched object as the API server stores it: empty annotations are none, `resourceVersion` is its own matter. */
export function patched<T extends { readonly metadata: object }>(object: T, patch: unknown): T {
  const merged = applyMergePatch(object, patch) as Record<string, unknown>;
  const metadata: Record<string, unknown> = { ...(merged.metadata as object) };
  if (JSON.stringify(metadata.annotations) === "{}") delete metadata.annotations;
  // The form of the object does not change: the patches of the plan hold only fields of it.
  return { ...merged, metadata } as unknown as T;
}
