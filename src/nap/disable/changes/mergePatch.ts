function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON merge patch applied as RFC 7386 defines it. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, applyMergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** Two merge patches as one that does both; where they disagree the second counts. */
export function joinMergePatches(
  first: Readonly<Record<string, unknown>>,
  second: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const joined = Object.entries(second).map(([key, value]) => {
    const before = first[key];
    return [key, isObject(before) && isObject(value) ? joinMergePatches(before, value) : value];
  });
  return { ...first, ...(Object.fromEntries(joined) as Readonly<Record<string, unknown>>) };
}
