type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON merge patch as RFC 7386 defines it. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** A patched object as the API server stores it: empty annotations are none, `resourceVersion` is its own matter. */
export function patched<T extends { readonly metadata: object }>(object: T, patch: unknown): T {
  const merged = mergePatch(object, patch) as Record<string, unknown>;
  const metadata: Record<string, unknown> = { ...(merged.metadata as Members) };
  if (isObject(metadata.annotations) && Object.keys(metadata.annotations).length === 0)
    delete metadata.annotations;
  // The form of the object does not change: the patches of the plan hold only fields of it.
  return { ...merged, metadata } as unknown as T;
}
