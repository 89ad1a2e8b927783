import { allows } from "../../karpenter/requirement.ts";
import { remove } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { IndexedObject } from "../workspace.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenText } from "./access.ts";
import { nodeClass, poolRequiring } from "./examples.ts";
import { asksTrustedLaunch, jsonAt, nodeClassOf } from "./nodeClassRef.ts";
import { statedRequirements } from "./poolSizes.ts";
import type { StatedRequirement } from "./poolSizes.ts";

const streaming = nodeClass("imageFamily: AzureLinux\nartifactStreaming:\n  enabled: true\n");

export const arm64NodeClass: Rule = {
  id: "arm64-node-class",
  kinds: ["NodePool"],
  severity: "error",
  summary: "The pool wants arm64, for which its AKSNodeClass has no image.",
  why: "Trusted launch and FIPS on Ubuntu have images for amd64 only. Karpenter does not look at that when it chooses a size: it takes an arm64 one and fails with `no compatible images found`, again and again. With artifact streaming arm64 sizes are left out from the start.",
  example: {
    bad: `${streaming}---\n${poolRequiring("kubernetes.io/arch In amd64 arm64")}`,
    good: `${streaming}---\n${poolRequiring("kubernetes.io/arch In amd64")}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const found = nodeClassOf(manifest, workspace);
    const cause = found && amd64Only(found);
    if (found === undefined || cause === undefined) return;
    const stated = statedRequirements(manifest).filter(
      ({ requirement }) => requirement.key === arch,
    );
    const allowsBoth = (value: string) => stated.every((one) => allows(one.requirement, value));
    if (!allowsBoth("arm64")) return;
    const isAlone = !allowsBoth("amd64");
    const told = isAlone ? stated.find((one) => !allows(one.requirement, "amd64")) : stated[0];
    if (told === undefined) return;
    const values = textsAt(manifest, told);
    const arm = values.find(({ text }) => text === "arm64");
    const isListed = arm !== undefined && !told.requirement.complement;
    // Who did not ask for them loses nothing.
    if (cause === "artifact streaming" && !isAlone && !isListed) return;
    yield {
      at: isListed ? arm.path : told.path,
      severity: severityOf(cause, isAlone),
      message: `The AKSNodeClass ${found.name} asks for ${cause}, which arm64 does not have: ${cause === "artifact streaming" ? "arm64 sizes are left out" : "such nodes cannot be made"}.`,
      fixes:
        isListed && !isAlone ? [{ title: "Remove arm64", edits: remove(manifest, arm.path) }] : [],
    };
  },
};

const arch = "kubernetes.io/arch";

/** The values as the requirement lists them; none of a label. */
function textsAt(manifest: Manifest, { path }: StatedRequirement): readonly WrittenText[] {
  return requirementsOf(manifest).find((one) => one.path.join() === path.join())?.values ?? [];
}

type Cause = "trusted launch" | "FIPS on Ubuntu" | "artifact streaming";

function amd64Only({ json }: IndexedObject): Cause | undefined {
  const family = jsonAt(json, "spec", "imageFamily");
  const isUbuntu = typeof family !== "string" || family.startsWith("Ubuntu");
  if (asksTrustedLaunch(json)) return "trusted launch";
  if (isUbuntu && jsonAt(json, "spec", "fipsMode") === "FIPS") return "FIPS on Ubuntu";
  const enabled = jsonAt(json, "spec", "artifactStreaming", "enabled");
  return enabled === true ? "artifact streaming" : undefined;
}

/** Nothing at all can be made; some attempts fail; one of the choices is never taken. */
function severityOf(cause: Cause, isAlone: boolean) {
  if (isAlone) return "error";
  return cause === "artifact streaming" ? "info" : "warning";
}
