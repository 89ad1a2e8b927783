import { clusterPrincipals } from "../clusterPrincipals.ts";
import type { Unresolved } from "../model.ts";
import type { Remedy, Subject } from "./check.ts";

/**
 * Gives the identity of a cluster a role. Where the document tells the identity it is named by its object id and type,
 * so that az asks no directory for it; else a placeholder stands there, and there is no button.
 */
export function roleRemedy(
  subject: Subject,
  {
    role,
    scopes,
    text,
  }: { readonly role: string; readonly scopes: readonly string[]; readonly text: string },
): Remedy {
  const [principal] = clusterPrincipals(subject.cluster.model);
  const who =
    principal === undefined
      ? "--assignee PRINCIPAL_ID"
      : `--assignee-object-id ${principal} --assignee-principal-type ServicePrincipal`;
  const named = role.includes(" ") ? `"${role}"` : role;
  const commands = scopes.map(
    (scope) => `az role assignment create ${who} --role ${named} --scope "${scope}"`,
  );
  const canApply =
    principal !== undefined && scopes.length > 0 && subject.cluster.origin === "model";
  return {
    text,
    commands,
    ...(canApply && { action: { do: "assignRole", role, scopes } as const }),
  };
}

/** The texts among values that may be expressions. */
export function known(values: readonly (string | Unresolved)[]): readonly string[] {
  return values.filter((value) => typeof value === "string");
}
