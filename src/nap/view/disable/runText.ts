import { countText } from "../../disable/countText.ts";
import { listed } from "../../listed.ts";
import { changeText } from "./changeText.ts";
import type { Change } from "../../disable/changes/change.ts";
import type { RunReport } from "../../disable/changes/runChanges.ts";

/** What became of changes, in sentences that are true; `isSuccess` when nothing is left to tell but that. */
export interface RunText {
  readonly isSuccess: boolean;
  readonly text: string;
}

/** Tells how changes ended, by what the cluster showed afterwards. */
export function runText(report: RunReport): RunText {
  const { made, left, takenBack, unforeseen, problem, after } = report;
  const isSuccess = left.length === 0 && takenBack.length === 0 && after !== undefined;
  const notDone = after === undefined ? "Not known to be done" : "Not done";
  const sentences = [
    madeText(report),
    left.length === 0 ? "" : `${notDone}: ${changesText(left)}.`,
    problem?.words ?? "",
    takenBack.length === 0
      ? ""
      : `Taken back by somebody at once: ${changesText(takenBack)}. Pause what applies these NodePools, or change its source.`,
    unforeseen.length === 0 || !isSuccess
      ? ""
      : `New since you looked: ${changesText(unforeseen)}.`,
    after === undefined && made.length > 0 ? "Whether that is still so could not be read." : "",
  ];
  return { isSuccess, text: sentences.filter(Boolean).join(" ") };
}

function madeText({ made, left, takenBack }: RunReport): string {
  const all = made.length + left.length + takenBack.length;
  if (made.length === 0) return "";
  if (made.length < all) return `${made.length} of ${countText(all, "change")} done.`;
  const [first] = made;
  return first !== undefined && made.length === 1
    ? `Done: ${changeText(first)}.`
    : `${countText(all, "change")} done.`;
}

function changesText(changes: readonly Change[]): string {
  return listed(changes.map(changeText), { most: 3, between: "; " });
}
