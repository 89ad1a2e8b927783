import assert from "node:assert/strict";
import { createListedFiles } from "../../../src/ui/listedFiles.ts";

/** A workspace whose lists arrive when the test says so. */
function workspace(...files: readonly string[]) {
  let current = files;
  const pending: (() => void)[] = [];
  const followed: { readonly fresh: readonly string[]; readonly gone: readonly string[] }[] = [];
  const listed = createListedFiles<string>(
    () =>
      new Promise((resolve) => {
        const now = current;
        pending.push(() => {
          resolve(now);
        });
      }),
    (file) => file,
    async ({ fresh, gone }) => {
      followed.push({ fresh, gone });
      await Promise.resolve();
    },
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    listed,
    followed,
    change: (...now: readonly string[]) => (current = now),
    /** Lists asked for by now. */
    asked: async () => {
      await settle();
      return pending.length;
    },
    arrive: async () => {
      await settle();
      pending.shift()?.();
      await settle();
    },
  };
}

describe("the files of a workspace", () => {
  it("are those of the list; what was in the one before and is hidden now is gone", async () => {
    const { listed, arrive, change } = workspace("a.yaml", "out/b.yaml");
    const all = ["a.yaml", "out/b.yaml"];
    const first = listed.refresh();
    await arrive();
    assert.deepEqual(await first, { files: all, fresh: all, gone: [] });
    change("a.yaml");
    const second = listed.refresh();
    await arrive();
    assert.deepEqual(await second, { files: ["a.yaml"], fresh: [], gone: ["out/b.yaml"] });
    assert.deepEqual([listed.isKnown("a.yaml"), listed.isKnown("out/b.yaml")], [true, false]);
  });

  it("are followed when any of them is missed: one that no watcher told of comes with it", async () => {
    const { listed, arrive, change, followed } = workspace("a.yaml", "b.yaml");
    const first = listed.refresh();
    await arrive();
    await first;
    change("a.yaml", "new/told.yaml", "new/untold.yaml");
    const done = listed.catchUp();
    await arrive();
    await done;
    assert.deepEqual(followed, [{ fresh: ["new/told.yaml", "new/untold.yaml"], gone: ["b.yaml"] }]);
    assert.equal(listed.isKnown("new/untold.yaml"), true);
    assert.equal(listed.isKnown("out/excluded.yaml"), false);
  });

  it("are listed twice for a thousand changes at once, and each is followed once: a list that began before a change does not count", async () => {
    const { listed, arrive, asked, change, followed } = workspace();
    const early = listed.catchUp();
    assert.equal(await asked(), 1);
    const files = Array.from({ length: 1000 }, (_, index) => `new-${index}.yaml`);
    change(...files);
    const all = files.map(() => listed.catchUp());
    assert.equal(await asked(), 1);
    await arrive();
    await early;
    assert.equal(await asked(), 1);
    await arrive();
    await Promise.all(all);
    assert.equal(await asked(), 0);
    const none: readonly string[] = [];
    assert.deepEqual(followed, [
      { fresh: none, gone: none },
      { fresh: files, gone: none },
    ]);
  });

  it("lose nothing to a list that takes longer than the next one asked for", async () => {
    const { listed, arrive, asked, change } = workspace("a.yaml");
    const slow = listed.refresh();
    assert.equal(await asked(), 1);
    change("a.yaml", "new.yaml");
    const fast = listed.catchUp();
    assert.equal(await asked(), 1, "the second list waits for the first");
    await arrive();
    assert.deepEqual((await slow).gone, []);
    await arrive();
    await fast;
    assert.equal(listed.isKnown("new.yaml"), true);
  });

  it("are listed again after a list that failed", async () => {
    let isBroken = true;
    const listed = createListedFiles<string>(
      () => (isBroken ? Promise.reject(new Error("no search")) : Promise.resolve(["a.yaml"])),
      (file) => file,
      () => Promise.resolve(),
    );
    await assert.rejects(listed.catchUp(), /no search/);
    isBroken = false;
    await listed.catchUp();
    assert.equal(listed.isKnown("a.yaml"), true);
  });
});
