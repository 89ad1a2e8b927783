import assert from "node:assert/strict";

import { nodeClassHash, nodePoolHash } from "../../../src/karpenter/hash.ts";
import classes from "./vectors/nodeClassHash.json" with { type: "json" };
import pools from "./vectors/nodePoolHash.json" with { type: "json" };

interface WithSpec {
  readonly spec?: unknown;
}

/** The object that the provider's own test (aksnodeclass_hash_test.go) starts from. */
const official = {
  vnetSubnetID: "subnet-id",
  osDiskSizeGB: 30,
  imageFamily: "Ubuntu2204",
  tags: { "keyTag-1": "valueTag-1", "keyTag-2": "valueTag-2" },
  kubelet: {
    cpuManagerPolicy: "static",
    cpuCFSQuota: true,
    cpuCFSQuotaPeriod: "100ms",
    imageGCHighThresholdPercent: 85,
    imageGCLowThresholdPercent: 80,
    topologyManagerPolicy: "none",
    allowedUnsafeSysctls: ["net.core.somaxconn"],
    containerLogMaxSize: "10Mi",
    containerLogMaxFiles: 10,
  },
  maxPods: 100,
};

const changed: readonly [hash: string, change: object][] = [
  ["4108492229247269128", {}],
  ["4108492229247269128", { tags: {} }],
  ["13971920214979852468", { vnetSubnetID: "subnet-id-2" }],
  ["7816855636861645563", { osDiskSizeGB: 40 }],
  ["15616969746300892810", { imageFamily: "AzureLinux" }],
  ["33638514539106194", { kubelet: { ...official.kubelet, cpuManagerPolicy: "none" } }],
  ["15508761509963240710", { maxPods: 200 }],
  ["17805442572569734619", { localDNS: { mode: "Required" } }],
  [
    "14608914734386108436",
    { localDNS: { vnetDNSOverrides: [{ zone: "example.com", queryLogging: "Log" }] } },
  ],
  [
    "11008649797056761238",
    { localDNS: { vnetDNSOverrides: [{ zone: "example.com", cacheDuration: "1h" }] } },
  ],
  ["15355387647114481444", { artifactStreaming: { enabled: true } }],
];

describe("drift hashes", () => {
  it("of AKSNodeClasses are those of the provider's tests", () => {
    assert.deepEqual(
      changed.map(([, change]) => [nodeClassHash({ ...official, ...change }), change]),
      changed,
    );
  });

  it("of AKSNodeClasses are those that the provider computes", () => {
    const objects = classes as unknown as [WithSpec, string][];
    assert.deepEqual(
      objects.map(([object]) => [object, nodeClassHash(object.spec)]),
      classes,
    );
  });

  it("of NodePools are those that Karpenter computes", () => {
    const objects = pools as unknown as [WithSpec, string][];
    assert.deepEqual(
      objects.map(([object]) => [object, nodePoolHash(object.spec)]),
      pools,
    );
  });

  it("do not depend on the order of lists", () => {
    const taints = [
      { key: "a", effect: "NoSchedule" },
      { key: "b", effect: "NoExecute" },
    ];
    const hashOf = (list: unknown) => nodePoolHash({ template: { spec: { taints: list } } });
    assert.equal(hashOf(taints), hashOf(taints.toReversed()));
    assert.notEqual(hashOf(taints), hashOf(taints.slice(1)));
  });

  it("do not exist for objects that Go cannot read", () => {
    assert.equal(nodeClassHash({ kubelet: { cpuCFSQuotaPeriod: "abc" } }), undefined);
    assert.equal(nodeClassHash({ maxPods: "30" }), undefined);
    assert.equal(nodeClassHash({ osDiskSizeGB: 1e12 }), undefined);
    assert.equal(nodePoolHash({ template: { spec: { taints: {} } } }), undefined);
    assert.equal(
      nodePoolHash({ template: { spec: { taints: [{ timeAdded: "soon" }] } } }),
      undefined,
    );
  });
});
