import { isJsonArray, objectsAt, type Json, type JsonObject } from "./json.ts";

/** What a role definition allows; patterns with `*`. */
export interface RolePermissions {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** The permissions of a role definition as Resource Manager answers it. */
export function permissionsOf(definition: JsonObject): readonly RolePermissions[] {
  return objectsAt(definition, "properties", "permissions").map((permission) => ({
    actions: texts(permission.actions),
    notActions: texts(permission.notActions),
  }));
}

function texts(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Whether permissions allow an action, as Azure RBAC reads them: some set has it among actions and not among notActions. */
export function allows(permissions: readonly RolePermissions[], action: string): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, action)) &&
      !notActions.some((pattern) => matches(pattern, action)),
  );
}

function matches(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`, "i").test(action);
}
