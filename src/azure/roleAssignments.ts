import { builtInRoles } from "../nap/builtInRoles.ts";
import { isJsonObject, textAt } from "../nap/json.ts";
import { allows, permissionsOf, type RolePermissions } from "../nap/roles.ts";
import type { AzureAccess } from "./access.ts";
import { listAll } from "./list.ts";
import { send } from "./send.ts";

const apiVersion = "2022-04-01";

/** A role that a principal, or a group that it is in, has on a scope. */
export interface RoleAssignment {
  readonly roleDefinitionId: string;
  readonly principalId: string;
  readonly scope: string;
}

/** The roles of a principal on a resource, those from above and through groups included (`assignedTo`). */
export async function listRoleAssignments(
  access: AzureAccess,
  on: { readonly scope: string; readonly principalId: string },
  signal?: AbortSignal,
): Promise<readonly RoleAssignment[]> {
  const path = `${on.scope}/providers/Microsoft.Authorization/roleAssignments`;
  const query = { $filter: `assignedTo('${on.principalId}')` };
  const found = await listAll(access, { path, apiVersion, query }, signal);
  return found.map((assignment) => ({
    roleDefinitionId: textAt(assignment, "properties", "roleDefinitionId"),
    principalId: textAt(assignment, "properties", "principalId"),
    scope: textAt(assignment, "properties", "scope"),
  }));
}

/** Whether a principal may do all of some actions on a scope, by the roles that it has there. Needs the right to read them. */
export async function mayDo(
  access: AzureAccess,
  ask: {
    readonly scope: string;
    readonly principalId: string;
    readonly actions: readonly string[];
  },
  signal?: AbortSignal,
): Promise<boolean> {
  const assignments = await listRoleAssignments(access, ask, signal);
  const ids = [...new Set(assignments.map(({ roleDefinitionId }) => roleDefinitionId))];
  const permissions = await Promise.all(ids.map((id) => readRole(access, id, signal)));
  return ask.actions.every((action) => allows(permissions.flat(), action));
}

async function readRole(
  access: AzureAccess,
  id: string,
  signal: AbortSignal | undefined,
): Promise<readonly RolePermissions[]> {
  const builtIn = builtInRoles[id.split("/").at(-1)?.toLowerCase() ?? ""];
  if (builtIn !== undefined) return [builtIn];
  const { body } = await send(access, { method: "GET", path: id, apiVersion, signal });
  return isJsonObject(body) ? permissionsOf(body) : [];
}

/** Those of some actions that the signed-in account may not do on a scope (`Microsoft.Authorization/permissions`). */
export async function missingActions(
  access: AzureAccess,
  ask: { readonly scope: string; readonly actions: readonly string[] },
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const path = `${ask.scope}/providers/Microsoft.Authorization/permissions`;
  const found = await listAll(access, { path, apiVersion }, signal);
  const permissions = found.flatMap((one) => permissionsOf({ properties: { permissions: [one] } }));
  return ask.actions.filter((action) => !allows(permissions, action));
}
