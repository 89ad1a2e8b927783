import "../useVscode.ts";
import assert from "node:assert/strict";
import type { ClusterContext } from "../../../../src/ui/commands/context.ts";
import type { TreeNode } from "../../../../src/nap/view/treeNode.ts";

const { stopAdmin } = await import("../../../../src/ui/commands/useAdmin.ts");

const node = { kind: "cluster", row: { id: "/subscriptions/s/shop" } } as TreeNode;

/** What happened to a window that shows the way of the cluster of this id. */
async function stopped(shownId: string): Promise<readonly string[]> {
  const happened: string[] = [];
  const context = {
    directory: {
      marks: { setAdmin: (id: string, isAdmin: boolean) => happened.push(`${id} ${isAdmin}`) },
    },
    contents: { again: () => happened.push("contents again") },
    disabling: {
      sessionOf: ({ id }: { readonly id: string }) => (id === shownId ? {} : undefined),
      again: () => happened.push("way again"),
    },
  };
  // The command uses these parts alone.
  await stopAdmin(context as unknown as ClusterContext, node);
  return happened;
}

describe("connecting as oneself again", () => {
  it("opens the way of the cluster anew where it is shown, because it holds the certificate", async () => {
    const common = ["/subscriptions/s/shop false", "contents again"];
    assert.deepEqual(await stopped("/subscriptions/s/shop"), [...common, "way again"]);
    assert.deepEqual(await stopped("/subscriptions/s/other"), common);
  });
});
