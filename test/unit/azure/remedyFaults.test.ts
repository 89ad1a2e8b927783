import assert from "node:assert/strict";
import { applyRemedy } from "../../../src/azure/applyRemedy.ts";
import { getCluster } from "../../../src/azure/managedClusters.ts";
import { endOfRegistration } from "../../../src/azure/registrations.ts";
import type { AppliedAction } from "../../../src/azure/remedySteps.ts";
import { registrationText } from "../../../src/nap/enable/registrationText.ts";
import { jsonAt, objectsAt, textAt, type Json, type JsonObject } from "../../../src/nap/json.ts";
import { remedyStatement, type RemedyReport } from "../../../src/nap/preflight/remedyReport.ts";
import type { TestAzure } from "../../emulator/client.ts";
import type { Fault } from "../../emulator/faults.ts";
import { asObject } from "../../emulator/json.ts";
import { featureState } from "../../emulator/registrations.ts";
import type { AzureState } from "../../emulator/state.ts";
import { requestFaults } from "./requestFaults.ts";
import { accessTo, withCluster } from "./standIn.ts";

/** Hundreds of runs of some milliseconds each, on a machine that may be busy. */
const longestMs = 240_000;

const subnet = "/providers/Microsoft.Network/virtualNetworks/v/subnets/s";

/** A remedy with the cluster that needs it. */
interface Scene {
  readonly action: AppliedAction;
  readonly properties: Readonly<Record<string, Json>>;
  /** What each of its steps is called, and whether the cluster or the whole of Azure shows it done. */
  readonly steps: Readonly<Record<string, (cluster: JsonObject, azure: AzureState) => boolean>>;
}

const pool = (name: string, more: JsonObject) => ({ name, mode: "User", count: 2, ...more });
const system = { name: "system", mode: "System", count: 1 };
const poolOf = (cluster: JsonObject, name: string) =>
  objectsAt(cluster, "properties", "agentPoolProfiles").find((one) => textAt(one, "name") === name);
const isSettled = (one: JsonObject | undefined, ...path: readonly string[]) =>
  textAt(one, ...path, "provisioningState") === "Succeeded";
const scaler = { enableAutoScaling: true, minCount: 1, maxCount: 5 };
const isFixed = (name: string) => (cluster: JsonObject) => {
  const one = poolOf(cluster, name);
  return jsonAt(one, "enableAutoScaling") !== true && isSettled(one);
};

const scenes: Readonly<Record<string, Scene>> = {
  "switching the autoscaler off": {
    action: { do: "disableAutoscaler", pools: ["one", "two"] },
    properties: { agentPoolProfiles: [system, pool("one", scaler), pool("two", scaler)] },
    steps: { "pool one": isFixed("one"), "pool two": isFixed("two") },
  },
  "setting a property": {
    action: { do: "setPublicNetworkAccess", value: "Enabled" },
    properties: { publicNetworkAccess: "Disabled" },
    steps: {
      publicNetworkAccess: (cluster) =>
        textAt(cluster, "properties", "publicNetworkAccess") === "Enabled" &&
        isSettled(cluster, "properties"),
    },
  },
  "starting the cluster": {
    action: { do: "startCluster" },
    properties: { powerState: { code: "Stopped" } },
    steps: {
      "the start of the cluster": (cluster) =>
        textAt(cluster, "properties", "powerState", "code") === "Running" &&
        isSettled(cluster, "properties"),
    },
  },
  "giving a role": {
    action: { do: "assignRole", role: "Network Contributor", scopes: [subnet] },
    properties: {},
    steps: {
      "Network Contributor on v/subnets/s": (_, { resources }) =>
        Object.keys(resources).some((id) => id.includes("roleassignments")),
    },
  },
};

interface Call {
  readonly name: string;
  readonly skip: number;
  readonly isWrite: boolean;
}

