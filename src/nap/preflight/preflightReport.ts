import type { FoundCluster } from "../model.ts";
import type { Remedy, Result } from "./check.ts";
import { worstFirst } from "./preflight.ts";
import type { CheckResult } from "./preflight.ts";
import { summaryOf } from "./summary.ts";

const headings: Readonly<Record<Result, string>> = {
  blocks: "Blocking",
  "likely-blocks": "Likely blocking",
  warns: "Warnings",
  unknown: "Unknown",
  fine: "Fine",
};

/** A report in Markdown (CommonMark with tables): what blocks in full, what is fine as a table. */
export function preflightReport(cluster: FoundCluster, results: readonly CheckResult[]): string {
  const name = cluster.name === "" ? "a cluster without name" : escaped(cluster.name);
  const sections = worstFirst.flatMap((result) => {
    const some = results.filter((one) => one.result === result);
    if (some.length === 0) return [];
    const isShort = result === "fine" || result === "unknown";
    return [`## ${headings[result]}`, isShort ? table(some) : some.map(section).join("\n\n")];
  });
  const head = [`# Node auto-provisioning on ${name}`, `${summaryOf(results)}.`];
  return `${[...head, ...sections].join("\n\n")}\n`;
}

function section({ title, seen, why, source, until, remedy }: CheckResult): string {
  const lifted = until === undefined ? "" : ` It blocked until ${until}.`;
  const parts = [
    `### ${title}`,
    `Seen: ${escaped(seen)}.`,
    `${why}${lifted} [Source](${source.url}), ${source.date}.`,
    ...(remedy ? [remedyText(remedy)] : []),
  ];
  return parts.join("\n\n");
}

function remedyText({ text, commands, instead }: Remedy): string {
  const fence = `\`\`\`sh\n${commands.join("\n")}\n\`\`\``;
  const own = commands.length === 0 ? `${text}.` : `${text}:\n\n${fence}`;
  return instead === undefined ? own : `${own}\n\n${remedyText(instead)}`;
}

function table(results: readonly CheckResult[]): string {
  const rows = results.map(
    ({ title, seen, until, source }) =>
      `| ${title} | ${escaped(seen)} | ${until === undefined ? "" : `blocked until ${until}`} | [source](${source.url}) |`,
  );
  return ["| condition | seen | | |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** A text of the document, so that it means nothing in Markdown and stays on its line. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#&~]/g, String.raw`\$&`);
}
