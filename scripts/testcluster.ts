import { testclusterBinary } from "../test/cluster/binary.ts";
import { reasonWithoutGo } from "../test/cluster/goToolchain.ts";
import { CannotRunError } from "./host/cacheFolder.ts";

/**
 * Builds the test control plane where the cache has none of these sources, so that tests start at once.
 * @throws CannotRunError without Go.
 */
export async function prepareTestcluster(): Promise<void> {
  const reason = reasonWithoutGo();
  if (reason !== undefined) throw new CannotRunError(reason);
  await testclusterBinary();
}
