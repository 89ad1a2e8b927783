import assert from "node:assert/strict";
import { readDrainEvent } from "../../../../src/nap/disable/blockers/drainEvents.ts";
import { progressOf, sampleOf, viewDrain } from "../../../../src/nap/disable/drainView.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import { claim, fixedNode, napNode, nodePool, pod, snapshot } from "./objects.ts";
import type { ClusterEvent } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { ClusterSnapshot } from "../../../../src/nap/disable/snapshot/snapshot.ts";

const at = "2026-11-22T08:00:00Z";
const atMs = Date.parse(at);

function view(parts: Partial<ClusterSnapshot>) {
  return viewDrain(stateOf(snapshot({ nodePools: [nodePool("default")], ...parts })));
}

function deleted(one: NodeClaim): NodeClaim {
  return { ...one, metadata: { ...one.metadata, deletionTimestamp: at } };
}

function event(
  kind: string,
  name: string,
  reason: string,
  message: string,
  time = at,
): ClusterEvent {
  return { involvedObject: { kind, name }, reason, message, lastTimestamp: time };
}

describe("the view of a drain", () => {
  it("tells the phase of each node and since when", () => {
    const disrupted = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const { nodes, counts } = view({
      nodes: names.map((name) =>
        napNode(name, "default", name === "c" ? { taints: disrupted } : {}),
      ),
      nodeClaims: [
        claim("a"),
        claim("b", "default", { Initialized: "True", Drifted: "True" }),
        claim("c", "default", { Initialized: "True", Drifted: "True" }),
        claim("d", "default", { Initialized: "True", DisruptionReason: "True" }),
        deleted(claim("e", "default", { Initialized: "True", Drained: "Unknown" })),
        deleted(claim("f", "default", { Initialized: "True", Drained: "True" })),
        deleted(claim("g", "default", { Drained: "True", InstanceTerminating: "True" })),
      ],
    });
    assert.deepEqual(
      nodes.map(({ node, phase, sinceMs }) => [node, phase, sinceMs]),
      [
        ["a", "waiting", undefined],
        ["b", "drifted", atMs],
        ["c", "disrupting", undefined],
        ["d", "disrupting", atMs],
        ["e", "draining", atMs],
        ["f", "volumes", atMs],
        ["g", "terminating", atMs],
      ],
    );
    assert.deepEqual(counts, {
      ...{ waiting: 1, drifted: 1, disrupting: 2, draining: 1, volumes: 1, terminating: 1 },
    });
  });

  it("counts the pods that are still to move", () => {
    const { nodes, pods } = view({
      nodes: [napNode("a"), napNode("b")],
      nodeClaims: [claim("a"), claim("b"), claim("launching")],
      pods: [
        pod("p", "a"),
        pod("q", "a", { deletionTimestamp: "2026-11-22T08:59:50Z" }),
        pod("stuck", "a", { deletionTimestamp: "2026-11-22T08:50:00Z" }),
        pod("d", "a", { owner: "DaemonSet" }),
        pod("m", "a", { owner: "Node" }),
        pod("s", "a", { phase: "Succeeded" }),
        pod("r", "b"),
      ],
    });
    assert.deepEqual([nodes.map(({ pods }) => pods), pods], [[2, 1], 3]);
  });

  it("shows NodeClaims without a node", () => {
    const { claimsWithoutNode } = view({ nodeClaims: [claim("launching")] });
    assert.deepEqual(claimsWithoutNode, ["launching"]);
  });

  it("puts blockers to their nodes, and those of no node apart", () => {
    const held = pod("p", "a", { annotations: { "karpenter.sh/do-not-disrupt": "true" } });
    const { nodes, blockers } = view({
      nodes: [napNode("a"), napNode("b"), fixedNode("f", "fixed", { cpu: "32" })],
      nodeClaims: [claim("a"), claim("b")],
      nodePools: [nodePool("default", { disruption: { budgets: [{ nodes: "0" }] } })],
      pods: [held],
    });
    assert.deepEqual(
      [
        nodes.map(({ blockers }) => blockers.map(({ kind }) => kind)),
        blockers.map(({ kind }) => kind),
      ],
      [[["doNotDisruptPod"], []], ["disruptionBudget"]],
    );
  });

  it("shows the last word of Karpenter about a node or its NodeClaim", () => {
    const nominated = "Node is nominated for a pending pod";
    const { nodes } = view({
      nodes: [napNode("a"), napNode("b"), napNode("c")],
      nodeClaims: [claim("a"), claim("b"), claim("c")],
      events: [
        event("Node", "a", "DisruptionBlocked", nominated),
        event(
          "NodeClaim",
          "a",
          "DisruptionBlocked",
          "Node isn't initialized",
          "2026-11-22T08:01:00Z",
        ),
        event(
          "Node",
          "b",
          "FailedDraining",
          "Failed to drain node, 3 pods are waiting to be evicted",
        ),
        event("Node", "b", "DisruptionBlocked", nominated, "2026-11-22T07:00:00Z"),
        event("Node", "c", "Rebooted", "whatever"),
      ],
    });
    assert.deepEqual(
      nodes.map(({ lastEvent }) => lastEvent?.message),
      [
        "Node isn't initialized",
        "Failed to drain node, 3 pods are waiting to be evicted",
        undefined,
      ],
    );
  });
});

