import { repairs, taints } from "./judged.ts";
import { nodeClass, nodePool, template } from "./manifests.ts";

/** A NodePool in block style, with more lines of its template's spec and of its own. */
function poolOfLines(lines: string, more = ""): string {
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: a
spec:
${more}  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      requirements:
        - key: a
          operator: Exists
${lines === "" ? "" : `${lines}\n`}`;
}

describe("the preferred fixes of fields that are unknown, missing or in the wrong place", () => {
  repairs([
    [
      "a field that only tolerations have, in a taint",
      nodePool(taints("[{ key: a, operator: Equal, value: b, effect: NoSchedule }]")),
      nodePool(taints("[{ key: a, value: b, effect: NoSchedule }]")),
    ],
    [
      "a name that begins with that of a required field",
      poolOfLines("").replace("metadata:", "metadataOfIt:"),
      poolOfLines(""),
    ],
    [
      "a name that slipped out of the empty map before it",
      poolOfLines("").replace("  name: a", "name: a"),
      poolOfLines(""),
    ],
    [
      "a kind that was left out, by the fields of the object's group",
      poolOfLines("").replace("kind: NodePool\n", "").replace("karpenter.sh/v1", "karpenter.sh/v2"),
      poolOfLines(""),
    ],
    [
      "a kind that does not exist, by the fields of the object's version",
      nodeClass("osDiskSizeGB: 64").replace("AKSNodeClass", "AzureProfile"),
      nodeClass("osDiskSizeGB: 64"),
    ],
    [
      "disruption without consolidateAfter",
      nodePool("disruption: { budgets: [] }"),
      nodePool("disruption: { budgets: [], consolidateAfter: 0s }"),
    ],
    [
      "a requirement without operator",
      nodePool(template("{ key: a, values: [b] }, { key: c }")),
      nodePool(template("{ key: a, values: [b], operator: In }, { key: c, operator: Exists }")),
    ],
    [
      "a taint without effect",
      nodePool(taints("[{ key: a }]")),
      nodePool(taints("[{ key: a, effect: NoSchedule }]")),
    ],
    [
      "a reference without group and kind",
      nodePool("template: { spec: { nodeClassRef: { name: a }, requirements: [] } }"),
      nodePool(
        "template: { spec: { nodeClassRef: { name: a, group: karpenter.azure.com, kind: AKSNodeClass }, requirements: [] } }",
      ),
    ],
    ["a field in other letters", nodePool("Limits: { cpu: 1 }"), nodePool("limits: { cpu: 1 }")],
    ["a field with a typing error", nodePool("limts: { cpu: 1 }"), nodePool("limits: { cpu: 1 }")],
    [
      "a required field in other letters",
      nodePool(template("{ key: a, Operator: Exists }")),
      nodePool(template("{ key: a, operator: Exists }")),
    ],
    [
      "a field in the wrong place",
      nodeClass("fsFileMax: 9000, maxPods: 30"),
      nodeClass("maxPods: 30, linuxOSConfig: { sysctls: { fsFileMax: 9000 } }"),
    ],
    [
      "a misspelt field in the wrong place",
      nodeClass("encryptionatHost: true, maxPods: 30"),
      nodeClass("maxPods: 30, security: { encryptionAtHost: true }"),
    ],
    [
      "a field that exists nowhere",
      nodeClass("spotPrice: 1, maxPods: 30"),
      nodeClass("maxPods: 30"),
    ],
    [
      "a kubelet setting as the AKS API names it",
      nodeClass("kubelet: { containerLogMaxSizeMB: 20, podMaxPids: 100 }"),
      nodeClass("kubelet: { containerLogMaxSize: 20Mi, podPidsLimit: 100 }"),
    ],
    [
      "the only field of a map in the wrong place",
      nodeClass("encryptionAtHost: true"),
      nodeClass("security: { encryptionAtHost: true }"),
    ],
    [
      "a most number of nodes",
      nodePool("weight: 1, maxNodes: 5"),
      nodePool('weight: 1, limits: { nodes: "5" }'),
    ],
    [
      "a setting of the class in a pool",
      poolOfLines("      maxPods: 30"),
      poolOfLines("      # Belongs to the AKSNodeClass:\n      # maxPods: 30"),
    ],
    [
      "a period of pods on a node",
      poolOfLines("      terminationGracePeriodSeconds: 300 # five minutes"),
      poolOfLines("      terminationGracePeriod: 300s # five minutes"),
    ],
    [
      "requirements in the wrong place beside others",
      poolOfLines("", "  requirements:\n    - { key: b, operator: Exists }\n"),
      poolOfLines("        - key: b\n          operator: Exists"),
    ],
    [
      "a reference in the wrong place that says less than the right one",
      poolOfLines("", "  nodeClassRef: { name: default }\n"),
      poolOfLines(""),
    ],
    [
      "limits in the wrong place beside others",
      nodePool(
        "limits: { cpu: 1 }, template: { spec: { nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }, requirements: [], limits: { memory: 1Gi } } }",
      ),
      nodePool(
        "limits: { cpu: 1, memory: 1Gi }, template: { spec: { nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }, requirements: [] } }",
      ),
    ],
    [
      "JSON in JSON",
      '{"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": {"name": "a"}, "spec": {"template": {"spec": {"nodeClassRef": {"name": "a"}, "requirements": [], "terminationGracePeriodSeconds": 30}}}}\n',
      '{"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": {"name": "a"}, "spec": {"template": {"spec": {"nodeClassRef": {"name": "a", "group": "karpenter.azure.com", "kind": "AKSNodeClass"}, "requirements": [], "terminationGracePeriod": "30s"}}}}\n',
    ],
    [
      "a class in the group of the pools",
      nodeClass("maxPods: 30").replace("karpenter.azure.com/v1beta1", "karpenter.sh/v1beta1"),
      nodeClass("maxPods: 30"),
    ],
    [
      "all that a Provisioner had in its spec",
      `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: a
spec:
  requirements:
    - key: a # mine
      operator: Exists
  taints:
    - key: b
      effect: NoSchedule
  labels:
    c: d
  providerRef:
    name: big
  ttlSecondsUntilExpired: 604800
  consolidation:
    enabled: true
`,
      `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: a
spec:
  disruption:
    consolidationPolicy: WhenEmptyOrUnderutilized
    consolidateAfter: 0s
  template:
    spec:
      requirements:
        - key: a # mine
          operator: Exists
      expireAfter: 604800s
      taints:
        - key: b
          effect: NoSchedule
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: big
    metadata:
      labels:
        c: d
`,
    ],
    [
      "consolidation that a Provisioner had switched off",
      nodePool("consolidation: { enabled: false }"),
      nodePool("disruption: { consolidateAfter: Never }"),
    ],
    [
      "what a Provisioner had where the pool says it already",
      nodePool("consolidation: { enabled: false }, disruption: { consolidateAfter: 0s }"),
      nodePool("disruption: { consolidateAfter: 0s }"),
    ],
    [
      "a spec beside the template that it belongs to",
      `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: a
spec:
  template:
  spec:
    nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }
    requirements: []
