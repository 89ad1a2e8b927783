import { ownValue } from "../../karpenter/ownValue.ts";
import { labelMeaning, labelMeanings } from "../../karpenter/labelMeanings.ts";
import { onlyNearest } from "../../karpenter/nearest.ts";
import { remove, renameKey, setValue } from "../edit/edit.ts";
import type { Finding } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { Explanation, Rule, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

/** What other clouds, older releases or guesses call a label that exists under another name. */
const otherNames: Readonly<Record<string, string>> = {
  zone: "topology.kubernetes.io/zone",
  "availability-zone": "topology.kubernetes.io/zone",
  region: "topology.kubernetes.io/region",
  arch: "kubernetes.io/arch",
  os: "kubernetes.io/os",
  "instance-type": "node.kubernetes.io/instance-type",
  "vm-size": "karpenter.azure.com/sku-name",
  "instance-family": "karpenter.azure.com/sku-family",
  "instance-category": "karpenter.azure.com/sku-family",
  "instance-cpu": "karpenter.azure.com/sku-cpu",
  "sku-cores": "karpenter.azure.com/sku-cpu",
  "instance-memory": "karpenter.azure.com/sku-memory",
  "sku-vcpu": "karpenter.azure.com/sku-cpu",
  cpu: "karpenter.azure.com/sku-cpu",
  memory: "karpenter.azure.com/sku-memory",
  "capacity-type": "karpenter.sh/capacity-type",
};

export const restrictedLabel: Rule = {
  id: "restricted-label",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  layer: "cel",
  severity: "error",
  summary: "A label belongs to AKS or Karpenter and is not one that a pool may use.",
  why: "Labels of the domains `karpenter.sh`, `karpenter.azure.com` and `kubernetes.azure.com`, and names such as `agentpool`, are set by Karpenter and AKS. The CRD lets a pool use only those that describe machines; a label of your own needs a domain of your own or none.",
  example: {
    bad: poolRequiring("karpenter.azure.com/zone In westeurope-1"),
    good: poolRequiring("topology.kubernetes.io/zone In westeurope-1"),
  },
  explain(finding, manifest) {
    const message = finding.server?.message ?? "";
    if (!says(finding.layer, message)) return undefined;
    return explanationOf(finding, manifest, message);
  },
};

/** The CRD's rule, or the controller's check of the same labels. */
function says(layer: Finding["layer"], message: string): boolean {
  if (layer === "cel") return /label (domain )?"[^"]+" is restricted/.test(message);
  return layer === "runtime" && message.includes("is not allowed as it might interfere");
}

function explanationOf(
  finding: Finding,
  manifest: Manifest,
  message: string,
): Explanation | undefined {
  const requirement = requirementsOf(manifest).find(({ path }) =>
    path.every((step, index) => finding.path[index] === step),
  );
  if (requirement?.key !== undefined)
    return requirementExplanation(manifest, requirement.path, requirement.key);
  const quoted = /label (?:domain )?"([^"]+)" is restricted/.exec(message)?.[1] ?? "";
  const label = templateLabelsOf(manifest).find(
    ({ key }) =>
      key === quoted ||
      ((key.split("/")[0] ?? "").endsWith(quoted) && labelMeaning(key) === undefined),
  );
  return label && labelExplanation(manifest, label.path, label.key);
}

function requirementExplanation(manifest: Manifest, path: Path, key: string): Explanation {
  if (key.endsWith("/sku-encryptionathost-capable"))
    return {
      at: [...path, "key"],
      message: `${key} is no label of Karpenter's: encryption at host is asked for in the AKSNodeClass, by spec.security.encryptionAtHost.`,
      fixes: [{ title: "Remove the requirement", edits: remove(manifest, path) }],
    };
  const right = meant(key);
  const fixes: RuleFix[] = right
    ? [{ title: `Write ${right}`, edits: setValue(manifest, [...path, "key"], right) }]
    : [];
  fixes.push({ title: "Remove the requirement", edits: remove(manifest, path), preferred: !right });
  return { at: [...path, "key"], message: sentence(key, right), fixes };
}

function labelExplanation(manifest: Manifest, path: Path, key: string): Explanation {
  const own = key.split("/").at(-1) ?? key;
  const free = own !== key && labelMeaning(own) === undefined && !reserved.includes(own);
  const fixes: RuleFix[] = free
    ? [{ title: `Rename to ${own}, a label of your own`, edits: renameKey(manifest, path, own) }]
    : [];
  fixes.push({ title: "Remove the label", edits: remove(manifest, path), preferred: !free });
  return { at: path, onKey: true, message: sentence(key, undefined), fixes };
}

const reserved = ["agentpool", "storageprofile", "storagetier", "accelerator"];

/** The label of a machine's fact that has nearly this name; the ones that Karpenter sets itself are never meant. */
function meant(key: string): string | undefined {
  const own = key.split("/").at(-1) ?? key;
  const facts = labelMeanings.map((meaning) => meaning.key).filter((one) => one.includes("/sku-"));
  const names = facts.map((one) => one.split("/")[1] ?? one);
  // One letter apart, and other machines.
  const alike = names.filter((one) => one.includes("gpu") === own.includes("gpu"));
  const near = onlyNearest(own, [...new Set(alike)]);
  const found =
    ownValue(otherNames, own.toLowerCase()) ?? facts.find((one) => one.endsWith(`/${near ?? ""}`));
  return found === key ? undefined : found;
}

function sentence(key: string, right: string | undefined): string {
  const hint = right
    ? `the label meant is probably ${right}`
    : "use a label of your own, without a domain or with your own";
  return `${key} is reserved for Karpenter and AKS and cannot be used here; ${hint}.`;
}
