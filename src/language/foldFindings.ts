import type { FileFinding } from "./placeFindings.ts";

/** A finding with those that are only another way to say it. */
export interface FoldedFinding {
  readonly finding: FileFinding;
  readonly followers: readonly FileFinding[];
}

/** Puts a finding that follows from another one, which is among them, into that one: one slip is shown once. */
export function folded(findings: readonly FileFinding[]): readonly FoldedFinding[] {
  if (findings.every(({ follows }) => follows === undefined))
    return findings.map((finding) => ({ finding, followers: [] }));
  const leaders = new Map<string, FileFinding>();
  for (const finding of findings)
    if (finding.layer === "unknown-field")
      leaders.set(keyOf(finding.document, finding.path), finding);
  const followers = new Map<FileFinding, FileFinding[]>();
  const leaderOf = ({ document, follows }: FileFinding): FileFinding | undefined =>
    follows && leaders.get(keyOf(document, follows));
  for (const finding of findings) {
    const leader = leaderOf(finding);
    if (leader) followers.set(leader, [...(followers.get(leader) ?? []), finding]);
  }
  return findings
    .filter((finding) => leaderOf(finding) === undefined)
    .map((finding) => ({ finding, followers: followers.get(finding) ?? [] }));
}

function keyOf(document: number, path: FileFinding["path"]): string {
  return `${document} ${JSON.stringify(path)}`;
}
