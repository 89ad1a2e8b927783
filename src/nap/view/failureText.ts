import type { Outcome } from "../enable/outcome.ts";
import type { ClusterRow } from "./clusterRow.ts";

/** Everything that is known of a change that did not end as wished, as Markdown; Azure's own words last. */
export function failureText({ name }: ClusterRow, outcome: Outcome): string {
  const parts = [`# ${name}`, outcome.statement];
  if ("explanation" in outcome) {
    const { title, detail, remedy, az, text } = outcome.explanation;
    parts.push(`## ${title}`, detail, `**What to do:** ${remedy}`);
    if (az !== undefined) parts.push(fenced("bash", az));
    parts.push("## What Azure said", fenced("text", text));
  }
  if ("failure" in outcome)
    parts.push("## What was answered", fenced("json", json(outcome.failure)));
  if ("refusal" in outcome)
    parts.push("## The whole answer", fenced("json", json(outcome.refusal)));
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

function fenced(language: string, text: string): string {
  return `\`\`\`\`${language}\n${text}\n\`\`\`\``;
}
