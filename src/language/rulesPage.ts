/** What the page docs/rules.md says about one rule. */
export interface RuleSection {
  /** Number of the line of its heading, from 1. */
  readonly line: number;
  readonly summary: string;
  /** Markdown: why it matters. */
  readonly why: string;
}

/** The sections of docs/rules.md by the id of their rule; see scripts/rulesPage.ts for their form. */
export function ruleSections(page: string): ReadonlyMap<string, RuleSection> {
  const sections = new Map<string, RuleSection>();
  let line = 1;
  for (const text of page.split(/^(?=## )/m)) {
    const found = /^## (\S+)\n\n(.*)\n\nSeverity: .*\n\n([^]*?)\n\nNot so:\n/.exec(text);
    const [, id, summary = "", why = ""] = found ?? [];
    if (id !== undefined) sections.set(id, { line, summary, why });
    line += text.split("\n").length - 1;
  }
  return sections;
}

/** Markdown for the code of a finding: what its rule is about and why. */
export function ruleHover(id: string, { summary, why }: RuleSection): string {
  return `**${id}**: ${summary}\n\n${why}`;
}
