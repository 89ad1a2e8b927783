import assert from "node:assert/strict";
import { serviceFor, workspaceOf } from "./service.ts";

/*
 * What AKS itself puts into a cluster and what the provider shows as examples, as facts in our own layout
 * (karpenter-provider-azure examples/ at 2026-08-21; learn.microsoft.com, node auto-provisioning): none of it may be warned of.
 */

interface Pool {
  readonly name: string;
  readonly disruption?: string;
  readonly labels?: readonly string[];
  readonly taints?: string;
  readonly requirements: readonly (readonly [key: string, ...values: string[]])[];
}

const onDemandLinux = [
  ["kubernetes.io/os", "linux"],
  ["karpenter.sh/capacity-type", "on-demand"],
] as const;
const generalPurpose = [
  ["kubernetes.io/arch", "amd64"],
  ...onDemandLinux,
  ["karpenter.azure.com/sku-family", "D"],
] as const;
const ofCilium = ["kubernetes.azure.com/ebpf-dataplane: cilium"];
const ciliumStart =
  "      startupTaints: [{ key: node.cilium.io/agent-not-ready, effect: NoExecute, value: 'true' }]\n";
const critical = "      taints: [{ key: CriticalAddonsOnly, effect: NoSchedule, value: 'true' }]\n";
const third = "{ consolidateAfter: 0s, budgets: [{ nodes: 30% }] }";
const whenEmpty = `{ consolidationPolicy: WhenEmpty, consolidateAfter: 1s, budgets: [{ nodes: "100%" }] }`;

function nodePool({ name, disruption = third, labels = [], taints = "", requirements }: Pool) {
  const lines = requirements.map(
    ([key, ...values]) =>
      `        - { key: ${key}, operator: In, values: [${values.join(", ")}] }\n`,
  );
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: ${name}
spec:
  disruption: ${disruption}
  template:
    metadata:
      labels: { ${labels.join(", ")} }
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }
      expireAfter: Never
${taints}      requirements:
${lines.join("")}`;
}

function nodeClass(name: string, spec = "  imageFamily: Ubuntu\n"): string {
  return `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: ${name}
spec:
${spec}`;
}

const spot = {
  name: "spot",
  disruption: whenEmpty,
  requirements: [
    ["kubernetes.io/os", "linux"],
    ["karpenter.sh/capacity-type", "spot"],
    ["karpenter.azure.com/sku-name", "Standard_D2s_v4"],
  ],
} as const;

const files: Readonly<Record<string, readonly string[]>> = {
  "the default pools of AKS": [
    nodePool({
      name: "default",
      requirements: [...generalPurpose, ["kubernetes.azure.com/mode", "user"]],
    }),
    nodePool({
      name: "system-surge",
      labels: ['kubernetes.azure.com/mode: "system"'],
      taints: critical,
      requirements: generalPurpose,
    }),
    nodeClass("default"),
    nodeClass("system-surge"),
  ],
  "the default class of AKS from Kubernetes 1.36 on": [
    nodeClass(
      "default",
      `  imageFamily: Ubuntu
  localDNS:
    mode: Preferred
${["vnetDNSOverrides", "kubeDNSOverrides"].map(dnsList).join("")}`,
    ),
  ],
  "the provider's general purpose example": [
    nodePool({
      name: "general-purpose",
      labels: ofCilium,
      taints: ciliumStart,
      requirements: generalPurpose,
    }),
    nodeClass("default"),
  ],
  "the provider's system example": [
    nodePool({
      name: "system-surge",
      labels: ['kubernetes.azure.com/mode: "system"', ...ofCilium],
      taints: ciliumStart + critical,
      requirements: generalPurpose,
    }),
    nodeClass("system-surge"),
  ],
  "the provider's performance test": [
    nodeClass("default"),
    nodePool({
      name: "default",
      disruption: whenEmpty,
      requirements: [...onDemandLinux, ["karpenter.azure.com/sku-name", "Standard_D2s_v4"]],
    }),
    nodePool(spot),
  ],
  "the provider's pools for two architectures": [
    nodePool({
      name: "arm",
      requirements: [["kubernetes.io/arch", "arm64"], ...onDemandLinux],
    }),
    nodePool({
      name: "amd",
      requirements: [["kubernetes.io/arch", "amd64"], ...onDemandLinux],
    }),
    nodeClass("default"),
  ],
};

function dnsList(name: string): string {
  const entry = (zone: string, destination: string) =>
    `      - { zone: ${zone}, cacheDuration: 1h, forwardDestination: ${destination}, forwardPolicy: Sequential, maxConcurrent: 1000, protocol: PreferUDP, queryLogging: Error, serveStale: Immediate, serveStaleDuration: 1h }\n`;
  const root = name === "vnetDNSOverrides" ? "VnetDNS" : "ClusterCoreDNS";
  return `    ${name}:\n${entry(".", root)}${entry("cluster.local", "ClusterCoreDNS")}`;
}

describe("what AKS and the provider write themselves", () => {
  for (const schema of ["current", "next"])
    for (const [title, documents] of Object.entries(files)) {
      it(`${title} is not warned of (${schema})`, () => {
        const service = serviceFor({ schema, region: "westeurope" });
        const file = service.read("upstream.yaml", documents.join("---\n"));
        const workspace = workspaceOf(file);
        assert.equal(workspace.objects.length, documents.length);
        const serious = service
          .validate(file, workspace)
          .filter(({ severity }) => severity !== "info")
          .map(({ rule, message }) => `${rule}: ${message}`);
        assert.deepEqual(serious, []);
      });
    }
});
