import { setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { itemsOf } from "../yaml/node.ts";
import { podPath } from "./podSpec.ts";

function example(cpu: string, memory: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector: { karpenter.sh/nodepool: general }
  containers:
    - name: web
      image: example.azurecr.io/web
      resources:
        requests:
          cpu: ${cpu}
          memory: ${memory}
`;
}

export const podResourceUnit: Rule = {
  id: "pod-resource-unit",
  kinds: ["other"],
  severity: "error",
  summary: "A pod mixes up `m` (thousandths) and `M` (millions).",
  why: "`cpu: 500M` asks for 500 million cores, and no node has them; `memory: 512m` asks for half a byte, so that the pod is packed onto any node and its limit kills it.",
  example: { bad: example("500M", "512m"), good: example("500m", "512Mi") },
  *check(manifest) {
    const pod = podPath(manifest.kind);
    if (pod === undefined) return;
    for (const list of ["containers", "initContainers"]) {
      const path = [...pod, "spec", list];
      for (const index of itemsOf(at(manifest, ...path)).keys())
        for (const side of ["requests", "limits"])
          for (const [name, pattern, unit] of slips) {
            const place = [...path, index, "resources", side, name];
            const text = textAt(manifest, ...place) ?? "";
            const digits = pattern.exec(text)?.[1];
            if (digits === undefined) continue;
            yield {
              at: place,
              message:
                name === "cpu"
                  ? `${text} is ${digits} million cores: ${digits}${unit} is meant.`
                  : `${text} is ${digits} thousandths of a byte: ${digits}${unit} is meant.`,
              fixes: [
                {
                  title: `Write ${digits}${unit}`,
                  edits: setValue(manifest, place, `${digits}${unit}`),
                },
              ],
            };
          }
    }
  },
};

const slips = [
  ["cpu", /^(\d{1,6})M$/, "m"],
  ["memory", /^(\d{1,6})m$/, "Mi"],
] as const;
