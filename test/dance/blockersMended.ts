import assert from "node:assert/strict";
import { applyManifests, deleteObject, mergePatch } from "../cluster/clusterObjects.ts";
import { deployment } from "../cluster/scenario.ts";
import { expand, treeRow } from "../ui/clusterTree.ts";
import type { Workbench } from "../ui/workbench.ts";
import { leftOfKarpenter, writtenPools } from "./danceWorld.ts";
import { switchToManual } from "./danceActs.ts";
import { answer, clickRow, copyRemedy, pictures, type Answer } from "./disableView.ts";
import type { Dance } from "./withDance.ts";

/** Takes a remedy by its row, and waits until the view no longer names what it is against. */
async function mended(
  workbench: Workbench,
  { row, against, ...asked }: Answer & { readonly row: string | RegExp; readonly against: RegExp },
): Promise<void> {
  await clickRow(workbench, row);
  await answer(workbench, asked);
  await treeRow(workbench, against).waitFor({ state: "detached" });
}

/** Tests: what holds the nodes is mended by the rows beside it, and the dance ends. */
export function mendsBlockers(dance: () => Dance): void {
  it("is mended where it is a pod without controller: opened, and given one", async () => {
    const { workbench, world } = dance();
    await expand(workbench, /default\/alone has no controller/);
    await clickRow(workbench, "Open pod default/alone");
    await workbench.page.locator(".tab.active", { hasText: "alone.yaml" }).waitFor();
    // What becomes of the pod is its owner's work: the view only opens it.
    await applyManifests(world.client, deployment("alone", { replicas: 1 }));
    await deleteObject(world.client, "Pod", "alone");
    await treeRow(workbench, /default\/alone has no controller/).waitFor({ state: "detached" });
  });

  it("is mended where it is a budget, closed or closed for hours, which is set wider", async () => {
    const { workbench } = dance();
    const widen = { says: /"reasons":\s?\["Drifted"\]/, button: "Widen" };
    await expand(workbench, /open: its budgets let no node drift now/);
    await mended(workbench, {
      ...widen,
      row: "Let all nodes of NodePool open drift at once",
      against: /open: its budgets let no node drift now/,
    });
    await mended(workbench, {
      ...widen,
      row: "Let all nodes of NodePool closed drift at once",
      against: /its budgets never let a node drift/,
      picture: "budget",
    });
  });

  it("is mended where it is an annotation of a pod or a node, which is removed", async () => {
    const { workbench } = dance();
    await mended(workbench, {
      row: /Remove the do-not-disrupt annotation of pod/,
      says: /kubectl annotate pod steady/,
      button: "Remove",
      against: /default\/steady-\S+ must not/,
    });
    await mended(workbench, {
      row: /Remove the do-not-disrupt annotation of node/,
      says: /kubectl annotate node/,
      button: "Remove",
      picture: "node",
      against: /^Node: do-not-disrupt/,
    });
  });

  it("is mended where it is a PodDisruptionBudget: opened, and changed by the command offered", async () => {
    const { workbench, world } = dance();
    const open = "Open PodDisruptionBudget default/guarded";
    const command = await copyRemedy(workbench, open, /kubectl patch poddisruptionbudget guarded/);
    await workbench.page.locator(".tab.active", { hasText: "guarded.yaml" }).waitFor();
    await pictures(workbench, "blockers-budget");
    const patch = /--patch '([^']+)'$/.exec(command)?.[1] ?? "";
    const budget = { kind: "PodDisruptionBudget", name: "guarded" };
    await mergePatch(world.client, budget, JSON.parse(patch));
    await treeRow(workbench, /6\. Confirm.*done/).waitFor();
    assert.deepEqual(await leftOfKarpenter(world.client), []);
  });

  it("leaves the way to Manual free, and Undo gives every NodePool back", async () => {
    const { workbench, world, written } = dance();
    await switchToManual(workbench);
    await treeRow(workbench, /7\. Switch to Manual.*done/).waitFor();
    assert.equal(world.mode(), "Manual");
    await clickRow(workbench, "Undo Changes to NodePools...");
    await answer(workbench, { says: /Undo the changes to 3 NodePools/, button: "Undo" });
    await treeRow(workbench, "Undo Changes to NodePools...").waitFor({ state: "detached" });
    assert.deepEqual(await writtenPools(world.client), written);
  });
}
