import assert from "node:assert/strict";
import { claim, fixedNode, napNode, pod } from "../objects.ts";
import { blockers, podBlockers } from "./judged.ts";

describe("blockers of a drain by lack of room", () => {
  it("name pods that fit no other node and why", () => {
    const nodes = [
      napNode("nap"),
      fixedNode("a", "fixed", { cpu: "1" }),
      fixedNode("b", "fixed", { cpu: "1" }),
    ];
    assert.deepEqual(podBlockers({ cpu: "2" }, { nodes }), [
      "blocks noRoom: Pod default/p fits no other node: cpu lacks 1 cores (2 nodes).",
    ]);
    assert.deepEqual(
      podBlockers({ nodeSelector: { "karpenter.sh/nodepool": "default" } }, { nodes }),
      [
        "blocks onlyNapNodes: Pod default/p fits no other node: node selector or affinity does not match (2 nodes).",
      ],
    );
    assert.deepEqual(podBlockers({}, { nodes: [napNode("nap")] }), [
      "blocks noRoom: Pod default/p fits no other node: there is no fixed node.",
    ]);
  });

  it("name the lack of room of a node that something else holds, too", () => {
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const held =
      "blocks doNotDisruptNode: Node nap must not be disrupted (annotation karpenter.sh/do-not-disrupt).";
    const nodes = [
      napNode("nap", "default", { annotations }),
      fixedNode("f", "fixed", { cpu: "1" }),
    ];
    assert.deepEqual(podBlockers({ cpu: "2" }, { nodes }), [
      held,
      "blocks noRoom: Pod default/p fits no other node: cpu lacks 1 cores (1 node).",
    ]);
    assert.deepEqual(podBlockers({ cpu: "1" }, { nodes }), [held]);
  });

  it("call room that hangs on the order of nodes uncertain, and what no order gives certain", () => {
    const sizes = Object.entries({ a: "2", b: "2", c: "8" });
    const found = blockers({
      nodes: [
        ...sizes.map(([name, cpu]) => napNode(name, "default", { cpu })),
        fixedNode("f", "fixed", { cpu: "2" }),
      ],
      nodeClaims: sizes.map(([name]) => claim(name)),
      pods: sizes.map(([name, cpu]) => pod(`p-${name}`, name, { cpu })),
    });
    const hangs =
      "That hangs on which nodes go first, and Karpenter takes those that drift together in no certain order.";
    assert.deepEqual(found, [
      "blocks noRoom: Pod default/p-c fits no other node: cpu lacks 8 cores (1 node).",
      `unknown tightRoom: Pod default/p-b may fit no other node: cpu lacks 2 cores (1 node). ${hangs}`,
      `unknown tightRoom: Pod default/p-a may fit no other node: cpu lacks 2 cores (1 node). ${hangs}`,
    ]);
  });

  it("name volumes that keep a pod in a zone without fixed nodes", () => {
    const terms = [
      {
        matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: ["r-2"] }],
      },
    ];
    const found = podBlockers(
      { volumes: [{ name: "d", persistentVolumeClaim: { claimName: "c" } }] },
      {
        nodes: [
          napNode("nap", "default", { zone: "r-2" }),
          fixedNode("f", "fixed", { zone: "r-1" }),
        ],
        persistentVolumes: [
          {
            metadata: { name: "v" },
            spec: { nodeAffinity: { required: { nodeSelectorTerms: terms } } },
          },
        ],
        persistentVolumeClaims: [
          { metadata: { name: "c", namespace: "default" }, spec: { volumeName: "v" } },
        ],
      },
    );
    assert.deepEqual(found, [
      "blocks zonalVolume: Pod default/p fits no other node: a volume cannot be used there (1 node).",
    ]);
  });

  it("name pods that only fit when the big ones come first", () => {
    const nodes = [
      napNode("nap"),
      fixedNode("a", "fixed", { cpu: "2" }),
      fixedNode("b", "fixed", { cpu: "2" }),
    ];
    const pods = [
      pod("big", "nap", { cpu: "2" }),
      pod("small1", "nap", { cpu: "1" }),
      pod("small2", "nap", { cpu: "1" }),
    ];
    assert.deepEqual(blockers({ nodes, pods }), [
      "info tightRoom: Pod default/big may be left pending: room is so tight that it hangs on the order in which pods are started.",
    ]);
  });
});
