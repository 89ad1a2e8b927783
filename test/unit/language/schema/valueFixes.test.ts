import { budgets, repairs, taints } from "./judged.ts";
import { nodeClass, nodePool, template } from "./manifests.ts";

describe("the preferred fixes of values that the field does not take", () => {
  repairs([
    ["a quote that nothing opens", budgets("[{ nodes: 10%' }]"), budgets("[{ nodes: 10% }]")],
    [
      "a comment of another language behind a value",
      nodePool("weight: 10, limits: { cpu: 10 // cores }"),
      nodePool('weight: 10, limits: { cpu: "10" }'),
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
      nodePool(
        "disruption: { consolidateAfter: 0s, consolidationPolicy: WhenEmptyOrUnderutilized }",
      ),
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
    ["a name in capital letters", nodePool("", "name: My_Pool"), nodePool("", "name: my-pool")],
    ["a number that is too small", nodeClass("maxPods: 5"), nodeClass("maxPods: 10")],
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
      "a reason as text in another case",
      budgets('[{ nodes: "1", reasons: drifted }]'),
      budgets('[{ nodes: "1", reasons: [Drifted] }]'),
    ],
    [
      "expiry among the reasons of a budget",
      budgets('[{ nodes: "1", reasons: [Drifted, Expired] }]'),
      budgets('[{ nodes: "1", reasons: [Drifted] }]'),
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
  ]);
});
