/** Builds the manifests of the rules' examples, so that each shows only what the rule is about. */

/** A NodePool with further lines of `spec` and of `spec.template.spec` (both unindented, ending in a line break). */
export function nodePool(spec = "", template = "requirements: []\n"): string {
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
${indented(spec, 2)}  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
${indented(template, 6)}`;
}

/** A NodePool with requirements, one per line of text: `key operator value value`. */
export function poolRequiring(...requirements: readonly string[]): string {
  return nodePool("", `requirements:\n${requirements.map(requirement).join("")}`);
}

function requirement(text: string): string {
  const [key = "", operator = "", ...values] = text.split(" ");
  const list = values.length > 0 ? `  values: [${values.join(", ")}]\n` : "";
  return indented(`- key: ${key}\n  operator: ${operator}\n${list}`, 2);
}

/** An AKSNodeClass with lines of `spec` (unindented, ending in a line break). */
export function nodeClass(spec: string, version = "v1beta1"): string {
  return `apiVersion: karpenter.azure.com/${version}
kind: AKSNodeClass
metadata:
  name: default
spec:
${indented(spec, 2)}`;
}

/** A Deployment whose pods have one container, with further lines of their spec and metadata (unindented, ending in a line break). */
export function deployment(name: string, spec: string, metadata = ""): string {
  const labels = `labels: { app: ${name} }`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata:${metadata === "" ? ` { ${labels} }` : `\n${indented(`${labels}\n${metadata}`, 6).trimEnd()}`}
    spec:
${indented(spec, 6)}      containers: [{ name: ${name}, image: example.azurecr.io/${name} }]
`;
}

/** The same lines further to the right; empty ones stay empty. */
export function indented(text: string, columns: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(columns));
}
