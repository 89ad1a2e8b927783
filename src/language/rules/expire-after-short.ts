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
    bad: nodePool("", "expireAfter: 720s\nrequirements: []\n"),
    good: nodePool("", "expireAfter: 720h\nrequirements: []\n"),
  },
  *check(manifest) {
    const path = [...nodeSpecPath(manifest), "expireAfter"];
    const lifetime = parseNillableDuration(textAt(manifest, ...path) ?? "Never").value;
    // The server takes no negative lifetime, which is another finding.
    if (lifetime === undefined || lifetime === "Never" || lifetime < 0n) return;
    const wait = parseNillableDuration(
      textAt(manifest, "spec", "disruption", "consolidateAfter") ?? "0s",
    ).value;
    const hours = hoursMeant(textAt(manifest, ...path) ?? "");
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
      // How short a life is meant is not known, but for whole weeks and months of hours with another unit.
      fixes: [hours ?? "720h"].map((text) => ({
        title: `Write ${text}`,
        edits: setValue(manifest, path, text),
        preferred: hours !== undefined,
      })),
    };
  },
};

/**
 * `720s` was meant to be 720h: nobody counts seconds or minutes in whole weeks or thirties of days of hours. 1440 may be
 * the minutes of a day as well.
 */
function hoursMeant(text: string): string | undefined {
  const amount = Number(/^(\d+)[sm]$/.exec(text)?.[1] ?? 0);
  const isUsual = amount > 0 && amount !== 1440 && (amount % 168 === 0 || amount % 720 === 0);
  return isUsual ? `${amount}h` : undefined;
}
