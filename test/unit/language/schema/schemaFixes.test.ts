import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/language/edit/applyEdits.ts";
import { fixAll } from "../../../../src/language/fixAll.ts";
import { schemaFindings } from "../../../../src/language/schema/schemaFindings.ts";
import type { Finding } from "../../../../src/language/finding.ts";
import { createWorkspace } from "../../../../src/language/workspace.ts";
import { schemaSet, today } from "../service.ts";
import { manifestOf, nodeClass, nodePool, template } from "./manifests.ts";

const context = { schemas: schemaSet("current"), workspace: createWorkspace([]), now: today };

function findings(text: string, partial = false): readonly Finding[] {
  return schemaFindings(manifestOf(text, { partial }), context);
}

const taints = (list: string) =>
  template("").replace("requirements:", `taints: ${list}, requirements:`);
const labels = (value: string) => nodePool(template("", `metadata: { labels: ${value} },`));
const budgets = (list: string) =>
  nodePool(`disruption: { consolidateAfter: 0s, budgets: ${list} }`);

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

const dnsZoneOf = (zone: string, to: string, protocol: string) =>
  `{ zone: ${zone}, queryLogging: Error, forwardPolicy: Sequential, maxConcurrent: 1000, cacheDuration: 1h, serveStale: Immediate, serveStaleDuration: 1h, forwardDestination: ${to}, protocol: ${protocol} }`;
const inCluster = dnsZoneOf("cluster.local", "ClusterCoreDNS", "ForceTCP");
const dnsLists = `kubeDNSOverrides: [${dnsZoneOf(".", "ClusterCoreDNS", "PreferUDP")}, ${inCluster}], vnetDNSOverrides: [${dnsZoneOf(".", "VnetDNS", "PreferUDP")}, ${inCluster}]`;

