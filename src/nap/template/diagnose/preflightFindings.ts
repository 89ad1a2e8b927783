import { Unresolved } from "../../model.ts";
import type { Result } from "../../preflight/check.ts";
import { preflight, type CheckResult } from "../../preflight/preflight.ts";
import { networkTrioFinding } from "./networkTrio.ts";
import { fixesFor } from "./preflightFixes.ts";
import { placesOf } from "./preflightPlaces.ts";
import { profilePointer, rangeOf, valueAt, type TemplateCluster } from "./templateCluster.ts";
import type { TemplateFinding } from "./templateFinding.ts";

const severities: Readonly<Partial<Record<Result, TemplateFinding["severity"]>>> = {
  blocks: "error",
  "likely-blocks": "warning",
  warns: "info",
};

/** What stands in the way of NAP in a template that asks for it: the answers of the preflight, at their places. */
export function* preflightFindings(cluster: TemplateCluster): Generator<TemplateFinding> {
  const mode = valueAt(cluster.cluster.model, `${profilePointer}/mode`);
  const isOpen = mode instanceof Unresolved;
  if (!isOpen && !(typeof mode === "string" && mode.toLowerCase() === "auto")) return;
  const trio = networkTrioFinding(cluster);
  for (const answer of preflight(cluster.cluster)) {
    if (trio !== undefined && answer.id === "cilium-afterwards") continue;
    yield* findingsOf(answer, cluster, isOpen);
  }
  if (trio !== undefined) yield trio;
}

function* findingsOf(
  { id, result, title, seen, why, source, isOutside }: CheckResult,
  cluster: TemplateCluster,
  isOpen: boolean,
): Generator<TemplateFinding> {
  const severity = severities[result];
  if (severity === undefined || isOutside === true) return;
  const places = placesOf(id, cluster);
  for (const pointer of places.length > 0 ? places : [undefined])
    yield {
      rule: id,
      severity: isOpen && severity === "error" ? "warning" : severity,
      message: `${title}: ${seen}. ${why}`,
      range: rangeOf(cluster, pointer),
      source: source.url,
      fixes: pointer === undefined ? [] : fixesFor(id, cluster, pointer),
    };
}
