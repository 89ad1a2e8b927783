import type { ModelValue } from "../../model.ts";
import { isAutomatic } from "../../preflight/checks/readings.ts";
import { networking } from "../../preflight/sources.ts";
import { isModelObject } from "../../model.ts";
import { addMember } from "./edits.ts";
import { rangeOf, valueAt, type TemplateCluster } from "./templateCluster.ts";
import type { TemplateFinding, TemplateFix } from "./templateFinding.ts";

/** The network that the documentation of NAP builds its examples with. */
const trio = [
  ["networkPlugin", "azure"],
  ["networkPluginMode", "overlay"],
  ["networkDataplane", "cilium"],
] as const;

const pointer = "/properties/networkProfile";

/** Told for a new cluster that leaves parts of it out; not where it chooses something else. */
export function networkTrioFinding(cluster: TemplateCluster): TemplateFinding | undefined {
  // AKS Automatic brings that network by itself.
  if (cluster.cluster.origin !== "template" || isAutomatic(cluster)) return undefined;
  const profile = valueAt(cluster.cluster.model, pointer) ?? undefined;
  if (profile !== undefined && !isModelObject(profile)) return undefined;
  const missing = trio.filter(([name]) => isAbsent(profile?.[name]));
  if (missing.length === 0 || trio.some((part) => isOther(profile?.[part[0]], part[1])))
    return undefined;
  const words = missing.map(([name, value]) => `${name} ${value}`).join(", ");
  return {
    rule: "network-trio",
    severity: "info",
    message: `The documentation of NAP recommends Azure CNI Overlay powered by Cilium for new clusters: here ${words} ${missing.length === 1 ? "is" : "are"} not set.`,
    range: rangeOf(cluster, pointer),
    source: networking.url,
    fixes: fixesFor(cluster, missing),
  };
}

function isAbsent(value: ModelValue | undefined): boolean {
  return value === undefined || value === null || value === "";
}

function isOther(value: ModelValue | undefined, wanted: string): boolean {
  if (isAbsent(value)) return false;
  return typeof value !== "string" || value.toLowerCase() !== wanted;
}

/** Only where no member has to be changed: empty ones are left to the author. */
function fixesFor(
  cluster: TemplateCluster,
  missing: readonly (readonly [string, string])[],
): TemplateFix[] {
  const node = cluster.nodeAt(pointer);
  const profile = valueAt(cluster.cluster.model, pointer);
  if (node?.kind !== "object" || !isModelObject(profile)) return [];
  if (missing.some(([name]) => profile[name] !== undefined)) return [];
  const edits = missing.map((member) => addMember(cluster.text, node, member));
  const [first] = edits;
  if (first === undefined) return [];
  const newText = edits.map((edit) => edit.newText).join("");
  return [
    { title: "Add the recommended network", preferred: false, edits: [{ ...first, newText }] },
  ];
}
