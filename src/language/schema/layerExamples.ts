/** A NodePool, or an object of another kind, with these lines below `spec`. */
export function nodePool(
  spec: string,
  { name = "general", kind = "NodePool", labels = "" } = {},
): string {
  return `apiVersion: karpenter.sh/v1
kind: ${kind}
metadata:
  name: ${name}
${labels}spec:
${spec}`;
}

/** The template of a NodePool, with more lines of its spec. */
export function template(more = "", group = "karpenter.azure.com"): string {
  return `  template:
    spec:
      nodeClassRef:
        group: ${group}
        kind: AKSNodeClass
        name: default
      requirements: []
${more}`;
}

/** The spec of a NodePool with these lines below `disruption`. */
export function disruption(lines: string): string {
  return `  disruption:\n${lines}${template()}`;
}

/** An AKSNodeClass with this below `spec`. */
export function nodeClass(line: string): string {
  return `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: large
spec:
  ${line}
`;
}

/** A NodePool for pods that ask for a value of a label of their own. */
export function requiring(value: string): string {
  const requirement = `
        - key: example.com/team
          operator: In
          values: [${value}]`;
  return nodePool(template().replace(" []", requirement));
}

/** Taints of a template whose only item lacks its effect. */
export const taint = `      taints:
        - key: example.com/dedicated
          value: batch
`;
