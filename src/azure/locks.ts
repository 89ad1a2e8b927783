import { textAt } from "../nap/json.ts";
import type { Lock } from "../nap/lock.ts";
import type { AzureAccess } from "./access.ts";
import { listAll } from "./list.ts";

/** The locks of a resource group and of what is in it, and those of its subscription. */
export async function listLocks(
  access: AzureAccess,
  group: { readonly subscriptionId: string; readonly resourceGroup: string },
  signal?: AbortSignal,
): Promise<readonly Lock[]> {
  const subscription = `/subscriptions/${group.subscriptionId}`;
  const request = (scope: string) => ({
    path: `${scope}/providers/Microsoft.Authorization/locks`,
    apiVersion: "2020-05-01",
  });
  const [own, above] = await Promise.all([
    listAll(access, request(`${subscription}/resourceGroups/${group.resourceGroup}`), signal),
    listAll(access, { ...request(subscription), query: { $filter: "atScope()" } }, signal),
  ]);
  const byId = new Map([...own, ...above].map((lock) => [textAt(lock, "id").toLowerCase(), lock]));
  return [...byId.values()].map((lock) => ({
    id: textAt(lock, "id"),
    name: textAt(lock, "name"),
    level:
      textAt(lock, "properties", "level").toLowerCase() === "readonly"
        ? "ReadOnly"
        : "CanNotDelete",
  }));
}
