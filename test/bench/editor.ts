import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { nodePoolSchema, ours, oursTyping, yamlLanguageServer } from "./contenders.ts";
import type { Contender } from "./contenders.ts";
import { pool, poolFile } from "./manifests.ts";
import { heapGrowth, median, middle } from "./measure.ts";
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

/**
 * From loading the library to the first verdict, in a process of its own: the file that the editor loads, and the peer's
 * language service made into one minified file as the YAML extension ships it. Both read their schemas; ours also reads
 * VM sizes.
 */
export async function cold(folder: string, runs: number): Promise<Measured> {
  const program = join(import.meta.dirname, "coldVerdict.ts");
  const peer = await peerLibrary(folder);
  const time = (...args: string[]): number =>
    Number(execFileSync(process.execPath, [program, ...args], { encoding: "utf8" }));
  const own: number[] = [];
  const theirs: number[] = [];
  // In turns, so that what else the machine does befalls both.
  for (let run = 0; run < runs; run += 1) {
    own.push(time("ours", join(dist, "language.js"), dist));
    theirs.push(time("peer", peer.library, peer.schema));
  }
  return {
    what: "load and first verdict, cold",
    ours: middle(own),
    peer: { name: server, value: middle(theirs) },
    atMost: 3,
  };
}

const dist = join(import.meta.dirname, "../../dist");

/** Paths of the peer as one file and of the JSON schema that it judges by. */
async function peerLibrary(folder: string): Promise<{ library: string; schema: string }> {
  const library = join(folder, "yaml-language-server.cjs");
  const schema = join(folder, "nodepool.json");
  await build({
    stdin: {
      contents: 'export { getLanguageService } from "yaml-language-server";',
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    outfile: library,
  });
  writeFileSync(schema, JSON.stringify(nodePoolSchema()));
  return { library, schema };
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
  return heapGrowth(`heap after ${edits} keystrokes more`, async () => {
    for (let index = 0; index < edits; index += 1) await type(index + edits);
  });
}
