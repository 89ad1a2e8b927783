import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ours, oursTyping, yamlLanguageServer } from "./contenders.ts";
import type { Contender } from "./contenders.ts";
import { pool, poolFile } from "./manifests.ts";
import { median } from "./measure.ts";
import type { Measured } from "./measure.ts";

const server = "yaml-language-server";

/** One NodePool of sixty lines, everything warm; each run a text that was not seen before. */
export async function warm(runs: number): Promise<Measured> {
  const time = async (contender: Contender): Promise<number> => {
    for (let number = 0; number < runs; number += 1) await contender.judge(pool(number));
    return median(runs, (index) => contender.judge(pool(10_000 + index)));
  };
  const value = await time(yamlLanguageServer());
  return {
    what: "one NodePool, warm",
    ours: await time(ours()),
    peer: { name: server, value },
    atMost: 1,
  };
}

/** The first verdict of a process whose modules are loaded. */
export async function cold(runs: number): Promise<Measured> {
  const program = join(import.meta.dirname, "coldVerdict.ts");
  const time = async (who: string): Promise<number> => {
    const times: number[] = [];
    await median(runs, () => {
      times.push(Number(execFileSync(process.execPath, [program, who], { encoding: "utf8" })));
    });
    return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
  };
  const value = await time("peer");
  return {
    what: "first verdict, cold",
    ours: await time("ours"),
    peer: { name: server, value },
    atMost: 3,
  };
}

/** One letter typed in the middle of a file of many NodePools. */
export async function keystroke(documents: number, runs: number): Promise<Measured> {
  const text = poolFile(documents);
  const at = text.indexOf("description:", text.length / 2);
  const typed = (index: number): string => `${text.slice(0, at)}x${index}${text.slice(at)}`;
  const time = async (contender: Contender, count: number): Promise<number> => {
    await contender.judge(text);
    await contender.judge(typed(-1));
    return median(count, (index) => contender.judge(typed(index)));
  };
  const value = await time(yamlLanguageServer(), Math.max(1, runs >> 3));
  return {
    what: `one keystroke among ${documents} NodePools`,
    ours: await time(oursTyping(), runs),
    peer: { name: server, value },
    atMost: 1 / 50,
  };
}

/** How much the heap grows over many keystrokes, once what is remembered of the last ones is full; needs --expose-gc. */
export async function memoryOfTyping(edits: number): Promise<Measured> {
  const contender = oursTyping();
  const text = poolFile(20);
  const type = (index: number) =>
    contender.judge(text.replace("team: team-0", `team: team-${index}`));
  for (let index = 0; index < edits / 2; index += 1) await type(index);
  const before = heap();
  for (let index = 0; index < edits; index += 1) await type(index + edits);
  return {
    what: `heap after ${edits} keystrokes more`,
    ours: Math.max(0, heap() - before) / 1e6,
    unit: "MB",
    atMost: 2,
  };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
