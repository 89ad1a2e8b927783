import { ownersOf, pauseCommand } from "../snapshot/owners.ts";
import { hasDisableTaint, isFrozen, isStatic, rememberedOf } from "../changes/remembered.ts";
import { isOurManager } from "../changes/fieldManagers.ts";
import { timeText } from "../timeText.ts";
import { ownsField } from "../snapshot/ownsField.ts";
import { isSame } from "../changes/patches.ts";
import type { Blocker } from "./blocker.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

/** A field that we changed, by what the pool remembers, and that is not as we left it. */
interface Revert {
  /** What is so now. */
  readonly words: string;
  /** The way to the field, as managed fields name it. */
  readonly path: readonly string[];
  /** Whether nodes stay for it: without the taint they do not drift, a static pool makes them anew. */
  readonly isHolding: boolean;
}

const template = ["spec", "template", "spec", "taints"];

function revertsOf(pool: NodePool): readonly Revert[] {
  const { limits, taints, replicas, budgets } = rememberedOf(pool);
  const { spec } = pool;
  const found: (Revert | false)[] = [
    limits !== undefined &&
      !isStatic(pool) &&
      !isFrozen(pool) && {
        words: `limits.cpu is ${String(spec.limits?.cpu ?? "no limit")} again`,
        path: ["spec", "limits", "cpu"],
        isHolding: false,
      },
    taints !== undefined &&
      !hasDisableTaint(pool) && {
        words: "the taint is gone again",
        path: template,
        isHolding: true,
      },
    replicas !== undefined &&
      !isFrozen(pool) && {
        words: `replicas is ${spec.replicas ?? "unset"} again`,
        path: ["spec", "replicas"],
        isHolding: true,
      },
    budgets !== undefined &&
      !isSame(spec.disruption?.budgets, budgets.after) && {
        words: "the budgets are not the wider ones any more",
        path: ["spec", "disruption", "budgets"],
        isHolding: false,
      },
  ];
  return found.filter((one) => one !== false);
}

/** Who wrote the field last, by the API server's books; empty when nobody owns it, as after it was taken out. */
function writerOf({ metadata }: NodePool, path: readonly string[]): string {
  const writers = (metadata.managedFields ?? []).filter(
    (entry) => !isOurManager(entry.manager) && ownsField(entry, path),
  );
  const [last] = writers.toSorted((a, b) => ((a.time ?? "") < (b.time ?? "") ? 1 : -1));
  if (last?.manager === undefined) return "";
  const at = last.time === undefined ? "" : ` at ${timeText(Date.parse(last.time))}`;
  return `, written by ${last.manager}${at}`;
}

function whoseWords(pool: NodePool): string {
  const owners = ownersOf(pool);
  const others = owners.filter(({ by }) => by !== "AKS");
  const names = others.map(({ by, evidence }) => `${by} (${evidence})`);
  if (names.length > 0) return ` It is applied by ${names.join(" and ")}: pause that first.`;
  return owners.length === 0
    ? ""
    : " AKS installs this NodePool itself, which nobody can pause: take the step again.";
}

/**
 * What others have put back after we changed it: the annotations of the pool say that the step was done, the fields that
 * it is not so any more. It would be put back again, so who does it has to be paused first.
 */
export function revertBlockers(pool: NodePool): readonly Blocker[] {
  const reverts = revertsOf(pool);
  if (reverts.length === 0) return [];
  const { name } = pool.metadata;
  const what = reverts.map(({ words, path }) => words + writerOf(pool, path)).join("; ");
  const by = whoseWords(pool);
  const command = pauseCommand(pool);
  return [
    {
      kind: "reverted",
      effect: reverts.some(({ isHolding }) => isHolding) ? "blocks" : "info",
      nodePool: name,
      words: `NodePool ${name}: ${what}.${by}`,
      remedies: command === undefined ? [] : [{ kind: "pauseOwner", nodePool: name, command }],
    },
  ];
}
