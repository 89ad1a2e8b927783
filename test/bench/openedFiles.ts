import { createObjectIndex } from "../../src/language/objectIndex.ts";
import { ourService } from "./contenders.ts";
import { pool } from "./manifests.ts";
import { heapGrowth, type Measured } from "./measure.ts";

/**
 * How much the heap grows by opening, judging and closing files, once as many others have come and gone; needs --expose-gc.
 * Each is known to the index over all files while it is open, as in an editor.
 */
export function memoryOfOpening(files: number): Promise<Measured> {
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
  return heapGrowth(`heap after ${files} files more were opened and closed`, () => {
    for (let number = 0; number < files; number += 1) openAndClose(files + number);
  });
}
