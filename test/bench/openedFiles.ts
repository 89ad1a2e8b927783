import { createObjectIndex } from "../../src/language/objectIndex.ts";
import { ourService } from "./contenders.ts";
import { pool } from "./manifests.ts";
import type { Measured } from "./measure.ts";

/**
 * How much the heap grows by opening, judging and closing files, once as many others have come and gone; needs --expose-gc.
 * Each is known to the index over all files while it is open, as in an editor.
 */
export function memoryOfOpening(files: number): Measured {
  const service = ourService();
  const index = createObjectIndex();
  const openAndClose = (number: number): void => {
    const uri = `file:///pool-${number}.yaml`;
    const file = service.read(uri, pool(number));
    index.set(uri, service.objects(file));
    service.validate(file, index.workspace(true));
    index.delete(uri);
  };
  for (let number = 0; number < files; number += 1) openAndClose(number);
  const before = heap();
  for (let number = 0; number < files; number += 1) openAndClose(files + number);
  return {
    what: `heap after ${files} files more were opened and closed`,
    ours: Math.max(0, heap() - before) / 1e6,
    unit: "MB",
    atMost: 2,
  };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
