import { readClusterDocuments } from "../readClusterDocuments.ts";
import { apiVersionFindings } from "./apiVersionFindings.ts";
import { mentionsNap } from "./mentionsNap.ts";
import { jsonFindings } from "./jsonFindings.ts";
import { preflightFindings } from "./preflightFindings.ts";
import { profileFindings } from "./profileFindings.ts";
import { clustersWithNap } from "./templateCluster.ts";
import type { TemplateFinding } from "./templateFinding.ts";

/**
 * What to say about the managed clusters of a template that have a `nodeProvisioningProfile`, in the order of the text;
 * nothing for all other texts. Offsets are the text's.
 */
export function diagnoseTemplate(text: string): readonly TemplateFinding[] {
  if (!mentionsNap(text)) return [];
  const document = readClusterDocuments(text);
  const clusters = clustersWithNap(text, document);
  if (clusters.length === 0) return [];
  const findings = [
    ...jsonFindings(document.problems, text),
    ...clusters.flatMap((cluster) => [
      ...apiVersionFindings(cluster),
      ...profileFindings(cluster),
      ...preflightFindings(cluster),
    ]),
  ];
  return distinct(findings).sort((a, b) => a.range.start - b.range.start);
}

/** Copy loops make many clusters of one text. */
function distinct(findings: readonly TemplateFinding[]): TemplateFinding[] {
  const identity = ({ rule, range }: TemplateFinding) => `${rule} ${String(range.start)}`;
  return [...new Map([...findings].reverse().map((one) => [identity(one), one])).values()];
}
