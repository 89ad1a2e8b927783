import type { ExitCode, Surroundings } from "../lint/lint.ts";
import { parsedOrTold } from "../lint/commandLine.ts";
import { preflight } from "../nap/preflight/preflight.ts";
import type { Judged } from "./judged.ts";
import { jsonReport } from "./jsonReport.ts";
import { parsePreflight, preflightUsage } from "./options.ts";
import type { PreflightOptions } from "./options.ts";
import { readDocument } from "./readDocument.ts";
import { textReport } from "./textReport.ts";

/** What of its surroundings the command needs. */
export type Terminal = Pick<Surroundings, "colors" | "out" | "err">;

/** Runs `preflight`: 0 = nothing blocks, 1 = something does, 2 = wrong usage or an unreadable file. */
export function preflightFiles(args: readonly string[], terminal: Terminal): ExitCode {
  const parse = () => parsePreflight(args);
  const command = parsedOrTold(parse, "nap-lint preflight --help", terminal.err);
  switch (command?.kind) {
    case undefined:
      return 2;
    case "help":
      terminal.out(preflightUsage);
      return 0;
    case "judge":
      return judge(command.options, terminal);
  }
}

function judge({ paths, format, verbose }: PreflightOptions, terminal: Terminal): ExitCode {
  const judged = paths.map((path): Judged => {
    const document = readDocument(path);
    const clusters = document.clusters.map((cluster) => ({ cluster, results: preflight(cluster) }));
    return { document, clusters };
  });
  const { colors, out, err } = terminal;
  out(format === "json" ? jsonReport(judged) : textReport(judged, { colors, verbose }));
  const failures = judged.flatMap(({ document: { path, failure } }) =>
    failure === undefined ? [] : [`nap-lint: ${path}: ${failure}\n`],
  );
  if (failures.length > 0) err(failures.join(""));
  if (failures.length > 0) return 2;
  return judged.some(blocksAny) ? 1 : 0;
}

function blocksAny({ clusters }: Judged): boolean {
  return clusters.some(({ results }) => results.some(({ result }) => result === "blocks"));
}
