import assert from "node:assert/strict";
import type { Condition, Node } from "../../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim } from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { NodePhase } from "../../../../../src/nap/view/contents/nodePhase.ts";
import { nodeRow } from "../../../../../src/nap/view/contents/nodeRow.ts";

const is = (type: string, status: string, reason = type, message = ""): Condition => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: "2026-11-22T08:00:00Z",
});
const up = ["Launched", "Registered", "Initialized"].map((type) => is(type, "True"));

const labels = {
  "karpenter.sh/nodepool": "default",
  "karpenter.sh/capacity-type": "spot",
  "node.kubernetes.io/instance-type": "Standard_D4s_v5",
  "topology.kubernetes.io/zone": "westeurope-1",
  "kubernetes.io/arch": "amd64",
};

const claim = (conditions: readonly Condition[], meta: object = {}): NodeClaim => ({
  metadata: {
    name: "default-x",
    uid: "u",
    creationTimestamp: "2026-11-22T07:00:00Z",
    labels: { "karpenter.sh/nodepool": "default" },
    ...meta,
  },
  status: {
    nodeName: "aks-default-x",
    conditions,
    ...{ imageID: "/CommunityGalleries/g/images/2404gen2containerd/versions/202512.18.0" },
  },
});

const node = (more: { meta?: object; spec?: object; conditions?: Condition[] } = {}): Node => ({
  metadata: { name: "aks-default-x", labels, ...more.meta },
  spec: { ...more.spec },
  status: {
    conditions: more.conditions ?? [is("Ready", "True", "KubeletReady")],
    ...{ nodeInfo: { kubeletVersion: "v1.35.4" } },
  },
});

describe("the row of a node", () => {
  it("joins what claim and node say", () => {
    assert.deepEqual(nodeRow({ claim: claim(up), node: node() }), {
      name: "aks-default-x",
      claimName: "default-x",
      nodeName: "aks-default-x",
      uid: "u",
      nodePool: "default",
      phase: "ready",
      phaseWords: "Ready",
      steps: ["Launched", "Registered", "Initialized"].map((type) => ({
        type,
        state: "done",
        words: "",
        since: "2026-11-22T08:00:00Z",
      })),
      size: "Standard_D4s_v5",
      zone: "westeurope-1",
      capacityType: "spot",
      arch: "amd64",
      createdAt: "2026-11-22T07:00:00Z",
      imageVersion: "202512.18.0",
      kubernetesVersion: "v1.35.4",
      drift: "",
      isConsolidatable: false,
      isProtected: false,
      isCordoned: false,
    });
  });

  const leaving = { deletionTimestamp: "2026-11-22T09:00:00Z" };
  const disrupted = { taints: [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }] };
  const [launched, registered] = up;
  assert.ok(launched && registered);
  const cases: readonly [string, NodeClaim | undefined, Node | undefined, NodePhase, string][] = [
    ["a claim that nobody has looked at", claim([]), undefined, "launching", "Launching"],
    [
      "a claim without quota",
      claim([
        is(
          "Launched",
          "Unknown",
          "SubscriptionQuotaReached",
          "subscription level on-demand vCPU quota for Standard_D4s_v5 has been reached (may try provision an alternative instance type)",
        ),
      ]),
      undefined,
      "launching",
      "Launching: the subscription's vCPU quota for this VM family is used up",
    ],
    [
      "a claim in a full subnet",
      claim([is("Launched", "Unknown", "LaunchFailed", "400 SubnetIsFull: The subnet is full")]),
      undefined,
      "launching",
      "Launching: the subnet has no free IP addresses left",
    ],
    [
      "a machine that has not joined",
      claim([launched, is("Registered", "Unknown", "NodeNotFound", "Node not registered")]),
      undefined,
      "registering",
      "Starting: the machine has not joined the cluster yet",
    ],
    [
      "a node with a startup taint",
      claim([
        launched,
        registered,
        is(
          "Initialized",
          "Unknown",
          "StartupTaintsExist",
          'StartupTaint "a=b:NoExecute" still exists',
        ),
      ]),
      node(),
      "initializing",
      "Initializing: the startup taint a=b:NoExecute is still on the node",
    ],
    [
      "a node whose kubelet is silent",
      claim(up),
      node({
        conditions: [is("Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting.")],
      }),
      "lost",
      "Not ready: Kubelet stopped posting.",
    ],
    ["a claim whose node is gone", claim(up), undefined, "lost", "The Node of this claim is gone"],
    ["a node without a claim", undefined, node(), "ready", "Ready"],
    [
      "a node that was chosen to go",
      claim([...up, is("DisruptionReason", "True", "Drifted")]),
      node(),
      "disrupting",
      "Disrupting (Drifted): its replacement is awaited",
    ],
    [
      "a node with the taint alone",
      claim(up),
      node({ spec: disrupted }),
      "disrupting",
      "Disrupting: its replacement is awaited",
    ],
    [
      "a node that drains",
      claim([...up, is("Drained", "Unknown", "Draining")], leaving),
      node(),
      "draining",
      "Draining: pods are being evicted",
    ],
    [
      "a node that waits for its volumes",
      claim(
        [
          ...up,
          is("Drained", "True"),
          is("VolumesDetached", "Unknown", "AwaitingVolumeDetachment"),
        ],
        leaving,
      ),
      node(),
      "detaching",
      "Drained: volumes are being detached",
    ],
    [
      "a machine that is being deleted",
      claim([...up, is("Drained", "True"), is("InstanceTerminating", "True")], leaving),
      node(),
      "terminating",
      "Terminating: the machine is being deleted",
    ],
    [
      "a node that was deleted by hand",
      claim(up),
      node({ meta: leaving }),
      "draining",
      "Draining: pods are being evicted",
    ],
  ];
  for (const [title, itsClaim, itsNode, phase, phaseWords] of cases) {
    it(`says where ${title} stands`, () => {
      const row = nodeRow({ claim: itsClaim, node: itsNode });
      assert.deepEqual([row.phase, row.phaseWords], [phase, phaseWords]);
    });
  }

  it("tells a failed step from one that is waited for", () => {
    const conditions = [
      is("Launched", "Unknown", "SKUNotAvailable", "no"),
      is("Registered", "Unknown", "AwaitingReconciliation", "object is awaiting reconciliation"),
    ];
    const { steps } = nodeRow({ claim: claim(conditions), node: undefined });
    assert.deepEqual(
      steps.map(({ type, state, words }) => [type, state, words]),
      [
        ["Launched", "failed", "the subscription may not use this size in this zone or region"],
        ["Registered", "waiting", "Karpenter has not looked at it yet"],
        ["Initialized", "waiting", ""],
      ],
    );
  });

  it("says why a node is drifted", () => {
    const row = nodeRow({
      claim: claim([...up, is("Drifted", "True", "ImageDrift")]),
      node: node(),
    });
    assert.deepEqual([row.drift, row.phase], ["a newer node image is there", "ready"]);
  });

  it("knows nodes that are protected or cordoned", () => {
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const row = nodeRow({
      claim: claim(up),
      node: node({ meta: { annotations }, spec: { unschedulable: true } }),
    });
    assert.deepEqual([row.isProtected, row.isCordoned], [true, true]);
  });
});
