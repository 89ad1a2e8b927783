import { parseDuration } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "kubelet", "cpuCFSQuotaPeriod"] as const;
const millisecond = 1_000_000n;
const second = 1000n * millisecond;
const usual = "100ms";

export const cpuCfsQuotaPeriod: Rule = {
  id: "cpu-cfs-quota-period",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "`cpuCFSQuotaPeriod` is a duration from 1ms to 1s.",
  why: "The schema takes any text here. One that Go cannot read as a duration breaks the controller's list of all AKSNodeClasses, not of this one alone; one outside of 1ms to 1s keeps the kubelet from starting.",
  example: {
    bad: nodeClass('kubelet:\n  cpuCFSQuotaPeriod: "100"\n'),
    good: nodeClass('kubelet:\n  cpuCFSQuotaPeriod: "100ms"\n'),
  },
  *check(manifest) {
    const text = textAt(manifest, ...path);
    if (text === undefined) return;
    const { value } = parseDuration(text);
    // An empty text is no duration to Go either, but the provider's zero value for it is the default.
    if (value !== undefined && value >= millisecond && value <= second) return;
    const right = repaired(text);
    yield {
      at: path,
      message:
        value === undefined
          ? `${JSON.stringify(text)} is no duration, and the controller can read no AKSNodeClass at all while it stands here: write ${right}.`
          : `The kubelet takes 1ms to 1s and does not start with ${text}: write ${right}.`,
      fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
    };
  },
};

/** What was meant, where the number alone says it: the kernel counts microseconds, people milliseconds. */
function repaired(text: string): string {
  const [, digits = "", unit = ""] = /^\s*(\d{1,6})\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const number = Number(digits);
  if (["", "ms", "millis", "milliseconds"].includes(unit.toLowerCase())) {
    if (number >= 1 && number <= 1000) return `${digits}ms`;
    if (unit === "" && number % 1000 === 0 && number > 0) return `${number / 1000}ms`;
  }
  return usual;
}
