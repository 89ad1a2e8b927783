import assert from "node:assert/strict";
import * as library from "../../../../src/cluster.ts";
import { AzureWatch } from "../../../../src/ui/disable/azureWatch.ts";
import { readAzure } from "../../../../src/ui/disable/readAzure.ts";
import type { AzureReading } from "../../../../src/ui/disable/readAzure.ts";
import { accessTo, withCluster } from "../../azure/standIn.ts";
import { managedCluster } from "../../nap/disable/objects.ts";
import type { TestAzure } from "../../../emulator/client.ts";

describe("what Azure says of a cluster on its way to Manual", () => {
  let azure: TestAzure;
  let id = "";
  withCluster((started, clusterId) => {
    azure = started;
    id = clusterId;
  });

  const read = (): Promise<AzureReading> =>
    readAzure({ library, azure: () => ({ access: accessTo(azure), id }) });
  const fail = (path: string, status: number): void => {
    azure.setState((state) => ({ ...state, faults: [{ path, status }] }));
  };

  it("is the cluster with its locks", async () => {
    const { managedCluster: facts, azureProblem } = await read();
    assert.deepEqual(
      [facts?.name, facts?.mode, facts?.locks, facts?.locksProblem, azureProblem],
      ["demo", "Manual", [], undefined, undefined],
    );
  });

  it("has a lock of the subscription once, with the id by which it is deleted", async () => {
    const [subscription = ""] = id.split(/\/resourceGroups\//i);
    const locked = `${subscription}/providers/Microsoft.Authorization/locks/keep`;
    const lock = { id: locked, name: "keep", properties: { level: "CanNotDelete" } };
    azure.setState((state) => ({
      ...state,
      resources: { ...state.resources, [locked.toLowerCase()]: lock },
    }));
    assert.deepEqual((await read()).managedCluster?.locks, [
      { id: locked, name: "keep", level: "CanNotDelete" },
    ]);
  });

  for (const status of [403, 503])
    it(`is unknown, with the reason, when it answers ${status}`, async () => {
      fail("managedClusters/demo", status);
      const { managedCluster: facts, azureProblem = "" } = await read();
      assert.equal(facts, undefined);
      assert.match(azureProblem, new RegExp(`HTTP ${status}`));
    });

  it("is unknown, with the reason, when no sign-in sees the cluster", async () => {
    const reading = await readAzure({
      library,
      azure: () => {
        throw new Error("no sign-in reaches it");
      },
    });
    assert.deepEqual(reading, {
      managedCluster: undefined,
      azureProblem: "no sign-in reaches it.",
    });
  });

  it("tells locks that may not be read from no locks", async () => {
    fail("Microsoft.Authorization/locks", 403);
    const { managedCluster: facts, azureProblem } = await read();
    assert.deepEqual([facts?.mode, facts?.locks, azureProblem], ["Manual", undefined, undefined]);
    assert.match(facts?.locksProblem ?? "", /HTTP 403/);
  });

  it("is not asked for a cluster that is known from a kubeconfig alone", async () => {
    assert.deepEqual(await readAzure({ library, azure: undefined }), {
      managedCluster: undefined,
    });
  });
});

describe("what Azure has said", () => {
  const auto = managedCluster("Auto");
  const manual = managedCluster("Manual");

  function watchOf(answers: readonly AzureReading[]): AzureWatch {
    const left = [...answers];
    return new AzureWatch(() => Promise.resolve(left.shift() ?? { managedCluster: undefined }));
  }

  it("is unknown before its first answer", () => {
    assert.deepEqual(watchOf([]).reading, {
      managedCluster: undefined,
      azureProblem: "it has not answered yet.",
    });
  });

  it("stays beside the reason when a later answer fails, and goes with the next one", async () => {
    const failed = { managedCluster: undefined, azureProblem: "HTTP 503." };
    const watch = watchOf([{ managedCluster: auto }, failed, { managedCluster: manual }]);
    await watch.ask();
    await watch.ask();
    assert.deepEqual(watch.reading, { managedCluster: auto, azureProblem: "HTTP 503." });
    await watch.ask();
    assert.deepEqual(watch.reading, { managedCluster: manual });
  });

  it("is not the answer to a question that was overtaken", async () => {
    let answer: (reading: AzureReading) => void = () => undefined;
    const slow = new Promise<AzureReading>((resolve) => {
      answer = resolve;
    });
    const watch = new AzureWatch(() => slow);
    const asked = watch.ask();
    watch.take({ managedCluster: manual });
    answer({ managedCluster: auto });
    assert.equal(await asked, false);
    assert.deepEqual(watch.reading, { managedCluster: manual });
  });
});
