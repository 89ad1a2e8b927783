import { lines } from "./objectSnippet.ts";
import type { ObjectSnippet } from "./objectSnippet.ts";

interface Pool {
  readonly name: string;
  readonly requirements: readonly string[];
  /** Lines of `spec.template.metadata.labels`. */
  readonly labels?: readonly string[];
  /** Lines of `spec.template.spec` behind nodeClassRef. */
  readonly node?: readonly string[];
  /** Lines of `spec` behind the template. */
  readonly spec?: readonly string[];
}

function requirement(key: string, values: string, operator = "In"): string {
  return `        - key: ${key}\n          operator: ${operator}\n          values: [${values}]`;
}

const amd64 = requirement("kubernetes.io/arch", "amd64");
const linux = requirement("kubernetes.io/os", "linux");
const onDemand = requirement("karpenter.sh/capacity-type", "on-demand");

/** On-demand nodes for most images; `family` is a value or a placeholder for some. */
function generalPurpose(family = "${4:D}"): readonly string[] {
  return [amd64, linux, onDemand, requirement("karpenter.azure.com/sku-family", family)];
}

const disruption = [
  "disruption:",
  "  consolidationPolicy: WhenEmptyOrUnderutilized",
  "  consolidateAfter: ${3:5m}",
  "  budgets:",
  "    - nodes: 10%",
];

function pool({ name, requirements, labels = [], node = [], spec = disruption }: Pool): string {
  const metadata = labels.length === 0 ? "" : `    metadata:\n      labels:\n${lines(8, labels)}`;
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: \${1:${name}}
spec:
  template:
${metadata}    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: \${2:default}
${lines(6, node)}      requirements:
${requirements.join("\n")}
${lines(2, spec)}`;
}

const neverExpire = ["expireAfter: Never"];

/** NodePools to start from. */
export const poolSnippets: readonly ObjectSnippet[] = [
  {
    prefix: "nap-nodepool",
    kind: "NodePool",
    title: "general purpose",
    description: "On-demand nodes of the D family, like the pool that AKS creates itself.",
    body: pool({
      name: "general-purpose",
      node: neverExpire,
      requirements: generalPurpose(),
    }),
  },
  {
    prefix: "nap-nodepool-spot",
    kind: "NodePool",
    title: "spot with on-demand fallback",
    description:
      "Spot nodes where Azure has them, on-demand nodes otherwise, for pods that tolerate the taint.",
    body: pool({
      name: "spot",
      node: [
        ...neverExpire,
        "taints:",
        "  - key: kubernetes.azure.com/scalesetpriority",
        "    value: spot",
        "    effect: NoSchedule",
      ],
      requirements: [
        amd64,
        linux,
        requirement("karpenter.sh/capacity-type", "spot, on-demand"),
        requirement("karpenter.azure.com/sku-family", "${4:D, E}"),
      ],
    }),
  },
  {
    prefix: "nap-nodepool-arm64",
    kind: "NodePool",
    title: "arm64",
    description: "Nodes with Arm processors, for images built for arm64.",
    body: pool({
      name: "arm64",
      node: neverExpire,
      requirements: [
        requirement("kubernetes.io/arch", "arm64"),
        linux,
        onDemand,
        requirement("karpenter.azure.com/sku-family", "${4:D, E}"),
      ],
    }),
  },
  {
    prefix: "nap-nodepool-gpu",
    kind: "NodePool",
    title: "NVIDIA GPU",
    description: "Nodes with NVIDIA GPUs, kept free for pods that ask for them.",
    body: pool({
      name: "gpu",
      node: [
        ...neverExpire,
        "taints:",
        "  - key: nvidia.com/gpu",
        "    value: present",
        "    effect: NoSchedule",
      ],
      requirements: [
        amd64,
        linux,
        onDemand,
        requirement("karpenter.azure.com/sku-gpu-manufacturer", "nvidia"),
        requirement("karpenter.azure.com/sku-gpu-name", "${4:A100}"),
      ],
      spec: ["limits:", "  nvidia.com/gpu: ${5:8}", ...disruption],
    }),
  },
  {
    prefix: "nap-nodepool-system",
    kind: "NodePool",
    title: "system pods",
    description: "Nodes for the add-ons of the cluster, which tolerate CriticalAddonsOnly.",
    body: pool({
      name: "system-surge",
      labels: ["kubernetes.azure.com/mode: system"],
      node: [
        ...neverExpire,
        "taints:",
        "  - key: CriticalAddonsOnly",
        '    value: "true"',
        "    effect: NoSchedule",
      ],
      requirements: [
        amd64,
        linux,
        onDemand,
        requirement("karpenter.azure.com/sku-family", "${4:D}"),
        requirement("karpenter.azure.com/sku-cpu", '"4"', "Gte"),
      ],
    }),
  },
  {
    prefix: "nap-nodepool-static",
    kind: "NodePool",
    title: "static",
    description: "A fixed number of nodes, with room for one more while a node is replaced.",
    body: pool({
      name: "static",
      node: neverExpire,
      requirements: generalPurpose("${3:D}"),
      spec: ["replicas: ${4:3}", "limits:", "  nodes: ${5:4}"],
    }),
  },
  {
    prefix: "nap-nodepool-weekend",
    kind: "NodePool",
    title: "disruption on weekends only",
    description:
      "No voluntary disruption from Monday to Friday (UTC); a budget can forbid, never allow, so it names the weekdays.",
    body: pool({
      name: "weekend",
      node: neverExpire,
      requirements: generalPurpose(),
      spec: [
        ...disruption,
        '    - nodes: "0"',
        '      schedule: "0 0 * * 1"',
        "      duration: 120h",
      ],
    }),
  },
  {
    prefix: "nap-nodepool-cilium",
    kind: "NodePool",
    title: "Cilium startup taint",
    description: "Pods wait until Cilium runs on the node, which then removes the taint.",
    body: pool({
      name: "cilium",
      labels: ["kubernetes.azure.com/ebpf-dataplane: cilium"],
      node: [
        ...neverExpire,
        "startupTaints:",
        "  - key: node.cilium.io/agent-not-ready",
        '    value: "true"',
        "    effect: NoExecute",
      ],
      requirements: generalPurpose(),
    }),
  },
];