/** Every message of karpenter v1.14.0 about a node that is to go: reason, message, kind, names. */
const sayings: readonly (readonly [string, string, string | undefined, readonly string[]])[] = [
  // state/statenode.go, disruption/types.go
  ["DisruptionBlocked", "Nodeclaim does not have an associated node", "passing", []],
  ["DisruptionBlocked", "Node isn't initialized", "uninitialised", []],
  ["DisruptionBlocked", "Node is deleting or marked for deletion", "passing", []],
  ["DisruptionBlocked", "Node is nominated for a pending pod", "passing", []],
  [
    "DisruptionBlocked",
    'Disruption is blocked through the "karpenter.sh/do-not-disrupt" annotation',
    "doNotDisruptNode",
    [],
  ],
  [
    "DisruptionBlocked",
    "Node doesn't have required label (label=karpenter.sh/nodepool)",
    undefined,
    [],
  ],
  ["DisruptionBlocked", "NodePool not found (NodePool=x)", "withoutNodePool", ["x"]],
  [
    "DisruptionBlocked",
    'Pod has "karpenter.sh/do-not-disrupt" annotation (Pod=default/p)',
    "doNotDisruptPod",
    ["default/p"],
  ],
  [
    "DisruptionBlocked",
    "Pdb prevents pod evictions (PodDisruptionBudget=[default/b])",
    "podDisruptionBudget",
    ["default/b"],
  ],
  [
    "DisruptionBlocked",
    "Eviction does not support multiple PDBs (PodDisruptionBudget(s)=[d/a d/b])",
    "severalPodDisruptionBudgets",
    ["d/a", "d/b"],
  ],
  // disruption/drift.go, disruption/helpers.go
  [
    "DisruptionBlocked",
    "Not all pods would schedule, default/p => exceed limits for nodepool (NodePool=x) ",
    "noRoom",
    ["default/p"],
  ],
  [
    "DisruptionBlocked",
    "Not all pods would schedule, d/p => would schedule against uninitialized nodeclaim/x, node/y ",
    "passing",
    [],
  ],
  [
    "DisruptionBlocked",
    "Not all pods would schedule, d/p => would schedule against uninitialized node/y d/q => no room  and 3 other(s)",
    "noRoom",
    ["d/q"],
  ],
  [
    "DisruptionBlocked",
    "No allowed disruptions for disruption reason Drifted due to blocking budget",
    "disruptionBudget",
    [],
  ],
  // disruption/events/events.go
  ["DisruptionTerminating", "Disrupting Node: Drifted", "passing", []],
  ["DisruptionTerminating", "Disrupting NodeClaim: Drifted", "passing", []],
  // node/termination
  ["FailedDraining", "Failed to drain node, 3 pods are waiting to be evicted", "passing", []],
  [
    "FailedDraining",
    "Failed to drain node, evicting pod violates a PDB (Pod=default/p)",
    "podDisruptionBudget",
    ["default/p"],
  ],
  [
    "FailedDraining",
    "Failed to drain node, eviction does not support multiple PDBs (Pod=default/p)",
    "severalPodDisruptionBudgets",
    ["default/p"],
  ],
  [
    "AwaitingVolumeDetachment",
    "Awaiting deletion of bound volumeattachments (csi-1, csi-2)",
    "passing",
    [],
  ],
  [
    "TerminationGracePeriodExpiring",
    "All pods will be deleted by 2026-11-22T10:00:00Z",
    "terminationGracePeriod",
    [],
  ],
  ["FailedTermination", "a lock", undefined, []],
  ["DisruptionBlocked", "Something new", undefined, []],
];

