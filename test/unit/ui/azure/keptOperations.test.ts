import "../useVscode.ts";
import assert from "node:assert/strict";
import type { Outcome } from "../../../../src/nap/enable/outcome.ts";
import { clusterRowOf } from "../../../../src/nap/clusterRowOf.ts";
import type { ClusterDirectory } from "../../../../src/ui/azure/clusterDirectory.ts";
import type { ModeChanges } from "../../../../src/ui/azure/modeChanges.ts";
import type { Registrations } from "../../../../src/ui/azure/registrations.ts";
import type { Verifications } from "../../../../src/ui/azure/verifications.ts";
import type { NewClusters } from "../../../../src/ui/create/newClusters.ts";
import { keptKeys } from "../../../../src/ui/keptKeys.ts";
import type { ReadOnlyDocuments } from "../../../../src/ui/readOnlyDocuments.ts";
import { createLog, createMemory, type TestMemory } from "../memory.ts";
import { EventEmitter, seen } from "../vscode.ts";

const id = (name: string, subscription = "s-1") =>
  `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`;
const row = (name: string, subscription?: string) =>
  clusterRowOf({ id: id(name, subscription), name }, { tenantId: "t", isConfirmed: true });
const truth = {
  isKnown: true,
  mode: "Auto",
  defaultNodePools: "Auto",
  provisioningState: "Succeeded",
} as const;
const operation = { resourceId: id("shop"), apiVersion: "2025-05-01", startedAt: "2026-11-01" };

