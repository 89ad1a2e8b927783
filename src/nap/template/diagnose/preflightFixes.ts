import { memberOf, type JsonObject } from "../json/jsonNode.ts";
import { addMember, removeMembers, replaceNode } from "./edits.ts";
import { literalAt, valueAt, type TemplateCluster } from "./templateCluster.ts";
import type { TemplateEdit, TemplateFix } from "./templateFinding.ts";

/** Values that take a blocker away, by the check's id. */
const replacements: Readonly<Record<string, string | boolean>> = {
  "basic-load-balancer": "standard",
  "public-network-access": "Enabled",
  "rbac-disabled": true,
};

/** What can be done in the file about a check's answer at a place. Never preferred: it changes what will run. */
export function fixesFor(id: string, cluster: TemplateCluster, pointer: string): TemplateFix[] {
  const value = replacements[id];
  const node = literalAt(cluster, pointer);
  if (value !== undefined && node !== undefined)
    return [offered(`Change to ${String(value)}`, [replaceNode(node, value)])];
  if (id === "ipv6") return onlyIpv4(cluster, pointer);
  if (id === "kubenet" && node !== undefined) return overlay(cluster, pointer);
  return id === "cluster-autoscaler" ? noAutoscaler(cluster, pointer) : [];
}

function offered(title: string, edits: readonly TemplateEdit[]): TemplateFix {
  return { title, preferred: false, edits };
}

function onlyIpv4(cluster: TemplateCluster, pointer: string): TemplateFix[] {
  const node = cluster.nodeAt(pointer);
  return node?.kind === "array"
    ? [offered("Change to IPv4 alone", [replaceNode(node, ["IPv4"])])]
    : [];
}

function overlay(cluster: TemplateCluster, pointer: string): TemplateFix[] {
  const [node, profile] = [literalAt(cluster, pointer), objectAround(cluster, pointer)];
  if (node === undefined || profile === undefined) return [];
  const mode = memberOf(profile, "networkPluginMode")?.value;
  if (mode !== undefined && mode.kind !== "string") return [];
  const edit =
    mode === undefined
      ? addMember(cluster.text, profile, ["networkPluginMode", "overlay"])
      : replaceNode(mode, "overlay");
  return [offered("Change to Azure CNI Overlay", [replaceNode(node, "azure"), edit])];
}

function objectAround(cluster: TemplateCluster, pointer: string): JsonObject | undefined {
  const node = cluster.nodeAt(pointer.slice(0, pointer.lastIndexOf("/")));
  return node?.kind === "object" ? node : undefined;
}

/** Bounds without the autoscaler are refused; a pool without a count of its own keeps its least one. */
function noAutoscaler(cluster: TemplateCluster, pointer: string): TemplateFix[] {
  const [node, pool] = [literalAt(cluster, pointer), objectAround(cluster, pointer)];
  if (node === undefined || pool === undefined) return [];
  const least = memberOf(pool, "minCount");
  const becomesCount = memberOf(pool, "count") === undefined ? least : undefined;
  const bounds = removeMembers(
    pool,
    (member) => member !== becomesCount && /^(minCount|maxCount)$/i.test(member.key.value),
  );
  const count = becomesCount ? [replaceNode(becomesCount.key, "count")] : [];
  const name = valueAt(cluster.cluster.model, pointer.replace(/\/[^/]*$/, "/name"));
  const whose = typeof name === "string" ? ` of pool ${name}` : "";
  return [
    offered(`Switch off the autoscaler${whose}`, [replaceNode(node, false), ...count, ...bounds]),
  ];
}
