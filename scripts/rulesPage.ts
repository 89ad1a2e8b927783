import type { Rule } from "../src/language/rule.ts";

const layers = {
  yaml: "YAML, as the API server reads it",
  "unknown-field": "strict decoding by the API server",
  schema: "the CRD's schema, in the API server",
  cel: "the CRD's CEL rules, in the API server",
  runtime: "Karpenter's controllers",
  semantic: "nobody but us",
} as const;

/** The page docs/rules.md, made from the rule objects. */
export async function rulesPage(): Promise<string> {
  const { rules } = await import("../src/language/rules/index.ts");
  const { layerRules } = await import("../src/language/schema/layerRules.ts");
  const sorted = [...rules, ...layerRules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = sorted.map(
    (rule) => `| [${rule.id}](#${rule.id}) | ${rule.severity} | ${rule.summary} |`,
  );
  return `# Rules

Every finding carries one of these ids. Set another severity or switch a rule off with the setting \`nap.rules\`, or write \`# nap-ignore <id>\` at the end of the line or above it.

| id | severity | what it says |
| --- | --- | --- |
${rows.join("\n")}

${sorted.map(section).join("\n")}`;
}

function section(rule: Rule): string {
  const kinds = rule.kinds.filter((kind) => kind !== "other").join(", ") || "pods and workloads";
  return `## ${rule.id}

${rule.summary}

Severity: ${rule.severity}. Applies to: ${kinds}. Who else objects: ${layers[rule.layer ?? "semantic"]}.

${rule.why}

Not so:

\`\`\`yaml
${rule.example.bad}\`\`\`

But so:

\`\`\`yaml
${rule.example.good}\`\`\`
`;
}
