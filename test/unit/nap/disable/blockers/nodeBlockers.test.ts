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
import { app, blockers, selector } from "./judged.ts";

describe("blockers of a drain by nodes", () => {
  it("name annotations of nodes and templates", () => {
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const template = nodePool("default").spec.template;
    assert.deepEqual(
      blockers({
        nodes: [napNode("nap", "default", { annotations })],
        nodePools: [nodePool("default", { template: { ...template, metadata: { annotations } } })],
      }),
      [
        "info doNotDisruptTemplate: NodePool default puts karpenter.sh/do-not-disrupt on every node that it makes; each of its nodes has to be freed on its own.",
        "blocks doNotDisruptNode: Node nap must not be disrupted (annotation karpenter.sh/do-not-disrupt).",
      ],
    );
  });

  it("name nodes that Karpenter cannot take: uninitialised, without NodeClaim, without NodePool", () => {
    const waiting = claim("nap", "default", { Initialized: "Unknown" });
    assert.deepEqual(blockers({ nodeClaims: [waiting] }), [
      "waits uninitialised: Node nap is not initialized yet.",
    ]);
    const conditions = [{ type: "Initialized", status: "False", message: "StartupTaintsExist" }];
    assert.deepEqual(
      blockers({ nodeClaims: [{ ...waiting, status: { nodeName: "nap", conditions } }] }),
      ["waits uninitialised: Node nap is not initialized yet (StartupTaintsExist)."],
    );
    assert.deepEqual(blockers({ nodeClaims: [], nodePools: [] }), [
      "blocks withoutClaim: Node nap carries the label of a NodePool but belongs to no NodeClaim: Karpenter does not look after it.",
      "blocks withoutNodePool: Node nap names NodePool default, which does not exist.",
    ]);
    const node = napNode("nap");
    const scaleSet =
      "azure:///subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/aks-pool-1-vmss/virtualMachines/0";
    const labelled = { ...node, spec: { ...node.spec, providerID: scaleSet } };
    assert.deepEqual(blockers({ nodes: [labelled], nodeClaims: [], nodePools: [] }), [
      "blocks withoutClaim: Node nap is a machine of an agent pool's scale set, which Karpenter never makes, and carries the label karpenter.sh/nodepool: it counts as one of Karpenter's.",
    ]);
  });

  it("name static pools", () => {
    assert.deepEqual(blockers({ nodePools: [nodePool("default", { replicas: 2 })] }), [
      "waits staticPool: NodePool default is static: the API server takes no limits.cpu for it and drift replaces its nodes. The plan scales it to 0, which deletes all of its nodes at once, whether or not their pods have another place; the pool itself may have to be deleted.",
    ]);
  });

  it("do not name on nodes of static pools what only stops Karpenter from choosing them", () => {
    const unready = claim("nap", "default", { Initialized: "False" });
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const fixed = fixedNode("fixed", "fixed", { cpu: "1" });
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    assert.deepEqual(
      blockers({
        nodes: [napNode("nap", "default", { annotations }), fixed],
        nodeClaims: [unready],
        nodePools: [
          nodePool("default", { replicas: 0, disruption: { budgets: [{ nodes: "0" }] } }),
        ],
        aksNodeClasses: [],
        pods: [pod("p", "nap", { cpu: "3" }), pod("q", "nap", app)],
        podDisruptionBudgets: [zero],
      }),
      [
        "info doNotDisruptNode: Node nap goes in spite of its annotation karpenter.sh/do-not-disrupt: nothing asks for it where a node is deleted or a static NodePool scaled to 0.",
        "blocks podDisruptionBudget: Pod default/q: PodDisruptionBudget default/b never lets one go (maxUnavailable 0).",
      ],
    );
  });

  it("name nodes that no waiting mends: not initialized for long, not drifted, of an AKSNodeClass that is gone", () => {
    const old = claim("nap", "default", { Initialized: "False" });
    const made = (creationTimestamp: string) => ({
      nodeClaims: [{ ...old, metadata: { ...old.metadata, creationTimestamp } }],
    });
    assert.deepEqual(
      ["2026-11-22T08:50:00Z", "2026-11-22T08:30:00Z"].flatMap((time) => blockers(made(time))),
      [
        "waits uninitialised: Node nap is not initialized yet.",
        "blocks uninitialised: Node nap is not initialized, though its NodeClaim is of 2026-11-22 08:30 UTC: Karpenter takes no such node.",
      ],
    );
    const gone = { metadata: { name: "default", deletionTimestamp: takenAt } };
    assert.deepEqual(
      [[], [gone]].flatMap((aksNodeClasses) => blockers({ aksNodeClasses })),
      [
        "blocks withoutNodeClass: NodePool default names AKSNodeClass default, which does not exist: Karpenter takes none of its nodes.",
        "blocks withoutNodeClass: NodePool default names AKSNodeClass default, which is being deleted: Karpenter takes none of its nodes.",
      ],
    );
    const unread = [{ list: "aksNodeClasses", reason: "forbidden", message: "403" }] as const;
    assert.deepEqual(blockers({ aksNodeClasses: [], unread }), []);
    const { outlook } = stateOf(
      snapshot({
        nodes: [napNode("nap"), fixedNode("fixed")],
        nodeClaims: [claim("nap")],
        nodePools: [nodePool("default")],
        aksNodeClasses: [],
      }),
    );
    assert.deepEqual(
      outlook.rehearsal.nodes.map(({ outcome }) => outcome),
      ["held"],
    );
  });

  it("name nodes that have not drifted long after the taint", () => {
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    const plain = nodePool("default");
    const spec = { ...plain.spec.template.spec, taints };
    const tainted = (time: string) => ({
      nodePools: [
        {
          ...nodePool("default", { template: { spec } }),
          metadata: {
            ...plain.metadata,
            managedFields: [
              { time, fieldsV1: { "f:spec": { "f:template": { "f:spec": { "f:taints": {} } } } } },
            ],
          },
        },
      ],
    });
    const long = tainted("2026-11-22T08:40:00Z");
    assert.deepEqual(blockers(long), [
      "unknown notDrifting: Node nap has not drifted since the taint of 2026-11-22 08:40 UTC: Karpenter does not look at it, or does not run.",
    ]);
    assert.deepEqual(blockers(tainted("2026-11-22T08:55:00Z")), []);
    const drifted = [claim("nap", "default", { Initialized: "True", Drifted: "True" })];
    assert.deepEqual(blockers({ ...long, nodeClaims: drifted }), []);
  });

  it("name what a node hangs on once its pods are gone, when it takes long", () => {
    const hanging = (status: Record<string, string>, deletionTimestamp?: string) => {
      const one = claim("nap", "default", { Initialized: "True", ...status });
      const metadata = { ...one.metadata, ...(deletionTimestamp && { deletionTimestamp }) };
      return { ...one, metadata };
    };
    const drained = { Drained: "True", VolumesDetached: "Unknown" };
    const all = [
      { nodeClaims: [hanging(drained)] },
      { nodeClaims: [hanging(drained)], takenAt: "2026-11-22T08:10:00Z" },
      { nodeClaims: [hanging({ ...drained, VolumesDetached: "False" })] },
      { nodeClaims: [hanging({ ...drained, InstanceTerminating: "True" })] },
      { nodes: [], nodeClaims: [hanging({}, "2026-11-22T08:50:00Z")] },
      { nodes: [], nodeClaims: [hanging({}, "2026-11-22T08:40:00Z")] },
      { nodes: [], nodeClaims: [hanging({})] },
    ];
    assert.deepEqual(
      all.map((parts) => blockers(parts)),
      [
        [
          "unknown attachedVolumes: Node nap is drained, but its disks have not been detached since 2026-11-22 08:00 UTC: Karpenter waits until its VolumeAttachments are gone.",
        ],
        [],
        [],
        [
          "unknown machineRemains: Node nap: Azure has not deleted its machine since 2026-11-22 08:00 UTC.",
        ],
        [],
        [
          "waits machineRemains: NodeClaim nap has been deleted since 2026-11-22 08:40 UTC and is still there: Karpenter keeps it until Azure has deleted its machine.",
        ],
        [],
      ],
    );
  });
});
