import assert from "node:assert/strict";
import { breathe } from "../../../src/ui/breathe.ts";
import { checkFiles } from "../../../src/ui/checkFiles.ts";
import { eachFile } from "../../../src/ui/eachFile.ts";

const files = Array.from({ length: 10_000 }, (_, index) => `pool-${index}.yaml`);
const read = (file: string) => Promise.resolve(`text of ${file}`);

/** A clock that goes on by what is done, and others who wait for their turn. */
class Course {
  #now = 0;
  #since = 0;
  longest = 0;
  turns = 0;
  readonly pause = breathe({ now: () => this.#now, rest: () => this.#rest() });

  /** Something that takes so many milliseconds in one go. */
  work(ms: number): void {
    this.#now += ms;
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        this.longest = Math.max(this.longest, this.#now - this.#since);
        this.#since = this.#now;
        this.turns += 1;
        resolve();
      });
    });
  }
}

describe("reading ten thousand files", () => {
  it("gives others their turn after every slice of time, and takes each file once, in order", async () => {
    const course = new Course();
    const taken: string[] = [];
    await eachFile({
      files,
      read,
      isOver: () => false,
      pause: course.pause,
      take: (file, text) => {
        course.work(1);
        taken.push(text === `text of ${file}` ? file : "another text");
        return Promise.resolve();
      },
    });
    assert.deepEqual(taken, files);
    assert.deepEqual(
      { longest: course.longest, turns: course.turns },
      { longest: 10, turns: 1000 },
    );
  });

  it("is busy for one large file at most beyond the slice", async () => {
    const course = new Course();
    await eachFile({
      files: files.slice(0, 100),
      read,
      isOver: () => false,
      pause: course.pause,
      take: (file) => {
        course.work(file === "pool-50.yaml" ? 200 : 3);
        return Promise.resolve();
      },
    });
    assert.ok(course.longest <= 209, `${course.longest} ms`);
  });

  it("lets timers of others run meanwhile, with the real clock too", async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 0);
    let seen = 0;
    await eachFile({
      files,
      read,
      isOver: () => false,
      take: () => {
        // As much work as it takes to be noticed, until somebody else had a turn.
        for (let spun = 0; turns === 0 && spun < 100_000; spun += 1) Math.sqrt(spun);
        seen = turns;
        return Promise.resolve();
      },
    });
    clearInterval(others);
    assert.ok(seen > 0, "nobody else had a turn before the last file");
  });

  it("never reads more than a batch at a time, and ends between two files", async () => {
    let reading = 0;
    let most = 0;
    const taken: string[] = [];
    await eachFile({
      files,
      read: async (file) => {
        reading += 1;
        most = Math.max(most, reading);
        await Promise.resolve();
        reading -= 1;
        return file;
      },
      isOver: () => taken.length >= 1000,
      take: (file) => {
        taken.push(file);
        return Promise.resolve();
      },
    });
    assert.deepEqual(taken, files.slice(0, 1000));
    assert.equal(most, 32);
  });
});

describe("checking all manifests", () => {
  const run = async (cancelAfter: number) => {
    const course = new Course();
    const checked: string[] = [];
    const told: (readonly [number, number])[] = [];
    const results = await checkFiles({
      files: files.slice(0, 100),
      check: (file) => {
        course.work(4);
        checked.push(file);
        return Promise.resolve(checked.length);
      },
      isCancelled: () => checked.length >= cancelAfter,
      report: (done, more) => told.push([done, more]),
      pause: course.pause,
    });
    return { results: results?.length, checked: checked.length, told };
  };

  it("says how far it is whenever others have their turn, and misses no file in the sum", async () => {
    const { results, checked, told } = await run(Infinity);
    assert.deepEqual({ results, checked }, { results: 100, checked: 100 });
    assert.deepEqual(told.slice(0, 2), [
      [3, 3],
      [6, 3],
    ]);
    assert.equal(told.length, 33);
  });

  it("checks no further file once it is cancelled, and has no result then", async () => {
    assert.deepEqual(await run(5), { results: undefined, checked: 5, told: [[3, 3]] });
  });

  it("has no result when it was cancelled before there were files: a cancelled search finds none", async () => {
    const cancelled = await checkFiles({
      files: [],
      check: () => Promise.resolve(0),
      isCancelled: () => true,
      report: () => undefined,
    });
    assert.equal(cancelled, undefined);
  });
});
