import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { remedyCommand } from "../../../../../src/nap/disable/changes/remedyCommand.ts";
import { napNode, claim, nodePool, pod, podDisruptionBudget, snapshot } from "../objects.ts";
import type { PodOptions } from "../objects.ts";
import type { PodDisruptionBudget } from "../../../../../src/nap/disable/snapshot/podObjects.ts";

const labels = { app: "a" };
const selector = { matchLabels: labels };

/** The patch that the remedy of the first pod's blocker offers; undefined without a command. */
function patchFor(
  spec: NonNullable<PodDisruptionBudget["spec"]>,
  healthy: readonly [current: number, desired: number],
  pods: readonly PodOptions[],
): unknown {
  const [currentHealthy, desiredHealthy] = healthy;
  const status = {
    disruptionsAllowed: 0,
    currentHealthy,
    desiredHealthy,
    expectedPods: pods.length,
  };
  const state = stateOf(
    snapshot({
      nodes: [napNode("nap")],
      nodeClaims: [claim("nap")],
      nodePools: [nodePool("default")],
      pods: pods.map((options, index) => pod(`p${index}`, "nap", { labels, ...options })),
      podDisruptionBudgets: [podDisruptionBudget("b", { selector, ...spec }, status)],
    }),
  );
  const command = remedyCommand({ kind: "openBudget", budget: "default/b" }, state);
  const patch = /--patch '(.+)'$/.exec(command)?.[1];
  return patch === undefined ? undefined : (JSON.parse(patch) as { spec: unknown }).spec;
}

describe("the command that opens a PodDisruptionBudget", () => {
  const onePod = { minAvailable: null, maxUnavailable: 1 };
  const of = (owner: string, more: PodOptions = {}): PodOptions => ({ owner, ...more });
  const ill = of("ReplicaSet", { ready: false });

  it("lets one go at a time of pods whose replicas are known", () => {
    const pair = [of("ReplicaSet"), of("StatefulSet")];
    assert.deepEqual(
      [
        patchFor({ maxUnavailable: 0 }, [2, 2], pair),
        patchFor({ minAvailable: 2 }, [2, 2], pair),
        patchFor({ minAvailable: "100%" }, [1, 2], pair),
      ],
      [onePod, onePod, onePod],
    );
  });

  it("goes by minAvailable where the replicas are not known, which maxUnavailable counts from", () => {
    assert.deepEqual(
      [
        patchFor({ maxUnavailable: 1 }, [1, 0], [of("")]),
        patchFor({ minAvailable: 1 }, [2, 2], [of("ReplicaSet"), of("")]),
        patchFor({ minAvailable: 3 }, [3, 3], [of("Cluster"), of("Cluster"), of("Cluster")]),
        patchFor({ minAvailable: 2 }, [3, 2], [of("Cluster"), of("Cluster"), of("Cluster")]),
      ],
      [
        { minAvailable: 0, maxUnavailable: null },
        { minAvailable: 0, maxUnavailable: null },
        { minAvailable: 2, maxUnavailable: null },
        undefined,
      ],
    );
  });

  it("lets pods go that are ill, and does not make a budget narrower that waits for them", () => {
    const AlwaysAllow = { unhealthyPodEvictionPolicy: "AlwaysAllow" };
    const four = [of("ReplicaSet"), of("ReplicaSet"), ill, ill];
    assert.deepEqual(
      [
        patchFor({ minAvailable: "50%" }, [2, 2], four),
        patchFor({ maxUnavailable: 2 }, [2, 2], four),
        patchFor({ maxUnavailable: 2, ...AlwaysAllow }, [2, 2], four),
        patchFor({ maxUnavailable: 0 }, [0, 1], [ill]),
      ],
      [AlwaysAllow, AlwaysAllow, undefined, { ...onePod, ...AlwaysAllow }],
    );
  });

  it("is none for several over one pod: all but one of them go, and stay in a file", () => {
    const budgets = ["a", "b"].map((name) =>
      podDisruptionBudget(name, { selector, maxUnavailable: 1 }),
    );
    const state = stateOf(
      snapshot({
        nodes: [napNode("nap")],
        nodeClaims: [claim("nap")],
        nodePools: [nodePool("default")],
        pods: [pod("p", "nap", { labels })],
        podDisruptionBudgets: budgets,
      }),
    );
    const [blocker] = state.outlook.blockers;
    assert.deepEqual(
      blocker?.remedies.map((remedy) => remedyCommand(remedy, state)),
      ["a", "b"].map(
        (name) =>
          `kubectl get poddisruptionbudget ${name} --namespace default --output yaml > default-${name}.yaml && kubectl delete poddisruptionbudget ${name} --namespace default`,
      ),
    );
  });
});
