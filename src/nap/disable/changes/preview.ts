import { commandOf, patchForPeople } from "./commands.ts";
import { changeText } from "../../view/disable/changeText.ts";
import type { ClusterAddress } from "./commands.ts";
import type { Change } from "./change.ts";

/** What is about to happen, for a document to read before it does. */
export interface Preview {
  readonly title: string;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

/** Changes as Markdown: each with its exact patch and the command that does the same. */
export function previewText(
  { title, changes, notes }: Preview,
  cluster: ClusterAddress | undefined,
): string {
  const parts = [
    `# ${title}`,
    changes.length === 0 ? "Nothing is to be changed here." : "Nothing of this has happened yet.",
    ...notes.map((note) => `- ${note}`),
    ...changes.flatMap((change) => changePart(change, cluster)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function changePart(change: Change, cluster: ClusterAddress | undefined): readonly string[] {
  const patch =
    change.do === "patchNodePool"
      ? [fenced("json", JSON.stringify(patchForPeople(change.patch), undefined, 2))]
      : [];
  return [
    `## ${changeText(change)}`,
    ...patch,
    "The same by hand:",
    fenced("shell", commandOf(change, cluster)),
  ];
}

function fenced(language: string, text: string): string {
  return `\`\`\`\`${language}\n${text}\n\`\`\`\``;
}
