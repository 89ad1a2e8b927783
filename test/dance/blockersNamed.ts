import assert from "node:assert/strict";
import { applyManifests, listObjects, mergePatch, waitFor } from "../cluster/clusterObjects.ts";
import { deployment, disruptionBudget } from "../cluster/scenario.ts";
import { timeText } from "../../src/nap/disable/timeText.ts";
import { expand, notification, treeRow } from "../ui/clusterTree.ts";
import type { Workbench } from "../ui/workbench.ts";
import { nakedPod, smallPool } from "./blockerLoad.ts";
import { askForRoom, confirmRoom, taint } from "./danceActs.ts";
import { writtenPools, type DanceWorld } from "./danceWorld.ts";
import { answer, clickRow, pictures } from "./disableView.ts";
import type { Dance } from "./withDance.ts";

const held = { metadata: { annotations: { "karpenter.sh/do-not-disrupt": "true" } } };

/** So long after its event at most the view is to name what holds a node: a bound that is promised. */
const namedWithinMs = 10_000;

/** Waits for words in the view, no longer than is promised once `event` has happened. */
export async function named(
  workbench: Workbench,
  words: RegExp,
  event: () => Promise<unknown>,
): Promise<void> {
  await event();
  await treeRow(workbench, words).waitFor({ timeout: namedWithinMs });
}

async function podOf({ client }: DanceWorld, app: string) {
  const pods = await listObjects(client, "Pod");
  const pod = pods.find(({ metadata }) => metadata.labels?.app === app);
  assert.ok(pod, app);
  return { name: pod.metadata.name, node: (pod.spec as { nodeName: string }).nodeName };
}

/** Tests: each blocker that comes while the view looks on is named in time. */
export function namesBlockers(dance: () => Dance): void {
  const budgetsOf = (name: string, budgets: readonly object[]) =>
    mergePatch(
      dance().world.client,
      { kind: "NodePool", name },
      { spec: { disruption: { budgets } } },
    );

  it("is a PodDisruptionBudget of 0", () =>
    named(dance().workbench, /PodDisruptionBudget default\/guarded never lets one go/i, () =>
      applyManifests(dance().world.client, disruptionBudget("guarded", 0)),
    ));

  it("is a pod that must not be disrupted", () =>
    named(dance().workbench, /default\/steady-\S+ must not be disrupted/, async () => {
      const { name } = await podOf(dance().world, "steady");
      await mergePatch(dance().world.client, { kind: "Pod", name }, held);
    }));

  it("is a node that must not be disrupted", () =>
    named(dance().workbench, /^Node: do-not-disrupt/, async () => {
      const { node } = await podOf(dance().world, "pinned");
      await mergePatch(dance().world.client, { kind: "Node", name: node }, held);
    }));

  it("is the budget of a NodePool that is closed", () =>
    named(dance().workbench, /closed: its budgets never let a node drift/, () =>
      budgetsOf("closed", [{ nodes: "0" }]),
    ));

  it("is the budget of a NodePool that is closed for some hours, with the time when it opens", () => {
    const hourMs = 3_600_000;
    const began = new Date(Date.now() - hourMs);
    const schedule = `${began.getUTCMinutes()} ${began.getUTCHours()} * * *`;
    const opens = timeText(began.getTime() + 5 * hourMs);
    const words = new RegExp(`open: its budgets let no node drift now; they open at ${opens}`);
    return named(dance().workbench, words, () =>
      budgetsOf("open", [{ nodes: "10%" }, { nodes: "0", schedule, duration: "5h" }]),
    );
  });

  it("is a pod without controller, which would be lost", () =>
    named(dance().workbench, /default\/alone has no controller/, async () => {
      const { world } = dance();
      await applyManifests(world.client, nakedPod("alone"));
      await waitFor("the pod to run", async () => (await podOf(world, "alone")).node || undefined);
    }));

  it("is a static NodePool, which can be scaled to 0 by a click", async () => {
    const { world, workbench } = dance();
    await named(workbench, /fixed-size is static/, () =>
      applyManifests(world.client, smallPool("fixed-size", { replicas: 1 })),
    );
    dance().written = await writtenPools(world.client);
    await pictures(workbench, "blockers-look");
    await expand(workbench, "Static NodePool");
    await clickRow(workbench, "Scale static NodePool fixed-size to 0");
    await answer(workbench, { says: /"replicas":\s?0/, button: "Scale", picture: "static" });
    await treeRow(workbench, /fixed-size is static/).waitFor({ state: "detached" });
  });
}

/** Tests: room that lacks is named in time, and made by the row beside it. */
export function namesLackOfRoom(dance: () => Dance): void {
  it("is room, which is made from where it lacks", async () => {
    const { workbench } = dance();
    await taint(workbench, "Keep the budgets");
    await pictures(workbench, "blockers-drain");
    await askForRoom(workbench, { picture: "room" });
    await treeRow(workbench, /4\. Make Room.*done/).waitFor();
    // The nodes are there before Azure's operation ends, and it takes no other one before.
    await notification(workbench, /Done: New agent pool/);
  });

  it("is room that others take in the meantime, which is made anew beside it", async () => {
    const { workbench, world } = dance();
    await treeRow(workbench, /^No room/).waitFor({ state: "detached" });
    await named(workbench, /^No room/, () => takeRoom(world));
    await pictures(workbench, "blockers-no-room");
    await expand(workbench, /^No room/);
    await clickRow(workbench, "Add room to the fixed pools");
    await confirmRoom(workbench);
    await treeRow(workbench, /^No room/).waitFor({ state: "detached" });
    await treeRow(workbench, /4\. Make Room.*done/).waitFor();
  });
}

/** Fills the fixed nodes with pods of one CPU each. Resolves when they are placed. */
async function takeRoom({ client }: DanceWorld): Promise<void> {
  const nodes = await listObjects(client, "Node");
  const free = nodes.map(({ metadata, spec, status }) => {
    const { taints = [] } = spec as { taints?: readonly unknown[] };
    const isFixed = metadata.labels?.["karpenter.sh/nodepool"] === undefined;
    return isFixed && taints.length === 0 ? wholeCpus(status) : 0;
  });
  const replicas = free.reduce((sum, one) => sum + one, 0);
  await applyManifests(client, deployment("newcomer", { replicas }));
  await waitFor("the newcomers to be placed", async () => {
    const pods = await listObjects(client, "Pod");
    const placed = pods.filter(
      ({ metadata, spec }) =>
        metadata.labels?.app === "newcomer" && (spec as { nodeName?: string }).nodeName,
    );
    return placed.length === replicas ? true : undefined;
  });
}

function wholeCpus(status: unknown): number {
  const { allocatable } = status as { allocatable: { cpu: string } };
  const milli = allocatable.cpu.endsWith("m");
  return Math.floor(Number.parseInt(allocatable.cpu, 10) / (milli ? 1000 : 1));
}
