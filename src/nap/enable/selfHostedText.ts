import type { MigrationStep, SelfHosted } from "./selfHosted.ts";

/** The documented way from a Karpenter of one's own to NAP as a document in Markdown: what was seen, then every step. */
export function selfHostedText(name: string, { seen, steps }: SelfHosted): string {
  return [
    `# ${name}: from your own Karpenter to node auto-provisioning`,
    "Nothing has been changed. Take the steps in this order, each when the one before is done.",
    "Seen in the cluster:",
    seen.map((one) => `- ${one}`).join("\n"),
    ...steps.map(stepText),
    "Source: learn.microsoft.com/azure/aks/use-node-auto-provisioning",
    "",
  ].join("\n\n");
}

function stepText({ title, why, commands }: MigrationStep, index: number): string {
  return [`## ${index + 1}. ${title}`, why, `\`\`\`sh\n${commands.join("\n")}\n\`\`\``].join(
    "\n\n",
  );
}
