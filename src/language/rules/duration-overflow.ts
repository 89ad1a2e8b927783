import { parseNillableDuration } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { budgetsOf, nodeSpecPath } from "./access.ts";
import { nodePool } from "./examples.ts";

export const durationOverflow: Rule = {
  id: "duration-overflow",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "A duration is longer than Go can hold.",
  why: "The CRD's pattern admits any number of hours. Karpenter reads durations as 64-bit nanoseconds, which end at 2562047h47m16s; beyond it the object cannot be decoded, and the controllers stop seeing all objects of its kind.",
  example: {
    bad: nodePool("", "requirements: []\nexpireAfter: 9999999h\n"),
    good: nodePool("", "requirements: []\nexpireAfter: Never\n"),
  },
  *check(manifest) {
    const never: readonly Path[] = [
      [...nodeSpecPath(manifest), "expireAfter"],
      ["spec", "disruption", "consolidateAfter"],
    ];
    const others: readonly Path[] = [
      [...nodeSpecPath(manifest), "terminationGracePeriod"],
      ...budgetsOf(manifest).map(({ path }) => [...path, "duration"]),
    ];
    for (const path of [...never, ...others]) {
      const text = textAt(manifest, ...path);
      if (text === undefined || !/^([0-9]+[smh])+$/.test(text)) continue;
      if (parseNillableDuration(text).error === undefined) continue;
      yield {
        at: path,
        message: `${text} is more than the 292 years that a duration can be: Karpenter cannot read the object.`,
        fixes: never.includes(path)
          ? [{ title: "Write Never", edits: setValue(manifest, path, "Never") }]
          : [],
      };
    }
  },
};
