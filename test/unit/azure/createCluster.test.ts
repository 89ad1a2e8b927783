import assert from "node:assert/strict";
import {
  followCreation,
  startCreation,
  type NewCluster,
} from "../../../src/azure/createCluster.ts";
import { smallCluster, type TestAzure } from "../../emulator/client.ts";
import type { Fault } from "../../emulator/faults.ts";
import { accessTo, withCluster } from "./standIn.ts";

describe("the creation of a cluster", () => {
  let azure: TestAzure;
  withCluster((started) => {
    azure = started;
  });

  function shop(): NewCluster {
    const [, , subscriptionId = ""] = azure.subscription.split("/");
    return {
      id: `${azure.subscription}/resourceGroups/shops/providers/Microsoft.ContainerService/managedClusters/shop`,
      name: "shop",
      body: { ...smallCluster },
      newGroup: { subscriptionId, name: "shops", location: "westeurope" },
    };
  }

  function disturb(...faults: readonly Fault[]): void {
    azure.setState((state) => ({ ...state, faults }));
  }

  async function create() {
    const access = accessTo(azure);
    return followCreation(access, await startCreation(access, shop()));
  }

  const put = { method: "PUT", path: "managedClusters/shop\\?" };
  const group = { method: "PUT", path: "resourceGroups/shops\\?" };

  it("ends with the mode that Azure shows", async () => {
    const { isThere, statement } = await create();
    assert.equal(isThere, true);
    assert.equal(
      statement,
      "The cluster is there. Azure shows node auto-provisioning mode Manual.",
    );
  });

  it("says what was refused, and that the resource group is there all the same", async () => {
    const body = { code: "OperationNotAllowed", message: "Not here." };
    disturb({ ...put, status: 400, body });
    await assert.rejects(
      create(),
      /^Error: shop was not created\. .*Not here\..*shops is there now/,
    );
    disturb({ ...group, status: 403, body: { error: { code: "AuthorizationFailed" } } });
    await assert.rejects(create(), (error: Error) => {
      assert.match(error.message, /^shop was not created\. You lack the permission/);
      assert.doesNotMatch(error.message, /is there now/);
      return true;
    });
  });

  it("says that the name is taken", async () => {
    await create();
    await assert.rejects(
      create(),
      /shop was not created\. A cluster of this name is there already/,
    );
  });

  it("goes on with the cluster that is there though the answer was lost", async () => {
    for (const fault of [
      { ...put, drop: "after" },
      { ...put, status: 504, handled: true },
    ] as const) {
      disturb({ ...fault, times: 1 });
      assert.equal((await create()).isThere, true);
      azure.setState((state) => ({
        ...state,
        clusters: Object.fromEntries(
          Object.entries(state.clusters).filter(([id]) => !id.endsWith("/shop")),
        ),
      }));
    }
  });

  it("claims nothing where the answer was lost and the cluster is not there or not readable", async () => {
    disturb({ ...put, status: 504 });
    await assert.rejects(
      create(),
      /answer to the creation of shop was lost: .*; Azure shows no such/,
    );
    disturb({ ...put, drop: "after" }, { path: "managedClusters/shop\\?", drop: "before" });
    await assert.rejects(create(), /was lost: .*; whether Azure creates it is not known/);
  });

  it("tells what a failed creation leaves", async () => {
    const error = { code: "QuotaExceeded", message: "No cores are left" };
    azure.setState((state) => ({
      ...state,
      operationFaults: [{ path: "/managedClusters/shop", error }],
    }));
    const { isThere, statement } = await create();
    assert.equal(isThere, false);
    assert.match(
      statement,
      /^Azure could not create it \(QuotaExceeded\): No cores are left\. Azure shows it in the state Failed\. .*delete it/,
    );
  });

  it("claims no end that it has not seen", async () => {
    disturb({ path: "/operations/", status: 403 });
    const { isThere, statement } = await create();
    assert.equal(isThere, false);
    assert.match(
      statement,
      /^How its creation ended is not known: .* Azure shows it in the state Creating\.$/,
    );
    azure.setState((state) => ({ ...state, clusters: {}, operations: {} }));
    disturb({ path: "/operations/", status: 404 });
    assert.equal((await create()).isThere, true);
  });
});
