import type { Answer } from "./answers.ts";
import { gatewayError } from "./errors.ts";
import { asText, at, sameName } from "./json.ts";
import type { AzureState } from "./state.ts";

const collection = "/providers/microsoft.authorization/locks/";

/** The 409 of a change that a lock on the resource or above it forbids; locks themselves can always be changed. */
export function lockRefusal(state: AzureState, method: string, path: string): Answer | undefined {
  const key = path.toLowerCase();
  if (!["PUT", "PATCH", "DELETE"].includes(method) || key.includes(collection)) return undefined;
  const held = Object.entries(state.resources).find(([place, lock]) => {
    const [scope, name] = place.split(collection);
    if (scope === undefined || name === undefined) return false;
    const isReadOnly = sameName(at(lock, "properties", "level"), "ReadOnly");
    return `${key}/`.startsWith(`${scope}/`) && (isReadOnly || method === "DELETE");
  });
  if (held === undefined) return undefined;
  const scope = asText(held[1].id).split(/\/providers\/Microsoft\.Authorization\//i)[0] ?? "";
  const operation = method === "DELETE" ? "delete" : "write";
  const message = `The scope '${path}' cannot perform ${operation} operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`;
  return gatewayError(409, "ScopeLocked", message);
}
