import { indented } from "./examples.ts";

/** A NodeOverlay with lines of `spec` (unindented, ending in a line break). */
export function overlay(spec: string, name = "reserved"): string {
  return `apiVersion: karpenter.sh/v1alpha1
kind: NodeOverlay
metadata:
  name: ${name}
spec:
${indented(spec, 2)}`;
}

/** Requirements as lines of `spec`, each `key operator value value`. */
export function requiring(...requirements: readonly string[]): string {
  const lines = requirements.map((text) => {
    const [key = "", operator = "", ...values] = text.split(" ");
    const list = values.length > 0 ? `  values: [${values.join(", ")}]\n` : "";
    return indented(`- key: ${key}\n  operator: ${operator}\n${list}`, 2);
  });
  return lines.length === 0 ? "requirements: []\n" : `requirements:\n${lines.join("")}`;
}
