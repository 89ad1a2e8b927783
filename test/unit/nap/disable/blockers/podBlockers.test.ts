import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import {
  claim,
  fixedNode,
  napNode,
  nodePool,
  pod,
  podDisruptionBudget,
  snapshot,
  takenAt,
} from "../objects.ts";
import type { PodOptions } from "../objects.ts";
import { app, blockers, doNotDisrupt, podBlockers, selector } from "./judged.ts";

const graceful = {
  nodeClaims: [claim("nap", "default", { Initialized: "True" }, { terminationGracePeriod: "1h" })],
};

describe("blockers of a drain by pods", () => {
  it("are none where everything can move", () => {
    assert.deepEqual(podBlockers({}), []);
  });

  it("name PodDisruptionBudgets that let none go, with the numbers", () => {
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [zero] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b never lets one go (maxUnavailable 0).",
    ]);
    const all = podDisruptionBudget("b", { selector, minAvailable: "100%" });
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [all] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b never lets one go (minAvailable 100%).",
    ]);
    const status = { disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2 };
    const tight = podDisruptionBudget("b", { selector, minAvailable: 2 }, status);
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [tight] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b lets none go (2 of 2 healthy, 2 needed).",
    ]);
    const healing = podDisruptionBudget(
      "b",
      { selector, minAvailable: 2 },
      { ...status, expectedPods: 3 },
    );
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [healing] }), [
      "waits podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b lets none go until more are healthy (2 of 3 healthy, 2 needed).",
    ]);
    const silent = podDisruptionBudget("b", { selector, minAvailable: 2 }, {});
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [silent] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b lets none go now.",
    ]);
  });

  it("pass PodDisruptionBudgets that let one go, or none but the unhealthy, or are of others", () => {
    const open = podDisruptionBudget(
      "b",
      { selector, maxUnavailable: 1 },
      { disruptionsAllowed: 1 },
    );
    const spec = { selector, maxUnavailable: 0, unhealthyPodEvictionPolicy: "AlwaysAllow" };
    const lenient = podDisruptionBudget("b", spec);
    const elsewhere = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    const foreign = { ...elsewhere, metadata: { name: "b", namespace: "other" } };
    const everything = podDisruptionBudget("b", { selector: {}, maxUnavailable: 0 });
    const nothing = podDisruptionBudget("b", { maxUnavailable: 0 });
    const sick = { ...app, ready: false };
    const count = (options: PodOptions, budget: typeof open) =>
      podBlockers(options, { podDisruptionBudgets: [budget] }).length;
    assert.deepEqual(
      [
        count(app, open),
        count(sick, lenient),
        count(app, lenient),
        count(app, foreign),
        count({}, elsewhere),
        count({}, everything),
        count(app, nothing),
        count({ ...app, owner: "Node" }, elsewhere),
        count({ ...app, phase: "Succeeded" }, elsewhere),
        count({ ...app, tolerations: [{ operator: "Exists" }] }, elsewhere),
      ],
      [0, 0, 1, 0, 0, 1, 0, 0, 0, 0],
    );
  });

  it("name all PodDisruptionBudgets over one pod, however open they are", () => {
    const open = (name: string) =>
      podDisruptionBudget(name, { selector }, { disruptionsAllowed: 5 });
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [open("a"), open("b")] }), [
      "blocks severalPodDisruptionBudgets: Pod default/p is under several PodDisruptionBudgets (default/a, default/b); the eviction API refuses such pods, however open they are: leave one.",
    ]);
  });

  it("name do-not-disrupt annotations of pods, with their time", () => {
    const startTime = "2026-11-22T08:30:00Z";
    assert.deepEqual(
      [
        podBlockers(doNotDisrupt("true")),
        podBlockers({ ...doNotDisrupt("1h"), startTime }),
        podBlockers({ ...doNotDisrupt("20m"), startTime }),
        podBlockers(doNotDisrupt("1h")),
        podBlockers(doNotDisrupt("yes")),
        podBlockers(doNotDisrupt("-5m")),
        podBlockers({ ...doNotDisrupt("true"), owner: "DaemonSet" }),
        podBlockers({ ...doNotDisrupt("true"), phase: "Succeeded" }),
      ].map((list) => list.map((line) => line.replace(/\.$/, ""))),
      [
        [
          "blocks doNotDisruptPod: Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt)",
        ],
        ["waits doNotDisruptPod: Pod default/p must not be disrupted until 2026-11-22 09:30 UTC"],
        [],
        [
          "blocks doNotDisruptPod: Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt)",
        ],
        [
          'info doNotDisruptPod: Pod default/p has a do-not-disrupt annotation that Karpenter ignores: "yes" is neither true nor a duration',
        ],
        [
          'info doNotDisruptPod: Pod default/p has a do-not-disrupt annotation that Karpenter ignores: "-5m" is neither true nor a duration',
        ],
        [
          "blocks doNotDisruptPod: Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt)",
        ],
        [],
      ],
    );
  });

  it("turn into losses where the node has a terminationGracePeriod", () => {
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    assert.deepEqual(podBlockers({ ...app, ...doNotDisrupt("true") }, graceful), [
      "loses doNotDisruptPod: Pod default/p asks not to be disrupted, but the node's terminationGracePeriod of 1h ends that: the pod is deleted when it is over.",
    ]);
    assert.deepEqual(podBlockers(app, { ...graceful, podDisruptionBudgets: [zero] }), [
      "loses podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b never lets one go (maxUnavailable 0). After the node's terminationGracePeriod of 1h the pod is deleted all the same.",
    ]);
  });

  it("name pods that are lost and data that goes with the node", () => {
    const volumes = [
      { name: "scratch", emptyDir: {} },
      { name: "memory", emptyDir: { medium: "Memory" } },
    ];
    const host = [{ name: "logs", hostPath: { path: "/var/log" } }];
    assert.deepEqual(
      [
        podBlockers({ owner: "" }),
        podBlockers({ volumes }),
        podBlockers({ volumes: host }),
        podBlockers({ volumes: host, owner: "DaemonSet" }),
      ],
      [
        [
          "loses nakedPod: Pod default/p has no controller: once evicted it is gone, nothing starts it again.",
        ],
        [
          "info localData: Pod default/p writes to the node's own disk (scratch); that is gone with the node.",
        ],
        [
          "loses localData: Pod default/p writes to the node's own disk (logs); that is gone with the node.",
        ],
        [],
      ],
    );
    const local = (options: PodOptions) =>
      podBlockers(
        { volumes: [{ name: "d", ephemeral: { volumeClaimTemplate: {} } }], ...options },
        {
          persistentVolumes: [{ metadata: { name: "v" }, spec: { local: {} } }],
          persistentVolumeClaims: [
            { metadata: { name: "p-d", namespace: "default" }, spec: { volumeName: "v" } },
          ],
        },
      );
    assert.deepEqual(local({}), [
      "loses localVolume: Pod default/p keeps data in volume v on the node's own disk: the pod cannot start elsewhere and the data goes with the node.",
    ]);
    assert.deepEqual(local({ phase: "Succeeded" }), []);
  });

  it("name pods of a leaving node that take long to end", () => {
    const taints = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const nodes = [napNode("nap", "default", { taints }), fixedNode("fixed")];
    const ends = (deletionTimestamp: string) => podBlockers({ deletionTimestamp }, { nodes });
    assert.deepEqual(
      ["2026-11-22T09:01:30Z", "2026-11-22T09:45:00Z"].flatMap((time) =>
        ends(time).filter((one) => one.includes("Pod")),
      ),
      ["waits endingPod: Pod default/p is ending and may take until 2026-11-22 09:45 UTC."],
    );
  });

  it("offer to evict a pod that must not be disrupted where it does not come back to the node", () => {
    const taints = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const offered = (options: PodOptions, isClosed: boolean) => {
      const nodes = [
        napNode("nap", "default", isClosed ? { taints } : {}),
        fixedNode("fixed", "fixed", { cpu: "64" }),
      ];
      const pods = [pod("p", "nap", { startTime: takenAt, ...options })];
      const parts = { nodes, nodeClaims: [claim("nap")], nodePools: [nodePool("default")], pods };
      const found = stateOf(snapshot(parts)).outlook.blockers.find(
        ({ kind }) => kind === "doNotDisruptPod",
      );
      return found?.remedies.map(({ kind }) => kind);
    };
    const remove = "removeDoNotDisrupt";
    assert.deepEqual(offered(doNotDisrupt("true"), false), [remove]);
    assert.deepEqual(offered(doNotDisrupt("true"), true), [remove, "evictPod"]);
    assert.deepEqual(offered(doNotDisrupt("30m"), true), ["wait", remove, "evictPod"]);
    assert.deepEqual(offered({ ...doNotDisrupt("true"), owner: "" }, true), [remove]);
  });

  it("tell when a leaving node ends all protection, and which pods are overdue", () => {
    const leaving = claim(
      "nap",
      "default",
      { Initialized: "True" },
      { terminationGracePeriod: "1h" },
    );
    const metadata = {
      ...leaving.metadata,
      deletionTimestamp: takenAt,
      annotations: { "karpenter.sh/nodeclaim-termination-timestamp": "2026-11-22T10:00:00Z" },
    };
    const overdue = pod("p", "nap", { deletionTimestamp: "2026-11-22T08:50:00Z" });
    const stuck = { ...overdue, metadata: { ...overdue.metadata, finalizers: ["x/y"] } };
    const fresh = pod("q", "nap", { deletionTimestamp: "2026-11-22T08:59:30Z" });
    assert.deepEqual(blockers({ nodeClaims: [{ ...leaving, metadata }], pods: [stuck, fresh] }), [
      "waits disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are leaving or not Ready (1).",
      "info terminationGracePeriod: Node nap: all of its pods are deleted by 2026-11-22 10:00 UTC, whatever protects them.",
      "info stuckTerminating: Pod default/p should have ended at 2026-11-22 08:50 UTC. It has finalizers: x/y.",
    ]);
  });
});
