import { ok, page, param, type ArmRequest, type Handler } from "./answers.ts";
import { gatewayError, refuse } from "./errors.ts";
import { at, sameName, type JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** The scope of a request: its path before `/providers/Microsoft.Authorization`. */
function scopeOf(request: ArmRequest): string {
  return (
    /^(.*?)\/providers\/microsoft\.authorization\//i.exec(request.path)?.[1] ?? ""
  ).toLowerCase();
}

function isBelow(scope: string, other: string): boolean {
  return other === scope || other.startsWith(`${scope}/`);
}

/**
 * GET of role assignments or locks of a scope: those of the scope, above it and below it; with `atScope()` none from
 * below, and `principalId eq '...'` or `assignedTo('...')` keeps one principal's (documentation of both providers).
 */
export function listScoped(kind: "roleAssignments" | "locks"): Handler {
  const collection = `/providers/microsoft.authorization/${kind.toLowerCase()}/`;
  return (state, request) => {
    const scope = scopeOf(request);
    const filter = request.query.$filter ?? "";
    const principal = /(?:principalId eq|assignedTo\()\s*'([^']*)'/i.exec(filter)?.[1];
    const found = Object.entries(state.resources).filter(([key, resource]) => {
      const [own, name] = key.split(collection);
      if (own === undefined || name === undefined) return false;
      if (!isBelow(own, scope) && (/atScope\(\)/i.test(filter) || !isBelow(scope, own)))
        return false;
      return (
        principal === undefined || sameName(at(resource, "properties", "principalId"), principal)
      );
    });
    return page(
      state,
      request,
      found.map(([, resource]) => resource),
    );
  };
}

/** Built-in roles with what they may do, as far as anything asks for them (Azure documentation, built-in roles). */
const roles: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ["*"], []],
  [
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    "Contributor",
    ["*"],
    [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
    ],
  ],
  ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ["*/read"], []],
  [
    "4d97b98b-1d4f-4787-a291-c67834d212e7",
    "Network Contributor",
    ["Microsoft.Network/*", "Microsoft.Authorization/*/read"],
    [],
  ],
  [
    "4abbcc35-e782-43d8-92c5-2d3f1bd2253f",
    "Azure Kubernetes Service Cluster User Role",
    [
      "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action",
      "Microsoft.ContainerService/managedClusters/read",
    ],
    [],
  ],
  [
    "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8",
    "Azure Kubernetes Service Cluster Admin Role",
    [
      "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
      "Microsoft.ContainerService/managedClusters/runcommand/action",
      "Microsoft.ContainerService/managedClusters/read",
    ],
    [],
  ],
  [
    "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
    "Azure Kubernetes Service RBAC Cluster Admin",
    ["Microsoft.ContainerService/managedClusters/listClusterUserCredential/action"],
    [],
  ],
];

function definitionOf([id, roleName, actions, notActions]: (typeof roles)[number]): JsonObject {
  return {
    id: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    type: "Microsoft.Authorization/roleDefinitions",
    name: id,
    properties: {
      roleName,
      type: "BuiltInRole",
      assignableScopes: ["/"],
      permissions: [{ actions: [...actions], notActions: [...notActions] }],
    },
  };
}

/** GET of role definitions; `roleName eq '...'` keeps one. */
export const listRoleDefinitions: Handler = (state, request) => {
  const name = /roleName eq '([^']*)'/i.exec(request.query.$filter ?? "")?.[1];
  const found = roles.filter(([, roleName]) => name === undefined || sameName(roleName, name));
  return ok(state, { value: found.map(definitionOf) });
};

/** GET of one role definition. */
export const getRoleDefinition: Handler = (state, request) => {
  const id = param(request, "resource");
  const found = roles.find(([known]) => sameName(known, id));
  if (found !== undefined) return ok(state, definitionOf(found));
  const message = `The specified role definition with ID '${id}' does not exist.`;
  return refuse(state, gatewayError(404, "RoleDefinitionDoesNotExist", message));
};

function permissionsOf(state: AzureState, scope: string): readonly JsonObject[] {
  const own = Object.entries(state.permissions).filter(([place]) =>
    isBelow(place.toLowerCase(), scope),
  );
  return own.length === 0
    ? [{ actions: ["*"], notActions: [] }]
    : own.flatMap(([, given]) => given);
}

/** GET of what the caller may do at a scope; everything, unless the state says otherwise for it or above it. */
export const listPermissions: Handler = (state, request) =>
  ok(state, { value: permissionsOf(state, scopeOf(request)) });
