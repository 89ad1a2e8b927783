import assert from "node:assert/strict";
import type {
  AksNodeClass,
  NodePool,
} from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import { nodeClassRow } from "../../../../../src/nap/view/contents/nodeClassRow.ts";
import { nodePoolRow } from "../../../../../src/nap/view/contents/nodePoolRow.ts";
import { nodeRow } from "../../../../../src/nap/view/contents/nodeRow.ts";

const now = Date.parse("2026-11-22T09:00:00Z");
const is = (type: string, status: string, reason = type, message = "") => ({
  type,
  status,
  reason,
  message,
});
const well = [is("ValidationSucceeded", "True"), is("NodeClassReady", "True")];

const pool = (spec: object = {}, status: object = {}, meta: object = {}): NodePool => ({
  metadata: { name: "default", uid: "u", creationTimestamp: "2026-11-01T00:00:00Z", ...meta },
  spec: {
    template: { spec: { nodeClassRef: { name: "linux" } } },
    ...spec,
  },
  status: { conditions: [...well, is("Ready", "True")], ...status },
});

const nodes = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = `n${index}`;
    const conditions = ["Launched", "Registered", "Initialized"].map((type) => is(type, "True"));
    const ready = { conditions: [is("Ready", "True")] };
    return nodeRow({
      claim: { metadata: { name }, status: { nodeName: name, conditions } },
      node: { metadata: { name }, status: ready },
    });
  });

describe("the row of a NodePool", () => {
  it("holds readiness, limits, budgets and nodes", () => {
    const limits = { cpu: "100", memory: "1Ti", "nvidia.com/gpu": "0", nodes: 3 };
    const resources = { cpu: "25500m", memory: "256Gi", nodes: "3", pods: "9" };
    const members = nodes(15);
    const row = nodePoolRow(pool({ limits, weight: 7 }, { resources }), members, now);
    assert.deepEqual(row, {
      name: "default",
      uid: "u",
      isReady: true,
      readiness: "Ready",
      warnings: [],
      nodes: members,
      readyNodes: 15,
      limits: [
        { resource: "cpu", used: "25500m", limit: "100", percent: 26, isReached: false },
        { resource: "memory", used: "256Gi", limit: "1Ti", percent: 25, isReached: false },
        { resource: "nvidia.com/gpu", used: "0", limit: "0", percent: 100, isReached: true },
        { resource: "nodes", used: "3", limit: "3", percent: 100, isReached: true },
      ],
      isStatic: false,
      replicas: undefined,
      isFrozen: false,
      isBeingDisabled: false,
      isDeleting: false,
      weight: 7,
      nodeClass: "linux",
      budgets: ["Drifted", "Empty", "Underutilized"].map((reason) => ({
        reason,
        allowed: 2,
        opensAt: undefined,
      })),
      createdAt: "2026-11-01T00:00:00Z",
    });
  });

  for (const [title, conditions, readiness] of [
    [
      "its class is missing",
      [
        is("ValidationSucceeded", "True"),
        is("NodeClassReady", "False", "NodeClassNotFound", "NodeClass not found on cluster"),
        is("Ready", "False", "UnhealthyDependents", "NodeClassReady=False"),
      ],
      "Not ready: its AKSNodeClass does not exist",
    ],
    [
      "Karpenter refuses it",
      [
        is("ValidationSucceeded", "False", "NodePoolValidationFailed", "invalid value: x"),
        is("NodeClassReady", "True"),
        is("Ready", "False", "UnhealthyDependents", "ValidationSucceeded=False"),
      ],
      "Not ready: Karpenter refuses it: invalid value: x",
    ],
    [
      "it has not been judged",
      [is("Ready", "Unknown", "AwaitingReconciliation", "object is awaiting reconciliation")],
      "Not judged yet: Karpenter has not looked at it yet",
    ],
    ["Karpenter does not run", [], "Karpenter has not judged it: is it running?"],
  ] as const) {
    it(`says why the pool is not ready: ${title}`, () => {
      assert.equal(nodePoolRow(pool({}, { conditions }), [], now).readiness, readiness);
    });
  }

  it("warns of a pool that is ready and whose nodes do not join", () => {
    const conditions = [
      ...well,
      is("Ready", "True"),
      is("NodeRegistrationHealthy", "False", "RegistrationFailed", "Failed to register node"),
    ];
    const row = nodePoolRow(pool({}, { conditions }), [], now);
    assert.deepEqual(
      [row.isReady, row.readiness, row.warnings],
      [true, "Ready", ["its newest node never joined the cluster"]],
    );
  });

  it("does not warn of a pool that has had no node yet", () => {
    const unknown = is("NodeRegistrationHealthy", "Unknown", "AwaitingReconciliation", "...");
    const row = nodePoolRow(
      pool({}, { conditions: [...well, is("Ready", "True"), unknown] }),
      [],
      now,
    );
    assert.deepEqual(row.warnings, []);
  });

  it("knows frozen pools, pools on their way out, static pools and deleted ones", () => {
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    const template = { spec: { taints } };
    const flags = (spec: object, meta: object = {}) => {
      const row = nodePoolRow(pool(spec, {}, meta), [], now);
      return [row.isFrozen, row.isBeingDisabled, row.isStatic, row.isDeleting];
    };
    assert.deepEqual(flags({ limits: { cpu: "0" } }), [true, false, false, false]);
    assert.deepEqual(flags({ limits: { cpu: "0m", memory: "1Gi" } }), [true, false, false, false]);
    assert.deepEqual(flags({ limits: { memory: "0" } }), [false, false, false, false]);
    assert.deepEqual(flags({ template }), [false, true, false, false]);
    assert.deepEqual(flags({ replicas: 0 }), [false, false, true, false]);
    assert.deepEqual(flags({}, { deletionTimestamp: "2026-11-22T09:00:00Z" }), [
      false,
      false,
      false,
      true,
    ]);
  });

  it("says what budgets allow now and when a closed one opens", () => {
    const budgets = [
      { nodes: "0", schedule: "0 8 * * *", duration: "4h", reasons: ["Drifted"] },
      { nodes: "50%", reasons: ["Empty"] },
    ];
    const row = nodePoolRow(pool({ disruption: { budgets } }), nodes(5), now);
    assert.deepEqual(row.budgets, [
      { reason: "Drifted", allowed: 0, opensAt: "2026-11-22T12:00:00.000Z" },
      { reason: "Empty", allowed: 3, opensAt: undefined },
      { reason: "Underutilized", allowed: Infinity, opensAt: undefined },
    ]);
  });
});

