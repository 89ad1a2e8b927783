import assert from "node:assert/strict";
import { createListedFiles } from "../../../src/ui/listedFiles.ts";

/** A workspace whose lists arrive when the test says so. */
function workspace(...files: readonly string[]) {
  let current = files;
  const pending: (() => void)[] = [];
  const listed = createListedFiles<string>(
    () =>
      new Promise((resolve) => {
        const now = current;
        pending.push(() => {
          resolve(now);
        });
      }),
    (file) => file,
  );
  return {
    listed,
    change: (...now: readonly string[]) => (current = now),
    /** Lists asked for by now. */
    asked: () => pending.length,
    arrive: async () => {
      pending.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe("the files of a workspace", () => {
  it("are those of the list; what was in the one before and is hidden now is gone", async () => {
    const { listed, arrive, change } = workspace("a.yaml", "out/b.yaml");
    const first = listed.refresh();
    await arrive();
    assert.deepEqual(await first, { files: ["a.yaml", "out/b.yaml"], gone: [] });
    change("a.yaml");
    const second = listed.refresh();
    await arrive();
    assert.deepEqual(await second, { files: ["a.yaml"], gone: ["out/b.yaml"] });
  });

  it("are not looked for again when one of them changes", async () => {
    const { listed, arrive, asked } = workspace("a.yaml");
    const first = listed.refresh();
    await arrive();
    await first;
    assert.equal(await listed.has("a.yaml"), true);
    assert.equal(asked(), 0);
  });

  it("have a new one among them once a new list says so, and never an excluded one", async () => {
    const { listed, arrive, change } = workspace("a.yaml");
    const first = listed.refresh();
    await arrive();
    await first;
    change("a.yaml", "new.yaml");
    const [isNew, isExcluded] = [listed.has("new.yaml"), listed.has("out/excluded.yaml")];
    await arrive();
    await arrive();
    assert.deepEqual(await Promise.all([isNew, isExcluded]), [true, false]);
  });

  it("are listed twice for a thousand changes at once: a list that began before a change does not count", async () => {
    const { listed, arrive, asked, change } = workspace();
    const early = listed.has("early.yaml");
    const files = Array.from({ length: 1000 }, (_, index) => `new-${index}.yaml`);
    change(...files);
    const all = files.map((file) => listed.has(file));
    assert.equal(asked(), 1);
    await arrive();
    assert.equal(asked(), 1);
    await arrive();
    assert.deepEqual(await early, false);
    assert.ok((await Promise.all(all)).every(Boolean));
    assert.equal(asked(), 0);
  });

  it("are listed again after a list that failed", async () => {
    let isBroken = true;
    const listed = createListedFiles<string>(
      () => (isBroken ? Promise.reject(new Error("no search")) : Promise.resolve(["a.yaml"])),
      (file) => file,
    );
    await assert.rejects(listed.has("a.yaml"), /no search/);
    isBroken = false;
    assert.equal(await listed.has("a.yaml"), true);
  });
});