/** Never ends, as what runs when a window closes. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

describe("what outlives a window", () => {
  let memory: TestMemory;
  let Changes: typeof ModeChanges;
  let Features: typeof Registrations;
  let Looks: typeof Verifications;
  let Creations: typeof NewClusters;
  before(async () => {
    ({ ModeChanges: Changes } = await import("../../../../src/ui/azure/modeChanges.ts"));
    ({ Registrations: Features } = await import("../../../../src/ui/azure/registrations.ts"));
    ({ Verifications: Looks } = await import("../../../../src/ui/azure/verifications.ts"));
    ({ NewClusters: Creations } = await import("../../../../src/ui/create/newClusters.ts"));
  });
  beforeEach(() => {
    memory = createMemory();
    seen.reset();
  });

  /** A directory over a library of which the test gives what it needs. */
  function directoryOf(library: object, more: object = {}): ClusterDirectory {
    const read = { getCluster: () => never(), keptOperation: (one: unknown) => one };
    return {
      library: () => Promise.resolve({ ...read, isCancelled: () => false, ...library }),
      settledClusters: () => Promise.resolve([]),
      canReach: () => true,
      accessOf: () => ({}),
      marks: { isAdmin: () => false },
      operate: () => undefined,
      update: () => undefined,
      ...more,
    } as unknown as ClusterDirectory;
  }

  const names = (key: string) =>
    memory
      .get<readonly { row: { name: string }; feature?: string }[]>(key, [])
      .map(({ row, feature }) => feature ?? row.name);
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("is every registration of a feature, once for a subscription, until it ends", async () => {
    const ends = new Map<string, () => void>();
    const directory = directoryOf({
      endOfRegistration: (_: unknown, { feature }: { feature: string }) =>
        new Promise((resolve) => ends.set(feature, () => resolve({ kind: "registered" }))),
    });
    const registrations = new Features(directory, memory, createLog().log);
    const running = [
      registrations.start(row("shop"), "Ns/One"),
      registrations.start(row("shop"), "Ns/Two"),
      registrations.start(row("other"), "ns/one"),
      registrations.start(row("shop", "s-2"), "Ns/One"),
    ];
    await settled();
    assert.deepEqual(names(keptKeys.registrations), ["Ns/Two", "ns/one", "Ns/One"]);
    ends.get("Two")?.();
    await running[1];
    assert.deepEqual(names(keptKeys.registrations), ["ns/one", "Ns/One"]);
  });

  it("is the verification alone once a change of mode has ended: it is told and looked at once", async () => {
    const outcome: Outcome = { kind: "changed", truth, statement: "Azure shows mode Auto." };
    const directory = directoryOf({
      getCluster: () => Promise.resolve({ json: { id: id("shop"), name: "shop" } }),
      changeMode: (
        _: unknown,
        change: object,
        { onAccepted }: { onAccepted: (pending: object) => void },
      ) => {
        onAccepted({ clusterId: id("shop"), ...change, operation });
        return Promise.resolve(outcome);
      },
      readKubeconfig: never,
    });
    const { log } = createLog();
    const verifications = new Looks(directory, memory, log);
    const documents = {} as unknown as ReadOnlyDocuments;
    const changes = new Changes({ directory, memory, verifications, documents, log });
    let accepted = 0;
    void changes.start(row("shop"), { mode: "Auto" }, () => (accepted += 1));
    await settled();
    assert.equal(accepted, 1);
    assert.deepEqual(names(keptKeys.modeChanges), []);
    assert.deepEqual(names(keptKeys.verifications), ["shop"]);
  });

  it("is a change of mode before it is sent, until its end is told, however it ended", async () => {
    const ends: ((outcome: Outcome) => void)[] = [];
    const sent: string[][] = [];
    const directory = directoryOf({
      getCluster: () => Promise.resolve({ json: { id: id("shop"), name: "shop" } }),
      changeMode: async (
        _: unknown,
        change: object,
        { onSending }: { onSending: (pending: object) => Promise<void> },
      ) => {
        await onSending({ clusterId: id("shop"), ...change, operation, isUnanswered: true });
        sent.push([...names(keptKeys.modeChanges)]);
        return new Promise<Outcome>((resolve) => ends.push(resolve));
      },
    });
    const { log } = createLog();
    const verifications = new Looks(directory, memory, log);
    const documents = {} as unknown as ReadOnlyDocuments;
    const changes = new Changes({ directory, memory, verifications, documents, log });
    const running = changes.start(row("shop"), { mode: "Auto" });
    await settled();
    assert.deepEqual(sent, [["shop"]]);
    ends[0]?.({ kind: "cancelled", stage: "before", truth, statement: "Cancelled." });
    await running;
    assert.deepEqual(names(keptKeys.modeChanges), []);
  });

  it("is the verification alone once a new cluster is there, whose row shows what Azure shows", async () => {
    const updates: string[] = [];
    const update = ({ provisioningState }: { provisioningState: string }) =>
      updates.push(provisioningState);
    const directory = directoryOf(
      {
        getCluster: () => {
          const properties = { provisioningState: "Succeeded" };
          return Promise.resolve({ json: { id: id("shop"), name: "shop", properties } });
        },
        followCreation: () =>
          Promise.resolve({ isThere: true, statement: "The cluster is there.", truth }),
        readKubeconfig: never,
      },
      { update },
    );
    const { log } = createLog();
    const verifications = new Looks(directory, memory, log);
    await memory.update(keptKeys.newClusters, [{ row: row("shop"), operation }]);
    void new Creations({ directory, memory, verifications, log }).resume();
    await settled();
    assert.deepEqual(names(keptKeys.newClusters), []);
    assert.deepEqual(names(keptKeys.verifications), ["shop"]);
    assert.equal(updates.at(-1), "Succeeded");
  });

  it("waits for a sign-in that reaches it, says so, and is followed then", async () => {
    const changed = new EventEmitter<void>();
    let isReached = false;
    let follows = 0;
    const directory = directoryOf(
      {
        resumeModeChange: () => {
          follows += 1;
          return never();
        },
      },
      { canReach: () => isReached, onDidChange: changed.event },
    );
    const { log } = createLog();
    const verifications = new Looks(directory, memory, log);
    const documents = {} as unknown as ReadOnlyDocuments;
    const changes = new Changes({ directory, memory, verifications, documents, log });
    const pending = { clusterId: id("shop"), change: { mode: "Auto" }, operation };
    await memory.update(keptKeys.modeChanges, [{ row: row("shop"), pending }]);
    void changes.resume();
    await settled();
    changed.fire();
    await settled();
    assert.equal(follows, 0);
    assert.match(
      seen.messages.join(),
      /^NAP: An earlier window began enabling NAP on shop\. No sign-in reaches.*"Sign In"$/,
    );
    assert.deepEqual(names(keptKeys.modeChanges), ["shop"]);
    isReached = true;
    changed.fire();
    await settled();
    assert.equal(follows, 1);
  });
});
