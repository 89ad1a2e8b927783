import { onlyNearest } from "../../karpenter/nearest.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import { nodeClass, nodePool } from "./examples.ts";
import type { Rule } from "../rule.ts";

const name = ["spec", "template", "spec", "nodeClassRef", "name"] as const;

function example(wanted: string): string {
  const named = (text: string, name: string) => text.replace("name: default", `name: ${name}`);
  return `${named(nodeClass("imageFamily: AzureLinux\n"), "fips")}---\n${named(nodePool(), wanted)}`;
}

export const nodeClassNotFound: Rule = {
  id: "node-class-not-found",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "The AKSNodeClass that a NodePool refers to is not in the workspace.",
  why: "A NodePool whose AKSNodeClass does not exist gets the condition `NodeClassReady=False` (`NodeClassNotFound`) and launches nothing; pods that wait for it show no event that says so.",
  example: {
    bad: example("fipps"),
    good: example("fips"),
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const wanted = textAt(manifest, ...name);
    const known = workspace.all("AKSNodeClass").map((object) => object.name);
    // AKS makes the class "default" itself; with no class in the workspace they are kept elsewhere.
    if (!wanted || wanted === "default" || known.length === 0 || known.includes(wanted)) return;
    const near = onlyNearest(wanted, known);
    yield {
      at: name,
      severity: near === undefined ? "info" : "warning",
      message: `No AKSNodeClass named ${wanted} is in this workspace (there is ${known.join(", ")}); without it the NodePool launches nothing.`,
      fixes: known.map((candidate) => ({
        title: `Refer to ${candidate}`,
        edits: setValue(manifest, name, candidate),
        preferred: candidate === near,
      })),
    };
  },
};
