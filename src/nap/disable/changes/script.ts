import { causeSentences } from "../../view/disable/causes.ts";
import { commandOf } from "./commands.ts";
import { applyMergePatch } from "./mergePatch.ts";
import { roomChanges } from "../room/makeRoom.ts";
import { freezePatch } from "./patches.ts";
import { isStatic } from "./remembered.ts";
import { commandLine, commentLines } from "./shellText.ts";
import { emptyingPatches } from "../steps.ts";
import { undoPool } from "./undo.ts";
import { wideningOf } from "./widening.ts";
import type { Change } from "./change.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";
import type { DisableState } from "../state.ts";

const head = `set -eu

say() { printf '%s\\n' "$*"; }

# Stops when kubectl reaches another cluster than the one that this script was written for: no two NodePools have one uid.
same() {
  found=$(kubectl get nodepool "$1" -o 'jsonpath={.metadata.uid}')
  if [ "$found" != "$2" ]; then
    say "NodePool $1 is not the one that this script was written for: choose the context of the cluster." >&2
    exit 1
  fi
}

# Stops when a NodePool is not as it was when this script was written.
unchanged() {
  found=$(kubectl get nodepool "$1" -o 'jsonpath={.metadata.generation}')
  if [ "$found" != "$2" ]; then
    say "NodePool $1 has changed since this script was written: write it again." >&2
    exit 1
  fi
}`;

const wait = `# Nodes and NodeClaims of Karpenter that are left; fails when the cluster does not answer.
left() {
  kubectl get nodes --selector karpenter.sh/nodepool --output name || return 1
  kubectl get nodeclaims.karpenter.sh --output name || return 1
}
while :; do
  if remaining=$(left); then
    [ -n "$remaining" ] || break
    say "$(printf '%s\\n' "$remaining" | wc -l) nodes and NodeClaims are left"
  else
    say "the cluster does not answer, trying again" >&2
  fi
  sleep 30
done`;

const confirmLimits = `# A dynamic NodePool must carry limits.cpu 0, a static one no replicas.
pools=$(kubectl get nodepools.karpenter.sh --output 'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.limits.cpu}{.spec.replicas}{"\\n"}{end}')
thawed=$(printf '%s\\n' "$pools" | grep -v ' 0[0.]*[A-Za-z]*$' || true)
if [ -n "$thawed" ]; then
  say "these NodePools are not frozen: $thawed" >&2
  exit 1
fi`;

function section(title: string, lines: readonly string[]): readonly string[] {
  return [
    "",
    ...commentLines(title),
    ...(lines.length > 0 ? lines : ["# Nothing is left to do here."]),
  ];
}

function sameCluster(pools: readonly NodePool[]): readonly string[] {
  const checks = pools.flatMap(({ metadata: { name, uid } }) =>
    uid === undefined ? [] : [commandLine(["same", name, uid])],
  );
  return checks.length === 0 ? [] : section("Is it the right cluster?", checks);
}

function commands(changes: readonly Change[], state: DisableState): readonly string[] {
  const cluster = state.inventory.snapshot.managedCluster;
  return changes.flatMap((change) => [
    ...("summary" in change ? commentLines(`${change.name}: ${change.summary}`) : []),
    commandOf(change, cluster),
  ]);
}

/** The pools as the plan leaves them; the same patches in the same order. */
function changedPools(pools: readonly NodePool[], patches: readonly Change[]): readonly NodePool[] {
  return pools.map((pool) =>
    patches.reduce<NodePool>(
      (changed, change) =>
        change.do === "patchNodePool" && change.name === pool.metadata.name
          ? // A patch of the plan keeps the form of a NodePool.
            (applyMergePatch(changed, change.patch) as NodePool)
          : changed,
      pool,
    ),
  );
}

/** What lets all nodes of the pools drift at once, of those that gain by it. */
function widerBudgets(pools: readonly NodePool[], { inventory }: DisableState) {
  return pools.flatMap((pool) => wideningOf(pool, "100%", inventory)?.patch ?? []);
}

