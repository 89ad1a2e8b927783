/** A name and what is known under it; empty values are left out. */
export type Row = readonly [string, string];

/** Markdown: the name and a table of what is known. */
export function tableOf(title: string, rows: readonly Row[]): string {
  const lines = rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `| ${escaped(name)} | ${escaped(value)} |`);
  return [`**${escaped(title)}**`, "", "| | |", "|---|---|", ...lines].join("\n");
}

/** A table in Markdown with a head. */
export function tableWithHead(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A text that means nothing in Markdown, on one line. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, (char) => `\\${char}`).replaceAll(/\s+/g, " ");
}
