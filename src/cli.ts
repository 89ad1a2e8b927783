import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { factsFolder } from "./lint/bundledFacts.ts";
import { lint } from "./lint/lint.ts";
import { runWorker } from "./lint/threads.ts";
import { asksForPreflight } from "./preflight/options.ts";
import { preflightFiles } from "./preflight/preflightFiles.ts";

/** A reader that has seen enough closes the pipe: no reason for an error message. */
function quietWhenClosed(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

async function main(): Promise<void> {
  quietWhenClosed(process.stdout);
  quietWhenClosed(process.stderr);
  const script = realpathSync(process.argv[1] ?? "");
  const here = dirname(script);
  const { NO_COLOR: noColor, FORCE_COLOR: forceColor } = process.env;
  const args = process.argv.slice(2);
  const terminal = {
    colors: !noColor && (Boolean(forceColor) || process.stdout.isTTY),
    out: (text: string) => process.stdout.write(text),
    err: (text: string) => process.stderr.write(text),
  };
  process.exitCode = asksForPreflight(args)
    ? preflightFiles(args, terminal)
    : await lint(args, { ...terminal, script, facts: factsFolder([here, join(here, "..")]) });
}

if (!runWorker()) void main();
