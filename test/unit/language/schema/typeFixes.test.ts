import { budgets, labels, repairs } from "./judged.ts";
import { nodeClass, nodePool, template } from "./manifests.ts";

const dnsZoneOf = (zone: string, to: string, protocol: string) =>
  `{ zone: ${zone}, queryLogging: Error, forwardPolicy: Sequential, maxConcurrent: 1000, cacheDuration: 1h, serveStale: Immediate, serveStaleDuration: 1h, forwardDestination: ${to}, protocol: ${protocol} }`;

const inCluster = dnsZoneOf("cluster.local", "ClusterCoreDNS", "ForceTCP");

const dnsLists = `kubeDNSOverrides: [${dnsZoneOf(".", "ClusterCoreDNS", "PreferUDP")}, ${inCluster}], vnetDNSOverrides: [${dnsZoneOf(".", "VnetDNS", "PreferUDP")}, ${inCluster}]`;

describe("the preferred fixes of values of another type", () => {
  repairs([
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
    [
      "a list of pairs where a map of texts is wanted",
      nodeClass("tags: [{ team: a }, { cost: 12 }]"),
      nodeClass('tags: { team: a, cost: "12" }'),
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
      "a number as a label",
      nodePool("", "name: a, labels: { a: 1 }"),
      nodePool("", 'name: a, labels: { a: "1" }'),
    ],
    ["a share of nodes as a fraction", budgets("[{ nodes: 0.1 }]"), budgets("[{ nodes: 10% }]")],
    [
      "a whole number with its thousands parted",
      nodeClass('kubelet: { podPidsLimit: "1,000" }'),
      nodeClass("kubelet: { podPidsLimit: 1000 }"),
    ],
    [
      "the one value of a requirement",
      nodePool(template("{ key: a, operator: In, value: b }")),
      nodePool(template("{ key: a, operator: In, values: [b] }")),
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
      "wrong types in labels together with wrong keys",
      nodePool("", 'name: a, labels: { b: 1, "c d": "e f" }'),
      nodePool("", 'name: a, labels: { b: "1", "c-d": "e-f" }'),
    ],
    ["a hexadecimal number in quotes", nodeClass('maxPods: "0x1e"'), nodeClass("maxPods: 30")],
    ["a number with JSON's comma", nodeClass('maxPods: "30,"'), nodeClass("maxPods: 30")],
    [
      "a number with what the field counts",
      nodeClass("maxPods: 30 pods"),
      nodeClass("maxPods: 30"),
    ],
    [
      "a number of gigabytes in words",
      nodeClass("osDiskSizeGB: 128 gigs"),
      nodeClass("osDiskSizeGB: 128"),
    ],
    [
      "the mode of the local DNS cache in place of the map",
      nodeClass("localDNS: Disabled"),
      nodeClass(`localDNS: { mode: Disabled, ${dnsLists} }`),
    ],
  ]);
});
