import { isModelObject, type ModelObject } from "./model.ts";
import { at, textAt } from "./preflight/member.ts";

/**
 * The object ids that act for a cluster towards networks and keys: its own identity's, then those of assigned ones. None
 * where it works as a service principal, or where only a deployment tells them.
 */
export function clusterPrincipals(cluster: ModelObject): readonly string[] {
  const assigned = at(cluster, "identity.userAssignedIdentities");
  const users = isModelObject(assigned) ? Object.values(assigned) : [];
  return [at(cluster, "identity"), ...users]
    .map((one) => textAt(one, "principalId"))
    .filter((id) => typeof id === "string")
    .filter((id) => /^[0-9a-f-]{36}$/i.test(id));
}
