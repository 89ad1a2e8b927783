import "../useVscode.ts";
import assert from "node:assert/strict";
import { clusterRowOf } from "../../../../src/nap/clusterRowOf.ts";
import type { ClusterRow } from "../../../../src/nap/view/clusterRow.ts";
import type { ClusterContext } from "../../../../src/ui/commands/context.ts";
import type * as commands from "../../../../src/ui/commands/changeMode.ts";
import type * as copying from "../../../../src/ui/commands/copyChangeAs.ts";
import type * as preflights from "../../../../src/ui/commands/showPreflight.ts";
import { createLog } from "../memory.ts";
import { seen } from "../vscode.ts";

const id =
  "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shop";

describe("a cluster that is read before NAP is enabled", () => {
  let run: typeof preflights.runPreflight;
  let enable: typeof commands.enableNap;
  let copy: typeof copying.copyChangeAs;
  let updates: ClusterRow[];
  let changes: number;
  before(async () => {
    ({ runPreflight: run } = await import("../../../../src/ui/commands/showPreflight.ts"));
    ({ copyChangeAs: copy } = await import("../../../../src/ui/commands/copyChangeAs.ts"));
    ({ enableNap: enable } = await import("../../../../src/ui/commands/changeMode.ts"));
  });
  beforeEach(() => {
    seen.reset();
    [updates, changes] = [[], 0];
  });

  /** What the list knows of it. */
  const row: ClusterRow = {
    ...clusterRowOf({ id, name: "shop" }, { tenantId: "t-1", isConfirmed: false }),
    ...{ napMode: "Manual", powerState: "Stopped" },
  };

  /** What Azure shows by now. */
  const json = {
    ...{ id, name: "shop" },
    properties: { powerState: { code: "Running" }, nodeProvisioningProfile: { mode: "Auto" } },
  };

  function context(): ClusterContext {
    const library = {
      getCluster: () => Promise.resolve({ json }),
      readSurroundings: () => Promise.resolve({}),
      preflight: () => [],
      summaryOf: () => "37 fine",
      worstOf: () => "fine",
    };
    const directory = {
      library: () => Promise.resolve(library),
      accessOf: () => ({}),
      update: (one: ClusterRow) => updates.push(one),
      marks: { setVerdict: () => undefined, isAdmin: () => false },
      ways: { open: () => undefined },
    };
    const modeChanges = { start: () => Promise.resolve(void (changes += 1)) };
    // All of the context that is used on the way.
    return { directory, modeChanges, log: createLog().log } as unknown as ClusterContext;
  }

  it("is shown as it is now: it may run again, or be on mode Auto", async () => {
    const { cluster } = await run(context(), row);
    assert.deepEqual(updates, [cluster]);
    const { tenantId, napMode, isConfirmed, powerState } = cluster;
    assert.deepEqual(
      { tenantId, napMode, isConfirmed, powerState },
      { tenantId: "t-1", napMode: "Auto", isConfirmed: true, powerState: "Running" },
    );
  });

  it("is offered the switch from what it is now, whatever the list says", async () => {
    await copy(context(), { kind: "cluster", row });
    assert.deepEqual(seen.messages, ["Disable node auto-provisioning on shop"]);
    assert.deepEqual(updates.length, 1);
  });

  it("is not said to be enabled where it is on already", async () => {
    await enable(context(), { kind: "cluster", row });
    assert.equal(seen.messages.length, 1);
    assert.match(seen.messages[0] ?? "", /^NAP is on already on shop\..*Change Default NodePools/);
    assert.equal(changes, 0);
  });
});
