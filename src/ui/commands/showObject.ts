import type { ResourceName } from "../../cluster.ts";
import type { DisableSession } from "../disable/disableSession.ts";

/** Opens an object of the cluster as YAML to read; `name` is `namespace/name` or a name. */
export async function showObject(
  session: DisableSession,
  kind: ResourceName,
  name: string,
): Promise<void> {
  const library = await session.library();
  const [last = "", namespace] = name.split("/").reverse();
  const target = { name: last, ...(namespace !== undefined && { namespace }) };
  const content = await library.objectText(await session.kube(), kind, target);
  await session.documents.show(`${last}.yaml`, content);
}