describe("events of a drain", () => {
  it("are understood", () => {
    assert.deepEqual(
      sayings.map(([reason, message]) => {
        const read = readDrainEvent(event("Node", "a", reason, message));
        return [reason, message, read?.kind, read?.names];
      }),
      sayings,
    );
  });

  it("are none when they are about consolidation, replacements or single pods", () => {
    const others = [
      ...["Unconsolidatable", "ConsolidationCandidate", "ConsolidationRejected"],
      ...["ConsolidationApproved", "DisruptionLaunching", "DisruptionWaitingReadiness"],
      ...["Evicted", "Disrupted", "Nominated", "FailedScheduling"],
    ];
    assert.deepEqual(
      others.filter((reason) => readDrainEvent(event("Node", "a", reason, "x")) !== undefined),
      [],
    );
  });

  it("are dated by whichever time they carry", () => {
    const times = [
      { eventTime: at },
      { firstTimestamp: at },
      { lastTimestamp: null, eventTime: at },
      {},
    ];
    assert.deepEqual(
      times.map((time) => {
        const { involvedObject } = event("Node", "a", "", "");
        return readDrainEvent({ involvedObject, reason: "FailedDraining", ...time })?.atMs;
      }),
      [atMs, atMs, atMs, 0],
    );
  });
});

describe("the progress of a drain", () => {
  const minute = 60_000;
  const sample = (minutes: number, nodes: number, state = `${nodes}`) => ({
    atMs: minutes * minute,
    nodes,
    pods: 0,
    state: nodes === 0 ? "" : state,
  });

  it("is not known without a look", () => {
    assert.equal(progressOf([], 10), undefined);
  });

  it("has a rate and an end once nodes have gone", () => {
    assert.deepEqual(progressOf([sample(0, 8), sample(5, 8), sample(30, 2)], 10), {
      startMs: 0,
      gone: 6,
      left: 2,
      nodesPerHour: 12,
      estimatedEndMs: 40 * minute,
      lastProgressMs: 30 * minute,
      isStuck: false,
      isDone: false,
    });
  });

  it("is stuck when nothing has moved for so long, not before and not at the end", () => {
    const stuck = (last: number, nodes = 2, state?: string) =>
      progressOf([sample(0, 3), sample(1, 2, "x"), sample(last, nodes, state ?? "x")], 10)?.isStuck;
    assert.deepEqual(
      [stuck(10), stuck(11), stuck(60, 2, "y"), stuck(60, 0)],
      [false, true, false, false],
    );
  });

  it("counts from the most nodes there were", () => {
    const progress = progressOf([sample(0, 1), sample(60, 4), sample(120, 3)], 500);
    assert.deepEqual([progress?.gone, progress?.nodesPerHour], [1, 1]);
  });

  it("compares views by what their nodes are doing", () => {
    const look = (phase: Record<string, string>) =>
      sampleOf(view({ nodes: [napNode("a")], nodeClaims: [claim("a", "default", phase)] }), 5);
    assert.equal(look({ Initialized: "True" }).state, look({ Initialized: "True" }).state);
    assert.notEqual(look({ Initialized: "True" }).state, look({ Drifted: "True" }).state);
    assert.deepEqual(sampleOf(view({}), 5), { atMs: 5, nodes: 0, pods: 0, state: "" });
  });
});
