import { listed } from "../../listed.ts";
import { countText } from "../countText.ts";
import { hasZeroCpu, isStatic } from "./remembered.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { ClusterObjects } from "../snapshot/snapshot.ts";

/** Why mode Manual must not be asked for, or what Azure may refuse. */
export interface ConfirmProblem {
  /** `stop`: the mode stays Auto; `warning`: Azure may refuse, nothing is lost by asking. */
  readonly severity: "stop" | "warning";
  readonly words: string;
}

const lists: readonly (keyof ClusterObjects)[] = ["nodes", "nodePools", "nodeClaims"];

/**
 * The conditions of AKS for mode Manual: no node of a NodePool, no NodeClaim, `limits.cpu` 0 on every NodePool. A static
 * pool cannot meet the last one; whether Azure takes it with no replicas is not documented.
 */
export function confirmProblems(inventory: Inventory): readonly ConfirmProblem[] {
  const { snapshot, napNodes } = inventory;
  const stop = (words: string) => ({ severity: "stop", words }) as const;
  const problems: ConfirmProblem[] = snapshot.unread
    .filter(({ list }) => lists.includes(list))
    .map(({ list, message }) => stop(`${list} could not be read: ${message}`));
  const nodes = napNodes.map(({ node }) => node.metadata.name);
  if (nodes.length > 0)
    problems.push(stop(`${countText(nodes.length, "node")} of NodePools left: ${listed(nodes)}`));
  const claims = snapshot.nodeClaims.map(({ metadata }) => metadata.name);
  if (claims.length > 0)
    problems.push(stop(`${countText(claims.length, "NodeClaim")} left: ${listed(claims)}`));
  for (const pool of snapshot.nodePools) {
    const { name } = pool.metadata;
    if (isStatic(pool)) {
      const replicas = pool.spec.replicas ?? 0;
      if (replicas > 0)
        problems.push(stop(`static NodePool ${name} asks for ${countText(replicas, "node")}`));
      else
        problems.push({
          severity: "warning",
          words: `static NodePool ${name} cannot carry limits.cpu 0; if Azure refuses, delete the NodePool`,
        });
    } else if (!hasZeroCpu(pool)) problems.push(stop(`limits.cpu of NodePool ${name} is not 0`));
  }
  return problems;
}

/** Whether nothing of Karpenter is left that mode Manual would leave behind. */
export function isReadyForManual(inventory: Inventory): boolean {
  return confirmProblems(inventory).every(({ severity }) => severity === "warning");
}