`,
      `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: a
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: a
      requirements: []
`,
    ],
    [
      "a kind that lacks where the version has one",
      nodeClass("maxPods: 30").replace("kind: AKSNodeClass\n", ""),
      nodeClass("maxPods: 30"),
    ],
    [
      "a kind that lacks where one has such a spec",
      poolOfLines("").replace("kind: NodePool\n", ""),
      poolOfLines(""),
    ],
    [
      "the image of a class as AKS has it",
      nodeClass('osImage: { sku: Ubuntu, version: "24.04" }'),
      nodeClass("imageFamily: Ubuntu"),
    ],
    [
      "a requirement written as a label",
      nodePool(template("{ kubernetes.io/os: linux }")),
      nodePool(template("{ key: kubernetes.io/os, operator: In, values: [linux] }")),
    ],
    [
      "a requirement without a key, by its values: kubernetes.io/arch",
      nodePool(template("{ operator: In, values: [amd64, arm64] }")),
      nodePool(template("{ operator: In, values: [amd64, arm64], key: kubernetes.io/arch }")),
    ],
    [
      "a requirement without a key, by its values: karpenter.sh/capacity-type",
      nodePool(template("{ operator: In, values: [spot] }")),
      nodePool(template("{ operator: In, values: [spot], key: karpenter.sh/capacity-type }")),
    ],
    [
      "a requirement without a key, by its values: karpenter.azure.com/sku-name",
      nodePool(template("{ operator: In, values: [Standard_D4s_v5] }")),
      nodePool(
        template("{ operator: In, values: [Standard_D4s_v5], key: karpenter.azure.com/sku-name }"),
      ),
    ],
    [
      "a requirement without a key, by its values: karpenter.azure.com/sku-family",
      nodePool(template("{ operator: In, values: [D, E] }")),
      nodePool(template("{ operator: In, values: [D, E], key: karpenter.azure.com/sku-family }")),
    ],
    [
      "a requirement without a key, by its values: topology.kubernetes.io/zone",
      nodePool(template("{ operator: In, values: [westeurope-1] }")),
      nodePool(
        template("{ operator: In, values: [westeurope-1], key: topology.kubernetes.io/zone }"),
      ),
    ],
    [
      "an operator that stands beside the list of the one requirement without it",
      poolOfLines("      operator: Exists").replace("          operator: Exists\n", ""),
      poolOfLines(""),
    ],
    [
      "values that stand in another part of the object than the one requirement without them",
      poolOfLines("        - key: b\n          operator: In").replace(
        "  name: a\n",
        "  name: a\n  values: [c]\n",
      ),
      poolOfLines("        - key: b\n          operator: In\n          values: [c]"),
    ],
  ]);
});
