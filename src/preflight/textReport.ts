import { printable } from "../lint/printable.ts";
import type { FoundCluster } from "../nap/model.ts";
import type { Result } from "../nap/preflight/check.ts";
import { worstFirst } from "../nap/preflight/preflight.ts";
import type { CheckResult } from "../nap/preflight/preflight.ts";
import { summaryOf } from "../nap/preflight/summary.ts";
import type { Judged } from "./judged.ts";

export interface TextOptions {
  readonly colors: boolean;
  /** Also what is fine. */
  readonly verbose: boolean;
}

/** SGR parameters of ECMA-48. */
const styles: Readonly<Record<Result | "bold" | "dim", string>> = {
  blocks: "31",
  "likely-blocks": "31",
  warns: "33",
  unknown: "36",
  fine: "32",
  bold: "1",
  dim: "2",
};

type Paint = (style: keyof typeof styles, text: string) => string;

/** For people: a line per cluster, then what blocks, what warns, what is not known. */
export function textReport(judged: readonly Judged[], options: TextOptions): string {
  const paint: Paint = (style, text) =>
    options.colors ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
  return judged.flatMap((one) => fileLines(one, { paint, ...options })).join("");
}

interface Look extends TextOptions {
  readonly paint: Paint;
}

function fileLines({ document, clusters }: Judged, look: Look): string[] {
  const path = printable(document.path);
  const problems = document.problems.map(
    ({ message, line }) => `${path}:${line} ${printable(message)}\n`,
  );
  if (document.failure !== undefined) return problems;
  if (clusters.length === 0) return [...problems, `${path}: no managed cluster in it\n\n`];
  return [
    ...problems,
    ...clusters.map(({ cluster, results }) => {
      // Names may be the same, or missing: where there are several, the place tells them apart.
      const place = clusters.length > 1 ? `${path}#${printable(cluster.pointer)}` : path;
      return clusterText({ path: place, cluster, results }, look);
    }),
  ];
}

interface ClusterAnswer {
  readonly path: string;
  readonly cluster: FoundCluster;
  readonly results: readonly CheckResult[];
}

function clusterText({ path, cluster, results }: ClusterAnswer, look: Look): string {
  const name = cluster.name === "" ? "cluster without name" : printable(cluster.name);
  const head = `${look.paint("bold", `${path}: ${name}`)}: ${summaryOf(results)}\n`;
  const folded = results.filter((one) => one.result === "unknown" && one.isOutside);
  const shown = worstFirst
    .filter((result) => look.verbose || result !== "fine")
    .flatMap((result) => results.filter((one) => one.result === result && !folded.includes(one)));
  const outside =
    folded.length === 0
      ? ""
      : look.paint("dim", `  a file does not tell: ${folded.map(({ id }) => id).join(", ")}`) +
        "\n";
  return `${head}${shown.map((one) => checkText(one, look)).join("")}${outside}\n`;
}

const width = "likely-blocks".length;

function checkText(
  { id, result, seen, why, source, remedy }: CheckResult,
  { paint }: Look,
): string {
  const indent = " ".repeat(width + 4);
  const head = `  ${paint(result, result.padEnd(width))}  ${paint("bold", id)}: ${printable(seen)}\n`;
  const isOpen = result === "unknown" && remedy === undefined;
  if (result === "fine" || isOpen) return head;
  const repair = remedy
    ? [
        `${remedy.text}${remedy.commands.length > 0 ? ":" : "."}`,
        ...remedy.commands.map((command) => `  ${command}`),
      ]
    : [];
  const lines = [why, ...repair].map((line) => `${indent}${printable(line)}\n`);
  return `${head}${lines.join("")}${indent}${paint("dim", `${source.url} (${source.date})`)}\n`;
}
