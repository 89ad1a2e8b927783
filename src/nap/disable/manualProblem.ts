import type { ChangeProblem } from "./snapshot/napCluster.ts";
import type { Outcome } from "../enable/outcome.ts";

/** Why a change to Manual was not made; undefined when Azure shows that mode. */
export function manualProblem(outcome: Outcome): ChangeProblem | undefined {
  if (outcome.kind === "changed" || outcome.kind === "already") return undefined;
  const remedy = "explanation" in outcome ? ` ${outcome.explanation.remedy}` : "";
  const kind = outcome.kind === "cancelled" ? "cancelled" : "refused";
  return { kind, words: `${outcome.statement}${remedy}` };
}
