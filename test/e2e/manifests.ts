/** A NodePool without findings, apart from what `changes` replace. */
export function nodePool(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${from} is not in the NodePool`);
    return text.replace(from, to);
  }, sound);
}

const sound = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: general
      requirements:
        - key: karpenter.sh/capacity-type
          operator: In
          values: [on-demand]
        - key: kubernetes.io/arch
          operator: In
          values: [amd64]
        - key: kubernetes.io/os
          operator: In
          values: [linux]
        - key: karpenter.azure.com/sku-family
          operator: In
          values: [D]
      expireAfter: Never
  disruption:
    consolidationPolicy: WhenEmptyOrUnderutilized
    consolidateAfter: 1m
    budgets:
      - nodes: 10%
`;

export function nodeClass(name: string): string {
  return `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: ${name}
spec:
  imageFamily: AzureLinux
`;
}

export const badPolicy = ["WhenEmptyOrUnderutilized", "WhenUnderutilized"] as const;
