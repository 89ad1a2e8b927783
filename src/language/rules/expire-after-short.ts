import { formatDuration, parseNillableDuration } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeSpecPath } from "./access.ts";
import { nodePool } from "./examples.ts";

const hour = 3_600_000_000_000n;

export const expireAfterShort: Rule = {
  id: "expire-after-short",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "Nodes that expire within the hour are replaced all the time.",
  why: "A node takes minutes to start and its pods minutes to move. With an `expireAfter` below an hour, or below `consolidateAfter`, the pool is busy replacing its own nodes, without a budget to slow it down.",
  example: {
    fix: "offered",
    bad: nodePool("", "expireAfter: 30m\nrequirements: []\n"),
    good: nodePool("", "expireAfter: 720h\nrequirements: []\n"),
  },
  *check(manifest) {
    const path = [...nodeSpecPath(manifest), "expireAfter"];
    const lifetime = parseNillableDuration(textAt(manifest, ...path) ?? "Never").value;
    if (lifetime === undefined || lifetime === "Never") return;
    const wait = parseNillableDuration(
      textAt(manifest, "spec", "disruption", "consolidateAfter") ?? "0s",
    ).value;
    const reason =
      lifetime < hour
        ? `every ${formatDuration(lifetime)} each node is deleted and replaced`
        : typeof wait === "bigint" && lifetime < wait
          ? "nodes expire before consolidateAfter ever lets them be consolidated"
          : undefined;
    if (reason === undefined) return;
    yield {
      at: path,
      message: `This is short: ${reason}. The default is 720h.`,
      fixes: [{ title: "Write 720h", edits: setValue(manifest, path, "720h"), preferred: false }],
    };
  },
};
