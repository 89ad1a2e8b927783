import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { writePools } from "./manifests.ts";
import type { Measured } from "./measure.ts";

const root = join(import.meta.dirname, "../..");

/** Tells at its end the most memory that the process held, with all of its threads, in kibibytes. */
const teller = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from "node:worker_threads";
import { writeSync } from "node:fs";
if (isMainThread) process.on("exit", () => writeSync(2, "peak " + process.resourceUsage().maxRSS + "\\n"));
`)}`;

/** The command line's peak of memory over a folder of files, beside that over a tenth of them. */
export function lintMemory(folder: string, files: number): Measured {
  const few = Math.ceil(files / 10);
  const peer = { name: `${few} files`, value: peakOf(join(folder, `pools-${few}`), few) };
  const ours = peakOf(join(folder, `pools-${files}`), files);
  return {
    what: `${files} files on the command line: peak of memory`,
    ours,
    peer,
    unit: "MB",
    atMost: 3,
  };
}

/** Of all layers over so many files of one NodePool each, in megabytes. */
function peakOf(folder: string, files: number): number {
  writePools(folder, files);
  const args = ["--import", teller, "dist/cli.js", "lint", folder];
  const { stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [, peak] = /^peak (\d+)$/m.exec(stderr) ?? [];
  if (peak === undefined) throw new Error(`the command line told no peak: ${stderr}`);
  return (Number(peak) * 1024) / 1e6;
}
