import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { factsFolder } from "./lint/bundledFacts.ts";
import { lint } from "./lint/lint.ts";
import { runWorker } from "./lint/threads.ts";

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
  process.exitCode = await lint(process.argv.slice(2), {
    script,
    facts: factsFolder([here, join(here, "..")]),
    colors: !noColor && (Boolean(forceColor) || process.stdout.isTTY),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}

if (!runWorker()) void main();
