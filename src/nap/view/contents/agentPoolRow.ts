import type { Node } from "../../disable/snapshot/kubernetesObjects.ts";
import { agentPoolLabels, nodePoolLabel } from "../../disable/snapshot/names.ts";
import { truthIn } from "../../disable/snapshot/conditions.ts";
import { imageVersionOf, kubeletVersionOf } from "./nodeVersions.ts";

/** A fixed-size pool as its nodes show it; its size, mode and autoscaling are Azure's to tell. */
export interface AgentPoolRow {
  readonly name: string;
  /** `System` or `User`; empty where the nodes do not say. */
  readonly mode: string;
  readonly nodes: readonly AgentNodeRow[];
}

/** A node of a fixed-size pool. */
export interface AgentNodeRow {
  readonly name: string;
  readonly isReady: boolean;
  readonly size: string;
  readonly zone: string;
  readonly imageVersion: string;
  readonly kubernetesVersion: string;
  readonly isCordoned: boolean;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** The fixed-size pool of a node, undefined for nodes of Karpenter and of anybody else. */
function agentPoolOf({ metadata }: Node): string | undefined {
  const labels = metadata.labels ?? {};
  if (nodePoolLabel in labels) return undefined;
  return agentPoolLabels.map((label) => labels[label]).find((name) => name !== undefined);
}

/** The fixed-size pools of a cluster, by name. */
export function agentPoolRows(nodes: readonly Node[]): readonly AgentPoolRow[] {
  const byPool = new Map<string, Node[]>();
  for (const node of nodes) {
    const pool = agentPoolOf(node);
    if (pool === undefined) continue;
    const siblings = byPool.get(pool);
    if (siblings === undefined) byPool.set(pool, [node]);
    else siblings.push(node);
  }
  return [...byPool]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({
      name,
      mode: modeOf(members[0]),
      nodes: members.map(agentNodeRow),
    }));
}

function modeOf(node: Node | undefined): string {
  const mode = node?.metadata.labels?.["kubernetes.azure.com/mode"] ?? "";
  return mode.charAt(0).toUpperCase() + mode.slice(1);
}

function agentNodeRow(node: Node): AgentNodeRow {
  const { metadata, spec, status } = node;
  const labels = metadata.labels ?? {};
  return {
    name: metadata.name,
    isReady: truthIn(status?.conditions, "Ready") === true,
    size: labels["node.kubernetes.io/instance-type"] ?? "",
    zone: labels["topology.kubernetes.io/zone"] ?? "",
    imageVersion: imageVersionOf(undefined, labels),
    kubernetesVersion: kubeletVersionOf(node),
    isCordoned: spec?.unschedulable ?? false,
    createdAt: metadata.creationTimestamp ?? "",
  };
}