/** Where each kind of request came first; of several looks at the same thing one stands for all. */
function callsOf({ recorder }: TestAzure): readonly Call[] {
  const names = recorder
    .requests(/\/subscriptions\//)
    .map(({ method, url }) => `${method} ${url.replace(/\?.*|operations\/.*/, "")}`);
  return names.flatMap((name, skip) =>
    names.indexOf(name) === skip ? [{ name, skip, isWrite: !name.startsWith("GET") }] : [],
  );
}

interface FaultAt {
  readonly where: string;
  readonly fault: Fault;
  /** The request was done, and only its answer was lost or wrong, once. */
  readonly isAnswerLost: boolean;
}

/** Every fault at every kind of request, once and from then on. */
function faultsAt(calls: readonly Call[]): readonly FaultAt[] {
  return calls.flatMap(({ name, skip, isWrite }) =>
    Object.entries(requestFaults).flatMap(([what, one]) =>
      [{ times: 1 }, {}].map((often) => ({
        where: `${name} ${what} ${"times" in often ? "once" : "always"}`,
        fault: { ...one, path: "/subscriptions/", skip, ...often },
        isAnswerLost: isWrite && "times" in often && (one.drop === "after" || one.handled === true),
      })),
    ),
  );
}

describe("a remedy under faults", () => {
  let azure: TestAzure;
  let id: string;
  let fresh: AzureState;
  withCluster((started, cluster) => {
    azure = started;
    id = cluster;
    fresh = started.getState();
  });

  interface Run {
    readonly report: RemedyReport;
    /** The steps that are done in truth. */
    readonly real: readonly string[];
    /** Where each kind of request comes first, and whether it changes something. */
    readonly calls: readonly Call[];
  }

  async function run({ action, properties, steps }: Scene, fault?: Fault): Promise<Run> {
    const key = id.toLowerCase();
    const cluster = fresh.clusters[key] ?? {};
    const before = { ...cluster, properties: { ...asObject(cluster.properties), ...properties } };
    azure.setState(() => ({ ...fresh, clusters: { ...fresh.clusters, [key]: before } }));
    const scoped =
      action.do === "assignRole"
        ? { ...action, scopes: action.scopes.map((scope) => `${group()}${scope}`) }
        : action;
    const access = accessTo(azure);
    const { json } = await getCluster(access, id);
    azure.recorder.clear();
    azure.setState((state) => ({ ...state, faults: fault === undefined ? [] : [fault] }));
    const report = await applyRemedy(access, { cluster: json, action: scoped });
    const calls = callsOf(azure);
    azure.setState((state) => ({ ...state, faults: [] }));
    const { json: after } = await getCluster(access, id);
    const state = azure.getState();
    const real = Object.entries(steps).flatMap(([what, isDone]) =>
      isDone(after, state) ? [what] : [],
    );
    return { report, real, calls };
  }

  const group = () => `${azure.subscription}/resourceGroups/net`;

  /** Fails where a report claims what is not so, or forgets a step. */
  function assertTrue({ steps }: Scene, { report, real }: Run, where: string): void {
    const { done, failed, untouched } = report;
    const statement = `${where}: ${remedyStatement(report)}`;
    const named = [...done, ...(failed ? [failed.what] : []), ...untouched];
    assert.deepEqual(named, Object.keys(steps), statement);
    const isUnclear = failed?.how === "lost" || failed?.how === "failed";
    const claimed = isUnclear && real.includes(failed.what) ? [...done, failed.what] : done;
    assert.deepEqual(real, claimed, statement);
  }

  for (const [name, scene] of Object.entries(scenes))
    it(`ends truly when ${name} meets any fault at any request`, async () => {
      const { calls, report } = await run(scene);
      assert.deepEqual(report, { done: Object.keys(scene.steps), untouched: [] });
      for (const { where, fault, isAnswerLost } of faultsAt(calls)) {
        const found = await run(scene, fault);
        assertTrue(scene, found, where);
        // What was done, and only its answer went wrong, is found done.
        if (isAnswerLost) assert.deepEqual(found.report, report, where);
      }
    }).timeout(longestMs);
});

describe("the registration of a feature under faults", () => {
  const namespace = "Microsoft.ContainerService";
  const name = "AllowClusterAutoscalerAndNAP";
  const feature = `${namespace}/${name}`;
  let azure: TestAzure;
  let fresh: AzureState;
  withCluster((started) => {
    azure = started;
    fresh = started.getState();
  });

  async function run(fault?: Fault) {
    azure.setState(() => ({ ...fresh, faults: fault === undefined ? [] : [fault] }));
    azure.recorder.clear();
    const subscriptionId = azure.subscription.split("/").at(-1) ?? "";
    const end = await endOfRegistration(accessTo(azure), {
      subscriptionId,
      namespace,
      feature: name,
    });
    const calls = callsOf(azure);
    const where = { subscription: subscriptionId, feature };
    const at = new Date(Date.now() + 365 * 86_400_000);
    const isTaken = featureState(azure.getState(), where, at) === "Registered";
    return { end, calls, isTaken, text: registrationText(feature, end) };
  }

  it("ends truly whatever happens to any request", async () => {
    const { calls, end: undisturbed } = await run();
    assert.deepEqual(undisturbed, { kind: "registered" });
    for (const { where, fault, isAnswerLost } of faultsAt(calls)) {
      const { end, isTaken, text } = await run(fault);
      const told = `${where}: ${text}`;
      const saysTaken = /(?<!Whether )Azure has taken|^The feature \S+ is registered[,.]/.test(
        text,
      );
      const saysNot = text.includes("was not registered.");
      if (saysTaken) assert.equal(isTaken, true, told);
      if (saysNot) assert.equal(isTaken, false, told);
      assert.equal(saysTaken || saysNot || text.includes("is not known"), true, told);
      if (isAnswerLost) assert.notEqual(end.kind, "failed", told);
    }
  }).timeout(longestMs);
});
