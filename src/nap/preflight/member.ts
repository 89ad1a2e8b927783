import { isModelList, isModelObject, Unresolved } from "../model.ts";
import type { ModelObject, ModelValue } from "../model.ts";

/** What stands at a path: undefined where nothing does, or null. */
export type Found = Exclude<ModelValue, null> | undefined;

/** A text, `Unresolved` where only a deployment tells, undefined where there is none. */
export type FoundText = string | Unresolved | undefined;

/** The member of a name, whatever its case: `enableRBAC` of the REST API is `enableRbac` in SDKs and the Azure CLI. */
function member(object: ModelObject, name: string): ModelValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const lower = name.toLowerCase();
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === lower);
  return key === undefined ? undefined : object[key];
}

/** What stands at a path of names parted by dots, compared without case; `Unresolved` where the way there is open. */
export function at(value: ModelValue | undefined, path: string): Found {
  let inner: ModelValue | undefined = value;
  for (const name of path.split(".")) {
    if (inner instanceof Unresolved) return inner;
    inner = isModelObject(inner) ? member(inner, name) : undefined;
  }
  return inner ?? undefined;
}

/** The text at a path without blanks around it; an empty one is none. What is no scalar is `Unresolved`. */
export function textAt(value: ModelValue | undefined, path: string): FoundText {
  const found = at(value, path);
  if (found === undefined || found instanceof Unresolved) return found;
  if (typeof found === "object") return new Unresolved(JSON.stringify(found));
  const text = String(found).trim();
  return text === "" ? undefined : text;
}

/** The boolean at a path, also as text; what is neither is `Unresolved`. */
export function flagAt(
  value: ModelValue | undefined,
  path: string,
): boolean | Unresolved | undefined {
  const text = textAt(value, path);
  if (text === undefined || text instanceof Unresolved) return text;
  if (sameText(text, "true")) return true;
  return sameText(text, "false") ? false : new Unresolved(text);
}

/** Azure compares names and values of enumerations without case. */
export function sameText(a: FoundText, b: string): boolean {
  return typeof a === "string" && a.toLowerCase() === b.toLowerCase();
}

/** Whether there is anything: an object with a member, an entry of a list, any other value. */
export function isThere(found: Found): found is Exclude<Found, undefined | Unresolved> {
  if (found === undefined || found instanceof Unresolved) return false;
  if (isModelList(found)) return found.length > 0;
  return !isModelObject(found) || Object.values(found).some((inner) => inner !== null);
}
