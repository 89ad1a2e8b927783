import "../useVscode.ts";
import assert from "node:assert/strict";
import { takeInventory } from "../../../../src/nap/disable/snapshot/inventory.ts";
import { undoPlan } from "../../../../src/nap/disable/changes/otherPlans.ts";
import type { ClusterContext } from "../../../../src/ui/commands/context.ts";
import { nodePool, snapshot } from "../../nap/disable/objects.ts";
import { seen } from "../vscode.ts";

const { undoDisabling } = await import("../../../../src/ui/commands/freezePools.ts");

const sessionOf = (name: string) => ({
  row: { name },
  library: () => Promise.resolve({ undoPlan, inventoryOf: takeInventory }),
  look: () => Promise.resolve(look),
});
let look = snapshot();

/** The cluster that undo looks at, with the way of `shown` open or none. */
async function lookedAt(shown: string | undefined, ...args: readonly unknown[]): Promise<string> {
  seen.reset();
  const context = {
    clusters: { selection: undefined },
    disabling: {
      session: shown === undefined ? undefined : sessionOf(shown),
      sessionOf: ({ id }: { readonly id: string }) => sessionOf(id),
    },
  };
  // The command uses these parts alone.
  await undoDisabling(context as unknown as ClusterContext, ...args);
  return /^NAP: (\S+): no NodePool carries/.exec(seen.messages[0] ?? "")?.[1] ?? "none";
}

describe("undo", () => {
  const cluster = { kind: "cluster", row: { id: "clicked" } };

  it("is of the cluster on its way, from the palette and from its view", async () => {
    assert.equal(await lookedAt("shown"), "shown");
    assert.equal(await lookedAt("shown", { kind: "action" }), "shown");
  });

  it("is of the cluster or NodePool that was clicked in the tree, with a view open or none", async () => {
    for (const shown of ["shown", undefined]) {
      assert.equal(await lookedAt(shown, cluster), "clicked");
      assert.equal(
        await lookedAt(shown, { kind: "nodePool", place: cluster, pool: { name: "a" } }),
        "clicked",
      );
    }
  });

  it("says what it cannot restore, also where it changes nothing", async () => {
    const pool = nodePool("kept");
    const annotations = { "nap.aks/limits-before-freeze": "{" };
    const broken = { ...pool, metadata: { ...pool.metadata, annotations } };
    look = snapshot({ nodePools: [broken] });
    await lookedAt("shown");
    look = snapshot();
    assert.match(seen.messages[0] ?? "", /no NodePool carries .*\. NodePool kept: /);
  });
});
