import type { RolePermissions } from "./roles.ts";

/** Ids of roles that are the same in every tenant (Azure RBAC documentation, built-in roles), with what matters here of them. */
export const builtInRoles: Readonly<Record<string, RolePermissions>> = {
  // Owner
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": { actions: ["*"], notActions: [] },
  // Contributor
  "b24988ac-6180-42a0-ab88-20f7382dd24c": {
    actions: ["*"],
    notActions: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
  },
  // Reader
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": { actions: ["*/read"], notActions: [] },
  // Network Contributor
  "4d97b98b-1d4f-4787-a291-c67834d212e7": {
    actions: ["Microsoft.Network/*", "Microsoft.Authorization/*/read"],
    notActions: [],
  },
};

/** The id of a built-in role that the product gives by name; undefined for others. */
export function builtInRoleId(name: string): string | undefined {
  if (name === "Network Contributor") return "4d97b98b-1d4f-4787-a291-c67834d212e7";
  return name === "Reader" ? "acdd72a7-3385-48ef-bd42-f606fba81ae7" : undefined;
}
