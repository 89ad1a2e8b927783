/**
 * Where two JSON values differ, as paths with both values. The order of keys counts too, because the order of a CRD is a
 * fact, unless `ignoreOrder` says that one side has lost it.
 */
export function differences(
  bundled: unknown,
  upstream: unknown,
  { path, ignoreOrder = false }: { readonly path: string; readonly ignoreOrder?: boolean },
): readonly string[] {
  if (!isTree(bundled) || !isTree(upstream))
    return Object.is(bundled, upstream) ? [] : [`${path}: ${show(bundled)} -> ${show(upstream)}`];
  const keys = [...new Set([...Object.keys(bundled), ...Object.keys(upstream)])];
  const inner = keys.flatMap((key) =>
    differences(bundled[key], upstream[key], { path: `${path}.${key}`, ignoreOrder }),
  );
  const sameOrder = Object.keys(bundled).join() === Object.keys(upstream).join();
  return inner.length > 0 || sameOrder || ignoreOrder ? inner : [`${path}: order of keys`];
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
