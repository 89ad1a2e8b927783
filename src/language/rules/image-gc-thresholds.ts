import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const kubelet = ["spec", "kubelet"] as const;
const high = [...kubelet, "imageGCHighThresholdPercent"] as const;
const low = [...kubelet, "imageGCLowThresholdPercent"] as const;
/** What AKS gives the kubelet otherwise (pkg/providers/imagefamily/bootstrap/staticvalues.go). */
const defaultHigh = 85;
const defaultLow = 80;
const usualDistance = 5;

export const imageGcThresholds: Rule = {
  id: "image-gc-thresholds",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary:
    "The high threshold of image clean-up must be above the low one, also above its default.",
  why: "The kubelet does not start when `imageGCHighThresholdPercent` is not greater than `imageGCLowThresholdPercent`. The API server compares them only when both are written; a node takes 85 and 80 for what is left out, so `high: 70` alone gives nodes that never join.",
  example: {
    bad: nodeClass("kubelet:\n  imageGCHighThresholdPercent: 70\n"),
    good: nodeClass(
      "kubelet:\n  imageGCHighThresholdPercent: 70\n  imageGCLowThresholdPercent: 65\n",
    ),
  },
  *check(manifest) {
    if (manifest.partial) return;
    const [highest, lowest] = [numberAt(manifest, high), numberAt(manifest, low)];
    if (highest !== undefined && !at(manifest, ...low)) yield* highAlone(manifest, highest);
    if (lowest !== undefined && !at(manifest, ...high)) yield* lowAlone(manifest, lowest);
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("must be greater than imageGCLow") !== true)
      return undefined;
    const [highest, lowest] = [numberAt(manifest, high), numberAt(manifest, low)];
    if (highest === undefined || lowest === undefined) return undefined;
    return {
      at: high,
      message: `Images are cleaned up from ${highest} % down to ${lowest} %: the first must be greater.`,
      fixes: [
        {
          title: "Swap the two",
          edits:
            highest === lowest
              ? []
              : [...setValue(manifest, high, lowest), ...setValue(manifest, low, highest)],
        },
        ...lower(manifest, highest),
      ],
    };
  },
};

function* highAlone(manifest: Manifest, percent: number): Iterable<RuleFinding> {
  if (percent > defaultLow) return;
  yield {
    at: high,
    message: `The low threshold is left at ${defaultLow} %, so the kubelet does not start with ${percent} % as the high one: set the low one too.`,
    fixes: lower(manifest, percent),
  };
}

function* lowAlone(manifest: Manifest, percent: number): Iterable<RuleFinding> {
  if (percent < defaultHigh) return;
  const right = Math.min(percent + usualDistance, 100);
  yield {
    at: low,
    message: `The high threshold is left at ${defaultHigh} %, so the kubelet does not start with ${percent} % as the low one: set the high one too.`,
    fixes:
      right > percent
        ? [
            {
              title: `Set the high threshold to ${right}`,
              edits: setValue(manifest, high, right),
            },
          ]
        : [],
  };
}

function lower(manifest: Manifest, percent: number) {
  const right = Math.max(percent - usualDistance, 0);
  if (right >= percent) return [];
  return [{ title: `Set the low threshold to ${right}`, edits: setValue(manifest, low, right) }];
}

function numberAt(manifest: Manifest, path: readonly string[]): number | undefined {
  const node = at(manifest, ...path);
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}
