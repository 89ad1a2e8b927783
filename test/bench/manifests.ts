import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const families = ["D", "E", "F", "B", "L"] as const;

/** A NodePool of sixty lines without mistakes; no two numbers give the same text. */
export function pool(number: number): string {
  const family = (step: number) => families[(number + step) % families.length] ?? "D";
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: pool-${number}
  labels:
    team: team-${number % 97}
  annotations:
    kubernetes.io/description: "Pool number ${number} of team ${number % 97}"
spec:
  weight: ${1 + (number % 100)}
  limits:
    cpu: "${100 + (number % 900)}"
    memory: ${400 + (number % 3000)}Gi
  disruption:
    consolidationPolicy: WhenEmptyOrUnderutilized
    consolidateAfter: ${1 + (number % 29)}m
    budgets:
      - nodes: ${5 + (number % 20)}%
      - nodes: "${1 + (number % 5)}"
        schedule: "${number % 60} ${number % 24} * * *"
        duration: ${1 + (number % 8)}h
        reasons:
          - Drifted
  template:
    metadata:
      labels:
        team: team-${number % 97}
        tier: tier-${number % 7}
      annotations:
        example.com/owner: owner-${number}
    spec:
      expireAfter: ${200 + (number % 500)}h
      terminationGracePeriod: ${1 + (number % 47)}h
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      taints:
        - key: example.com/team-${number % 97}
          value: "true"
          effect: NoSchedule
      startupTaints:
        - key: node.cilium.io/agent-not-ready
          value: "true"
          effect: NoExecute
      requirements:
        - key: kubernetes.io/arch
          operator: In
          values: [amd64]
        - key: kubernetes.io/os
          operator: In
          values: [linux]
        - key: karpenter.sh/capacity-type
          operator: In
          values: [on-demand, spot]
        - key: karpenter.azure.com/sku-family
          operator: In
          values: [${family(0)}, ${family(1)}]
        - key: karpenter.azure.com/sku-cpu
          operator: Gt
          values: ["${1 + (number % 8)}"]
`;
}

/** One file with so many NodePools. */
export function poolFile(count: number): string {
  return Array.from({ length: count }, (_, number) => pool(number)).join("---\n");
}

/** A folder with one file for each of so many NodePools. */
export function writePools(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number += 1)
    writeFileSync(join(folder, `pool-${String(number).padStart(5, "0")}.yaml`), pool(number));
}