describe("the row of an AKSNodeClass", () => {
  const image = (definition: string) =>
    `/subscriptions/s/resourceGroups/AKS-Ubuntu/providers/Microsoft.Compute/galleries/AKSUbuntu/images/${definition}/versions/202512.18.0`;
  const nodeClass = (conditions: object[], more: object = {}) =>
    ({
      metadata: { name: "default", uid: "u" },
      spec: { imageFamily: "AzureLinux" },
      status: {
        conditions,
        kubernetesVersion: "1.35.4",
        images: [{ id: image("V3gen2") }, { id: image("V3gen2arm64") }],
      },
      ...more,
    }) as AksNodeClass;

  it("holds readiness, images and who uses it", () => {
    assert.deepEqual(nodeClassRow(nodeClass([is("Ready", "True")]), ["a", "b"]), {
      name: "default",
      uid: "u",
      isReady: true,
      readiness: "Ready",
      imageFamily: "AzureLinux",
      images: [
        { definition: "V3gen2", version: "202512.18.0" },
        { definition: "V3gen2arm64", version: "202512.18.0" },
      ],
      kubernetesVersion: "1.35.4",
      nodePools: ["a", "b"],
      isDeleting: false,
      createdAt: "",
    });
  });

  it("says everything that is wrong", () => {
    const conditions = [
      is("ImagesReady", "False", "ImagesNotFound", "ImageSelectors did not match any Images"),
      is("SubnetsReady", "False", "SubnetNotFound", "resource not found: /subnets/x"),
      is("ValidationSucceeded", "False", "DiskEncryptionSetRBACMissing", "..."),
      is("Ready", "False", "UnhealthyDependents", "ImagesReady=False"),
    ];
    assert.equal(
      nodeClassRow(nodeClass(conditions), []).readiness,
      "Not ready: no node image fits its settings; the subnet does not exist: /subnets/x; the cluster's identity needs the role Reader on the disk encryption set",
    );
  });
});
