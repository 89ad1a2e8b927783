import { objectsAt, textAt, type JsonObject } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { send } from "./send.ts";

/** All items of a list of Resource Manager, over all of its pages (`nextLink`). */
export async function listAll(
  access: AzureAccess,
  request: { path: string; apiVersion: string; query?: Readonly<Record<string, string>> },
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const items: JsonObject[] = [];
  let answer = await send(access, { ...request, method: "GET", signal });
  for (;;) {
    items.push(...objectsAt(answer.body, "value"));
    const next = textAt(answer.body, "nextLink");
    if (next === "") return items;
    answer = await send(access, { method: "GET", path: next, signal });
  }
}
