import assert from "node:assert/strict";
import {
  clusterContents,
  type ClusterContents,
  type ContentObjects,
} from "../../../../../src/nap/view/contents/clusterContents.ts";

const live = { phase: "live" } as const;
const kinds: ClusterContents["kinds"] = {
  nodePools: live,
  nodeClaims: live,
  aksNodeClasses: live,
  nodes: live,
  events: live,
};

const ofPool = (pool: string) => ({ labels: { "karpenter.sh/nodepool": pool } });
const pool = (name: string) => ({
  metadata: { name },
  spec: { template: { spec: { nodeClassRef: { name: "linux" } } } },
});
const claim = (name: string, pool: string, status: object = {}) => ({
  metadata: { name, ...ofPool(pool) },
  status,
});
const fixed = (name: string, pool: string) => ({
  metadata: {
    name,
    labels: { "kubernetes.azure.com/agentpool": pool, "kubernetes.azure.com/mode": "system" },
  },
});

const objects: ContentObjects = {
  nodePools: [pool("b"), pool("a")],
  nodeClaims: [
    claim("c3", "gone"),
    claim("c2", "a", { providerID: "p2" }),
    claim("c1", "a", { nodeName: "n1" }),
  ],
  aksNodeClasses: [{ metadata: { name: "linux" } }, { metadata: { name: "other" } }],
  nodes: [
    { metadata: { name: "n2", ...ofPool("a") }, spec: { providerID: "p2" } },
    { metadata: { name: "n1", ...ofPool("a") } },
    { metadata: { name: "n0", ...ofPool("b") } },
    fixed("f2", "system"),
    fixed("f1", "user"),
    { metadata: { name: "virtual-kubelet" } },
  ],
  events: [],
};

describe("the contents of a cluster", () => {
  const contents = clusterContents(objects, kinds, 0);
  const rows = (nodes: ClusterContents["strayNodes"]) =>
    nodes.map(({ name, claimName, nodeName }) => [name, claimName, nodeName]);

  it("has every claim and every node of Karpenter once, under its pool or apart", () => {
    assert.deepEqual(
      contents.nodePools.map(({ name, nodes }) => [name, rows(nodes)]),
      [
        [
          "a",
          [
            ["n1", "c1", "n1"],
            ["n2", "c2", "n2"],
          ],
        ],
        ["b", [["n0", "", "n0"]]],
      ],
    );
    assert.deepEqual(rows(contents.strayNodes), [["c3", "c3", ""]]);
  });

  it("has the pools of each class", () => {
    assert.deepEqual(
      contents.nodeClasses.map(({ name, nodePools }) => [name, nodePools]),
      [
        ["linux", ["a", "b"]],
        ["other", []],
      ],
    );
  });

  it("has fixed-size pools by their nodes, and nobody else's", () => {
    assert.deepEqual(
      contents.agentPools.map(({ name, mode, nodes }) => [
        name,
        mode,
        nodes.map((one) => one.name),
      ]),
      [
        ["system", "System", ["f2"]],
        ["user", "System", ["f1"]],
      ],
    );
  });

  it("keeps the rows of what has not changed", () => {
    const again = clusterContents({ ...objects, nodePools: [pool("a")] }, kinds, 0);
    assert.equal(again.nodePools[0]?.nodes[0], contents.nodePools[0]?.nodes[0]);
    const [n2, , ...others] = objects.nodes;
    assert.ok(n2);
    const renewed = { metadata: { name: "n1", ...ofPool("a") } };
    const changed = clusterContents({ ...objects, nodes: [n2, renewed, ...others] }, kinds, 0);
    const [first, second] = changed.nodePools[0]?.nodes ?? [];
    assert.notEqual(first, contents.nodePools[0]?.nodes[0]);
    assert.equal(second, contents.nodePools[0]?.nodes[1]);
  });
});
