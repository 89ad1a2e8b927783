import type { DisableReading } from "../disable/reading.ts";
import { countText } from "../disable/countText.ts";

function listed(words: readonly string[], most = 5): string {
  const more = words.length > most ? ` and ${words.length - most} more` : "";
  return words.slice(0, most).join(", ") + more;
}

/** What comes of deleting all NAP nodes at once instead of waiting for Karpenter, in sentences. */
export function skipText({ state, drain }: DisableReading): readonly string[] {
  const { forecast, blockers, rehearsal } = state.outlook;
  const pending = [
    ...forecast.needs.flatMap(({ pods }) => pods),
    ...forecast.homeless.map(({ pod }) => pod),
  ];
  const ofKind = (kind: string) => blockers.filter((one) => one.kind === kind);
  const budgets = ofKind("podDisruptionBudget").flatMap(({ pod }) => pod ?? []);
  const naked = [
    ...new Set([...ofKind("nakedPod").flatMap(({ pod }) => pod ?? []), ...rehearsal.lost]),
  ];
  return [
    `${countText(drain.pods, "pod")} have to move. The budgets of the NodePools do not count, and no place is looked for.`,
    pending.length === 0
      ? "By the forecast every pod finds room on the fixed pools."
      : `Without room, and pending in the end: ${listed(pending)}.`,
    ...(naked.length === 0
      ? []
      : [`Lost for good, because no controller makes them anew: ${listed(naked)}.`]),
    ...(budgets.length === 0
      ? []
      : [`PodDisruptionBudgets are kept, and their nodes wait for them: ${listed(budgets)}.`]),
    "Pods with the do-not-disrupt annotation hold their node until it is removed, as in every drain.",
  ];
}