/** The same in comments: whether that is wanted is for whoever runs the script. */
function widening(patches: readonly Change[], state: DisableState): readonly string[] {
  if (patches.length === 0) return [];
  return [
    "",
    ...commentLines(
      "Faster, and with more pods moving at a time: without the comment signs these let all nodes of a NodePool drift at once. Take them off in the undo above as well.",
    ),
    ...commands(patches, state).flatMap(commentLines),
  ];
}

/** The way back: what the plan changes, and in comments what `widening` would. */
function undoSection(
  pools: readonly NodePool[],
  wider: readonly Change[],
  state: DisableState,
): readonly string[] {
  const undone = pools.flatMap((pool) => undoPool(pool).change ?? []);
  if (undone.length === 0) return [];
  const touched = new Set(wider.map((change) => "name" in change && change.name));
  const narrowed = changedPools(pools, wider)
    .filter(({ metadata }) => touched.has(metadata.name))
    .flatMap((pool) => undoPool(pool, ["budgets"]).change ?? []);
  const narrowing = commands(narrowed, state).flatMap(commentLines);
  const lines = [...commands(undone, state), ...narrowing].map((line) => `  ${line}`);
  return [
    "",
    "# `undo` as the only argument gives the NodePools back what they had.",
    'if [ "${1-}" = undo ]; then',
    ...lines,
    "  exit 0",
    "fi",
  ];
}

/**
 * The whole way from Auto to Manual as a POSIX shell script for kubectl and az, as far as it is still to go. It stops at
 * the first failure and when a NodePool has changed since; run with `undo` it takes the changes to NodePools back.
 */
export function scriptOf(state: DisableState): string {
  const { snapshot } = state.inventory;
  const { managedCluster, nodePools } = snapshot;
  const freezing = nodePools.flatMap((pool) => freezePatch(pool) ?? []);
  const emptying = emptyingPatches(state);
  const patches = [...freezing, ...emptying];
  const statics = new Set(nodePools.filter(isStatic).map(({ metadata }) => metadata.name));
  const isOfStatic = ({ name }: { readonly name: string }) => statics.has(name);
  const scaling = emptying.filter(isOfStatic);
  const after = changedPools(nodePools, patches);
  const wider = widerBudgets(after, state);
  const room = roomChanges(state.outlook.forecast.needs, state.inventory);
  const touched = new Set(patches.map(({ name }) => name));
  const checks = nodePools.flatMap(({ metadata: { name, generation } }) =>
    touched.has(name) && generation !== undefined
      ? [commandLine(["unchanged", name, String(generation)])]
      : [],
  );
  const blockers = state.outlook.blockers.filter(({ effect }) => effect !== "info");
  const cluster = managedCluster?.name ?? "the cluster";
  return [
    "#!/bin/sh",
    ...commentLines(
      `Switches node auto-provisioning of ${cluster} off; written ${snapshot.takenAt}.`,
    ),
    ...commentLines(
      "Run it with sh, kubectl on the cluster and az signed in; the steps are numbered as in the view Disable NAP.",
    ),
    head,
    ...sameCluster(nodePools),
    ...undoSection(after, wider, state),
    ...section("Nothing may have changed in between.", checks),
    ...section("2. Freeze: no NodePool makes nodes any more.", commands(freezing, state)),
    ...section(
      "3. Taint: the nodes drift; Karpenter empties them one by one.",
      commands(
        emptying.filter((change) => !isOfStatic(change)),
        state,
      ),
    ),
    ...widening(wider, state),
    ...section("4. Room in the fixed pools.", commands(room, state)),
    ...(scaling.length === 0
      ? []
      : section(
          "3. again: the nodes of static NodePools are deleted at once, whether or not there is room for their pods, so that it is made before.",
          commands(scaling, state),
        )),
    ...section("5. Wait until all of them are gone. What stood in the way when this was written:", [
      ...causeSentences(blockers).flatMap((words) => commentLines(`- ${words}`)),
      wait,
    ]),
    ...section("6. Confirm.", [confirmLimits]),
    ...section("7. Switch.", [commandOf({ do: "setMode", mode: "Manual" }, managedCluster)]),
    commandLine(["say", `Node auto-provisioning of ${cluster} is off.`]),
    "",
  ].join("\n");
}
