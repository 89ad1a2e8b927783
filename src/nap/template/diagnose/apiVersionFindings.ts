import {
  firstStableWithNap,
  lastRetiredPreview,
  newestStable,
  stateOf,
  type ApiVersionState,
} from "./apiVersions.ts";
import { replaceNode } from "./edits.ts";
import { literalAt, rangeOf, type TemplateCluster } from "./templateCluster.ts";
import type { TemplateFinding } from "./templateFinding.ts";

const lifeCycle = "https://learn.microsoft.com/azure/aks/concepts-preview-api-life-cycle";
const pointer = "/apiVersion";

interface Verdict {
  readonly rule: string;
  readonly severity: TemplateFinding["severity"];
  message(version: string): string;
}

const verdicts: Readonly<Partial<Record<ApiVersionState, Verdict>>> = {
  "retired-preview": {
    rule: "api-version-retired",
    severity: "error",
    message: (version) =>
      `Api-version ${version} does not answer any more: the previews up to ${lastRetiredPreview.version} ended on ${lastRetiredPreview.day}. Use a stable one such as ${newestStable}.`,
  },
  preview: {
    rule: "api-version-preview",
    severity: "warning",
    message: (version) =>
      `Api-version ${version} is a preview, and previews are switched off after about a year. nodeProvisioningProfile is stable since ${firstStableWithNap}: use ${newestStable}.`,
  },
  "before-nap": {
    rule: "api-version-too-old",
    severity: "error",
    message: (version) =>
      `Api-version ${version} does not know nodeProvisioningProfile, which is stable since ${firstStableWithNap}: use ${newestStable}.`,
  },
};

/** An api-version that does not answer, will not for long, or does not know node auto-provisioning. */
export function* apiVersionFindings(cluster: TemplateCluster): Generator<TemplateFinding> {
  const version = cluster.cluster.apiVersion;
  const verdict = version === undefined ? undefined : verdicts[stateOf(version)];
  if (version === undefined || verdict === undefined) return;
  const node = literalAt(cluster, pointer);
  yield {
    rule: verdict.rule,
    severity: verdict.severity,
    message: verdict.message(version),
    range: rangeOf(cluster, pointer),
    source: lifeCycle,
    fixes: node
      ? [
          {
            title: `Use api-version ${newestStable}`,
            preferred: true,
            edits: [replaceNode(node, newestStable)],
          },
        ]
      : [],
  };
}