/** What the preferred fixes make of a manifest. */
const repaired: readonly (readonly [string, string, string])[] = [
  ["a number where text is wanted", budgets("[{ nodes: 10 }]"), budgets('[{ nodes: "10" }]')],
  ["a boolean of YAML 1.1 where text is wanted", labels("{ a: yes }"), labels('{ a: "yes" }')],
  ["an octal number where text is wanted", labels("{ a: 0644 }"), labels('{ a: "0644" }')],
  [
    "a boolean where one of some values is wanted",
    nodeClass("fipsMode: off"),
    nodeClass("fipsMode: Disabled"),
  ],
  ["a number in quotes", nodeClass('maxPods: "30"'), nodeClass("maxPods: 30")],
  ["a number with a unit", nodeClass("osDiskSizeGB: 128GB"), nodeClass("osDiskSizeGB: 128")],
  [
    "a boolean in quotes",
    nodeClass('artifactStreaming: { enabled: "yes" }'),
    nodeClass("artifactStreaming: { enabled: true }"),
  ],
  ["a quote that nothing opens", budgets("[{ nodes: 10%' }]"), budgets("[{ nodes: 10% }]")],
  [
    "a comment of another language behind a value",
    nodePool("weight: 10, limits: { cpu: 10 // cores }"),
    nodePool('weight: 10, limits: { cpu: "10" }'),
  ],
  [
    "a list of pairs where a map of texts is wanted",
    nodeClass("tags: [{ team: a }, { cost: 12 }]"),
    nodeClass('tags: { team: a, cost: "12" }'),
  ],
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
    "one value where a list is wanted",
    nodePool(template("{ key: a, operator: In, values: b }")),
    nodePool(template("{ key: a, operator: In, values: [b] }")),
  ],
  [
    "values with commas where a list is wanted",
    nodePool(template('{ key: a, operator: In, values: "b, c" }')),
    nodePool(template("{ key: a, operator: In, values: [b, c] }")),
  ],
  ["a list of one where a map is wanted", labels("[{ a: b }]"), labels("{ a: b }")],
  ["a list of pairs where a map is wanted", labels("[a=b, c=d]"), labels("{ a: b, c: d }")],
  [
    "a name as a reference",
    nodePool("template: { spec: { nodeClassRef: big, requirements: [] } }"),
    nodePool(
      "template: { spec: { nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: big }, requirements: [] } }",
    ),
  ],
  [
    "an empty item",
    nodePool(template("null, { key: a, operator: Exists }")),
    nodePool(template("{ key: a, operator: Exists }")),
  ],
  [
    "a fraction as a quantity",
    nodePool("limits: { cpu: 1.5 }"),
    nodePool('limits: { cpu: "1.5" }'),
  ],
  [
    "a unit of quantities that is not known",
    nodePool("limits: { memory: 100GB }"),
    nodePool("limits: { memory: 100G }"),
  ],
  [
    "a binary unit with its B",
    nodePool("limits: { memory: 64GiB }"),
    nodePool("limits: { memory: 64Gi }"),
  ],
  [
    "days",
    nodePool("disruption: { consolidateAfter: 30d }"),
    nodePool("disruption: { consolidateAfter: 720h }"),
  ],
  [
    "minutes in words",
    nodePool("disruption: { consolidateAfter: 5 minutes }"),
    nodePool("disruption: { consolidateAfter: 5m }"),
  ],
  [
    "a bare number of seconds",
    nodePool("disruption: { consolidateAfter: 30 }"),
    nodePool("disruption: { consolidateAfter: 30s }"),
  ],
  [
    "never in lower case",
    nodePool("disruption: { consolidateAfter: never }"),
    nodePool("disruption: { consolidateAfter: Never }"),
  ],
  [
    "a day as the duration of a budget",
    budgets("[{ nodes: 10%, schedule: '@daily', duration: 1d }]"),
    budgets("[{ nodes: 10%, schedule: '@daily', duration: 24h }]"),
  ],
  [
    "a macro in capital letters",
    budgets("[{ nodes: 10%, schedule: '@Daily', duration: 8h }]"),
    budgets("[{ nodes: 10%, schedule: '@daily', duration: 8h }]"),
  ],
  ["more than all nodes", budgets("[{ nodes: 150% }]"), budgets("[{ nodes: 100% }]")],
  [
    "a value in other letters",
    nodePool(template("{ key: a, operator: not_in, values: [b] }")),
    nodePool(template("{ key: a, operator: NotIn, values: [b] }")),
  ],
  [
    "a sign as an operator",
    nodePool(template("{ key: a, operator: '==', values: [b] }")),
    nodePool(template("{ key: a, operator: 'In', values: [b] }")),
  ],
  [
    "a value of an earlier version",
    nodePool("disruption: { consolidateAfter: 0s, consolidationPolicy: WhenUnderutilized }"),
    nodePool("disruption: { consolidateAfter: 0s, consolidationPolicy: WhenEmptyOrUnderutilized }"),
  ],
  [
    "a value with a typing error",
    nodePool(taints("[{ key: a, effect: NoShedule }]")),
    nodePool(taints("[{ key: a, effect: NoSchedule }]")),
  ],
  [
    "the beginning of a value",
    nodeClass("imageFamily: Ubuntu22"),
    nodeClass("imageFamily: Ubuntu2204"),
  ],
  ["a number that is too large", nodePool("weight: 1000"), nodePool("weight: 100")],
  [
    "a weight of nothing",
    nodePool("weight: 0, limits: { cpu: 1 }"),
    nodePool("limits: { cpu: 1 }"),
  ],
  [
    "a repeated reason",
    budgets("[{ nodes: 10%, reasons: [Empty, Empty] }]"),
    budgets("[{ nodes: 10%, reasons: [Empty] }]"),
  ],
  [
    "a range of ports with a dash",
    nodeClass("linuxOSConfig: { sysctls: { netIPv4IPLocalPortRange: 32768-60999 } }"),
    nodeClass("linuxOSConfig: { sysctls: { netIPv4IPLocalPortRange: 32768 60999 } }"),
  ],
  [
    "a group with its version",
    nodePool(
      template().replace("group: karpenter.azure.com", "group: karpenter.azure.com/v1beta1"),
    ),
    nodePool(),
  ],
  [
    "an empty group",
    nodePool(template().replace("group: karpenter.azure.com", "group: ''")),
    nodePool(template().replace("group: karpenter.azure.com", "group: 'karpenter.azure.com'")),
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
  ["a field that exists nowhere", nodeClass("spotPrice: 1, maxPods: 30"), nodeClass("maxPods: 30")],
  ["a name in capital letters", nodePool("", "name: My_Pool"), nodePool("", "name: my-pool")],
  [
    "a number as a label",
    nodePool("", "name: a, labels: { a: 1 }"),
    nodePool("", 'name: a, labels: { a: "1" }'),
  ],
  ["a number that is too small", nodeClass("maxPods: 5"), nodeClass("maxPods: 10")],
  ["a share of nodes as a fraction", budgets("[{ nodes: 0.1 }]"), budgets("[{ nodes: 10% }]")],
  [
    "seconds where only minutes are known",
    budgets('[{ nodes: "1", schedule: "@daily", duration: 90s }]'),
    budgets('[{ nodes: "1", schedule: "@daily", duration: 2m }]'),
  ],
  [
    "a window without a schedule",
    budgets('[{ nodes: "1", duration: 8h }]'),
    budgets('[{ nodes: "1" }]'),
  ],
  [
    "a comparison with two numbers",
    nodePool(template('{ key: a, operator: Gt, values: ["2", "10"] }')),
    nodePool(template('{ key: a, operator: Gt, values: ["10"] }')),
  ],
  [
    "an image family as the AKS API names it",
    nodeClass("osSKU: Ubuntu 22.04 LTS".replace(" LTS", "")),
    nodeClass("imageFamily: Ubuntu2204"),
  ],
  [
    "a kubelet setting as the AKS API names it",
    nodeClass("kubelet: { containerLogMaxSizeMB: 20, podMaxPids: 100 }"),
    nodeClass("kubelet: { containerLogMaxSize: 20Mi, podPidsLimit: 100 }"),
  ],
  [
    "a whole number with its thousands parted",
    nodeClass('kubelet: { podPidsLimit: "1,000" }'),
    nodeClass("kubelet: { podPidsLimit: 1000 }"),
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
    "the one value of a requirement",
    nodePool(template("{ key: a, operator: In, value: b }")),
    nodePool(template("{ key: a, operator: In, values: [b] }")),
  ],
  [
    "a requirement written as a label",
    nodePool(template("{ kubernetes.io/os: linux }")),
    nodePool(template("{ key: kubernetes.io/os, operator: In, values: [linux] }")),
  ],
  [
    "requirements written as labels",
    nodePool(
      "template: { spec: { nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }, requirements: { kubernetes.io/os: linux, kubernetes.io/arch: [amd64, arm64] } } }",
    ),
    nodePool(
      "template: { spec: { nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }, requirements: [{ key: kubernetes.io/os, operator: In, values: [linux] }, { key: kubernetes.io/arch, operator: In, values: [amd64, arm64] }] } }",
    ),
  ],
  [
    "a reason as text in another case",
    budgets('[{ nodes: "1", reasons: drifted }]'),
    budgets('[{ nodes: "1", reasons: [Drifted] }]'),
  ],
  [
    "expiry among the reasons of a budget",
    budgets('[{ nodes: "1", reasons: [Drifted, Expired] }]'),
    budgets('[{ nodes: "1", reasons: [Drifted] }]'),
  ],
  [
    "wrong types in labels together with wrong keys",
    nodePool("", 'name: a, labels: { b: 1, "c d": "e f" }'),
    nodePool("", 'name: a, labels: { b: "1", "c-d": "e-f" }'),
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
  ["cores in words", nodePool("limits: { cpu: 100 cores }"), nodePool('limits: { cpu: "100" }')],
  ["CPUs in words", nodePool("limits: { cpu: 4 vCPUs }"), nodePool('limits: { cpu: "4" }')],
  ["millicores", nodePool("limits: { cpu: 500 millicores }"), nodePool("limits: { cpu: 500m }")],
  ["machines", nodePool("limits: { nodes: 10 machines }"), nodePool('limits: { nodes: "10" }')],
  [
    "cards",
    nodePool("limits: { nvidia.com/gpu: 8 GPUs }"),
    nodePool('limits: { nvidia.com/gpu: "8" }'),
  ],
  ["bytes", nodePool("limits: { memory: 16 GB }"), nodePool("limits: { memory: 16G }")],
  [
    "bytes in words",
    nodePool("limits: { memory: 16 gibibytes }"),
    nodePool("limits: { memory: 16Gi }"),
  ],
  [
    "bytes of something",
    nodePool("limits: { memory: 2 TiB of memory }"),
    nodePool("limits: { memory: 2Ti }"),
  ],
  [
    "a hexadecimal amount in quotes",
    nodePool('limits: { cpu: "0x10" }'),
    nodePool('limits: { cpu: "16" }'),
  ],
  ["a hexadecimal number in quotes", nodeClass('maxPods: "0x1e"'), nodeClass("maxPods: 30")],
  ["a number with what the field counts", nodeClass("maxPods: 30 pods"), nodeClass("maxPods: 30")],
  [
    "a number of gigabytes in words",
    nodeClass("osDiskSizeGB: 128 gigs"),
    nodeClass("osDiskSizeGB: 128"),
  ],
  [
    "consolidation that is switched off as a policy",
    nodePool("disruption: { consolidationPolicy: Never }"),
    nodePool("disruption: { consolidateAfter: Never }"),
  ],
  [
    "consolidation that is switched off twice",
    nodePool("disruption: { consolidateAfter: Never, consolidationPolicy: Never }"),
    nodePool("disruption: { consolidateAfter: Never }"),
  ],
  [
    "the mode of the local DNS cache in place of the map",
    nodeClass("localDNS: Disabled"),
    nodeClass(`localDNS: { mode: Disabled, ${dnsLists} }`),
  ],
];

/** Where more than one text can be right, the choice is the user's. */
const undecided: readonly (readonly [string, string])[] = [
  ["a negative number, which may stand for no limit", nodeClass("maxPods: -1")],
  [
    "a window that lets nothing happen and has no end",
    budgets('[{ nodes: "0", schedule: "@daily" }]'),
  ],
  ["a value that means nothing here", nodeClass("imageFamily: Windows")],
  [
    "a range of ports that is none",
    nodeClass("linuxOSConfig: { sysctls: { netIPv4IPLocalPortRange: many } }"),
  ],
  [
    "a requirement without a key whose values many labels have",
    nodePool(template("{ operator: In, values: ['4'] }")),
  ],
  ["gigs, which are 10^9 or 2^30 bytes", nodePool("limits: { memory: 64 gigs }")],
  ["a point that parts thousands or fractions", nodePool("limits: { cpu: 1.000 cores }")],
  ["bytes of CPU", nodePool("limits: { cpu: 16 GB }")],
  ["cores of memory", nodePool("limits: { memory: 16 cores }")],
  ["a number with a word that says nothing", nodePool("limits: { cpu: 100 units }")],
  ["megabytes where gigabytes are counted", nodeClass("osDiskSizeGB: 131072 MB")],
  [
    "a policy that switches consolidation off beside a delay",
    nodePool("disruption: { consolidateAfter: 1m, consolidationPolicy: Never }"),
  ],
  [
    "bounds that may be meant or not",
    nodePool(
      template("{ key: karpenter.azure.com/sku-cpu, operator: Between, values: ['4', '16'] }"),
    ),
  ],
  [
    "two prices",
    "apiVersion: karpenter.sh/v1alpha1\nkind: NodeOverlay\nmetadata: { name: a }\nspec: { requirements: [], price: '1', priceAdjustment: +10% }\n",
  ],
];

describe("the preferred fixes of the server's layers", () => {
  for (const [title, bad, good] of repaired)
    it(`repair ${title}`, () => {
      assert.equal(fixAll(bad, findings), good);
      assert.deepEqual(findings(good), []);
    });

  for (const [title, text] of undecided)
    it(`leave ${title} to the user`, () => {
      assert.notEqual(findings(text).length, 0);
      assert.equal(fixAll(text, findings), text);
    });
});

describe("what is offered without being preferred", () => {
  const offered = (text: string) => findings(text).flatMap(({ fixes }) => fixes);
  const made = (text: string, title: string) => {
    const fix = offered(text).find((one) => one.title === title);
    return fix && applyEdits(text, fix.edits);
  };

  it("is each reading of an amount", () => {
    const titles = (text: string) =>
      offered(nodePool(`limits: { ${text} }`)).map(({ title }) => title);
    assert.deepEqual(titles("memory: 64 gigs"), ["Write 64G", "Write 64Gi"]);
    assert.deepEqual(titles("cpu: 1.000 cores"), ["Write 1.000", "Write 1000"]);
    assert.deepEqual(titles("cpu: 16 GB"), []);
  });

  it("are two requirements for an operator between two numbers", () => {
    const key = "key: karpenter.azure.com/sku-cpu";
    const between = nodePool(template(`{ ${key}, operator: Between, values: ['4', '16'] }`));
    assert.equal(
      made(between, "Require at least 4 and at most 16"),
      nodePool(
        template(
          `{ ${key}, operator: Gte, values: ["4"] }, { ${key}, operator: Lte, values: ["16"] }`,
        ),
      ),
    );
    const reversed = between.replace("'4', '16'", "'16', '4'");
    assert.equal(
      offered(reversed).some(({ title }) => title.startsWith("Require")),
      false,
    );
  });
});

describe("a map that is missing while its fields stand too high", () => {
  const pool = (lines: string) =>
    `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n${lines}`;
  const fields = (indent: string) =>
    [
      "nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }",
      "requirements: []",
      "expireAfter: 720h",
    ]
      .map((line) => `${indent}${line}\n`)
      .join("");
  const good = pool(`  template:\n    spec:\n${fields("      ")}`);

  for (const [title, bad] of [
    ["in the template", pool(`  template:\n${fields("    ")}`)],
    ["in the spec", pool(fields("  "))],
  ] as const)
    it(`is made of them: ${title}`, () => {
      const [lack] = findings(bad).filter(({ rule }) => rule === "required");
      const [first, second] = lack?.fixes ?? [];
      assert.deepEqual(
        [first?.title, first?.preferred],
        ["Move nodeClassRef, requirements, expireAfter to spec.template.spec", true],
      );
      assert.deepEqual([second?.title.slice(0, 4), second?.preferred], ["Add ", false]);
      assert.equal(applyEdits(bad, first?.edits ?? []), good);
      assert.equal(fixAll(bad, findings), good);
    });

  it("is added where there is nothing to move", () => {
    const [fix] = findings(pool("  template: {}\n"))[0]?.fixes ?? [];
    assert.deepEqual([fix?.title, fix?.preferred], ["Add spec", true]);
  });
});

describe("a patch", () => {
  const patch = (spec: string) =>
    `apiVersion: karpenter.sh/v1\nkind: NodePool\nspec: { ${spec} }\n`;
  const judged = (text: string) =>
    findings(text, true).map(({ rule, path }) => `${rule} ${path.join(".")}`);

  it("is not blamed for what it lacks", () => {
    assert.deepEqual(
      judged(
        patch("disruption: { budgets: [] }, template: { spec: { nodeClassRef: { name: a } } }"),
      ),
      [],
    );
  });

  it("is judged on what it says", () => {
    assert.deepEqual(judged(patch("weight: 0, wieght: 5, disruption: { consolidateAfter: 5d }")), [
      "unknown-field spec.wieght",
      "out-of-bounds spec.weight",
      "pattern spec.disruption.consolidateAfter",
    ]);
  });

  it("breaks only the rules of CEL whose fields it has", () => {
    const broken =
      "template: { spec: { requirements: [{ key: karpenter.sh/x, operator: Exists }] } }";
    assert.deepEqual(judged(patch(broken)), ["cel-rule spec.template.spec.requirements.0.key"]);
    const node = (spec: string) =>
      `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nspec: { ${spec} }\n`;
    assert.deepEqual(judged(node("linuxOSConfig: { swapFileSize: 1Gi }")), []);
    assert.deepEqual(judged(patch("replicas: 1, weight: 1, limits: { nodes: 1 }")), [
      "cel-rule spec",
    ]);
  });
});

describe("a finding of the server's layers", () => {
  const shown = (text: string) =>
    findings(text).map(({ range, message }) => [text.slice(range.start, range.end), message]);

  it("is one per mistake, whatever the server lists", () => {
    assert.deepEqual(shown(nodePool("limits: { cpu: 1.5 }")), [
      ["1.5", "cpu must be a whole number or text, and this is the number 1.5."],
    ]);
  });

  it("underlines the key of an unknown field and the map that lacks one", () => {
    assert.deepEqual(shown(nodePool("wieght: 5, disruption: {}")), [
      [
        "wieght",
        "spec has no field wieght, did you mean weight? The server refuses the object, or drops the field where validation is not strict.",
      ],
      ["disruption", "spec.disruption lacks consolidateAfter, which is required."],
    ]);
  });

  it("stands on the item that breaks a rule about all of them", () => {
    const text = nodePool(
      template("{ key: a, operator: Exists }, { key: b, operator: In, values: [] }"),
    );
    assert.deepEqual(
      findings(text).map(({ path, server }) => [path.join("."), server?.field]),
      [["spec.template.spec.requirements.1", "spec.template.spec.requirements"]],
    );
  });
});

describe("an object exported from a cluster", () => {
  it("may have a status and managed fields that this release does not know", () => {
    const text = `${nodePool("", "name: a, managedFields: [{ manager: x, newer: 1 }]").trimEnd()}\nstatus: { newer: 1, conditions: [{ type: Ready, newer: 1 }] }\n`;
    assert.deepEqual(findings(text), []);
  });
});

describe("an object that no server knows", () => {
  const judged = (apiVersion: string, kind: string) => {
    const body = kind.startsWith("N") ? nodePool() : nodeClass("maxPods: 30");
    const text = body
      .replace(/^apiVersion: .*/, `apiVersion: ${apiVersion}`)
      .replace(/^kind: .*/m, `kind: ${kind}`);
    return [
      findings(text).map(({ rule, server }) => `${rule}: ${server?.message ?? ""}`),
      fixAll(text, findings).split("\n").slice(0, 2),
    ];
  };

  it("gets one finding, and the right kind where only letters differ", () => {
    assert.deepEqual(judged("karpenter.azure.com/v1beta1", "AksNodeClass")[0], [
      'api-version: no matches for kind "AksNodeClass" in version "karpenter.azure.com/v1beta1"',
    ]);
    assert.deepEqual(judged("karpenter.sh/v1", "Nodepools")[1], [
      "apiVersion: karpenter.sh/v1",
      "kind: NodePool",
    ]);
    assert.deepEqual(judged("karpenter.azure.com/v1alpha1", "AKSNodeClass")[1], [
      "apiVersion: karpenter.azure.com/v1beta1",
      "kind: AKSNodeClass",
    ]);
    assert.deepEqual(judged("karpenter.azure.com/v1", "AKSNodeClass")[1], [
      "apiVersion: karpenter.azure.com/v1beta1",
      "kind: AKSNodeClass",
    ]);
  });

  it("is not renamed to a version that wants another schema", () => {
    assert.deepEqual(judged("karpenter.sh/v1beta1", "NodePool"), [
      ['api-version: no matches for kind "NodePool" in version "karpenter.sh/v1beta1"'],
      ["apiVersion: karpenter.sh/v1beta1", "kind: NodePool"],
    ]);
  });

  it("is left alone in groups that are not ours", () => {
    assert.deepEqual(judged("apps/v1", "NodePool")[0], []);
    assert.deepEqual(judged("compute.gcp.upbound.io/v1beta1", "NodePool")[0], []);
  });
});
