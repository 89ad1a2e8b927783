import { unlimited } from "../../../karpenter/budgets.ts";
import { nextAllowedTime } from "../../../karpenter/budgetWindows.ts";
import { allowanceOf, countedNodes, driftBudgetsOf } from "./allowance.ts";
import { conditionOf, isTrue } from "../snapshot/conditions.ts";
import { wideningOf } from "../changes/widening.ts";
import { isGoing, isLeaving } from "../fitting/buildWorld.ts";
import { initialisingMs, isLongUnready } from "./staleNodes.ts";
import { doNotDisruptAnnotation, nodePoolLabel } from "../snapshot/names.ts";
import { listed } from "../../listed.ts";
import { timeText } from "../timeText.ts";
import { isStatic } from "../changes/remembered.ts";
import type { Blocker } from "./blocker.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { Condition, Node } from "../snapshot/kubernetesObjects.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

/** A blocker whose node is named later. */
type Found = Pick<Blocker, "kind" | "effect" | "words" | "remedies">;

/** Karpenter makes machines of their own (provider v1.14.0 pkg/utils/utils.go, VMResourceIDToProviderID). */
function isOfScaleSet({ spec }: Node): boolean {
  return /\/virtualMachineScaleSets\//i.test(spec?.providerID ?? "");
}

function claimBlocker(napNode: NapNode, inventory: Inventory): Found | undefined {
  const { snapshot, nowMs } = inventory;
  const { node, claim } = napNode;
  const { name } = node.metadata;
  if (claim === undefined) {
    if (snapshot.unread.some(({ list }) => list === "nodeClaims")) return undefined;
    if (isOfScaleSet(node)) {
      const words = `Node ${name} is a machine of an agent pool's scale set, which Karpenter never makes, and carries the label ${nodePoolLabel}: it counts as one of Karpenter's.`;
      const remedies = [{ kind: "removeNodePoolLabel", node: name }] as const;
      return { kind: "withoutClaim", effect: "blocks", words, remedies };
    }
    const words = `Node ${name} carries the label of a NodePool but belongs to no NodeClaim: Karpenter does not look after it.`;
    const remedies = [{ kind: "drainByHand", node: name }] as const;
    return { kind: "withoutClaim", effect: "blocks", words, remedies };
  }
  if (isTrue(claim, "Initialized") || isGoing(napNode, inventory)) return undefined;
  const why = reasonText(conditionOf(claim, "Initialized"));
  const sinceMs = Date.parse(claim.metadata.creationTimestamp ?? "");
  if (nowMs - sinceMs > initialisingMs) {
    const words = `Node ${name} is not initialized${why}, though its NodeClaim is of ${timeText(sinceMs)}: Karpenter takes no such node.`;
    const remedies = [{ kind: "drainByHand", node: name }] as const;
    return { kind: "uninitialised", effect: "blocks", words, remedies };
  }
  const words = `Node ${name} is not initialized yet${why}.`;
  return { kind: "uninitialised", effect: "waits", words, remedies: [{ kind: "wait" }] };
}

function annotationBlocker(napNode: NapNode, inventory: Inventory): Found | undefined {
  const { name, annotations } = napNode.node.metadata;
  if (annotations?.[doNotDisruptAnnotation] !== "true") return undefined;
  if (isGoing(napNode, inventory)) {
    const words = `Node ${name} goes in spite of its annotation karpenter.sh/do-not-disrupt: nothing asks for it where a node is deleted or a static NodePool scaled to 0.`;
    return { kind: "doNotDisruptNode", effect: "info", words, remedies: [] };
  }
  const words = `Node ${name} must not be disrupted (annotation karpenter.sh/do-not-disrupt).`;
  const remedies = [{ kind: "removeDoNotDisrupt", on: "Node", name }] as const;
  return { kind: "doNotDisruptNode", effect: "blocks", words, remedies };
}

function missingPool(
  { node, pool }: NapNode,
  { poolsByName, snapshot }: Inventory,
): Found | undefined {
  const isRead = snapshot.unread.every(({ list }) => list !== "nodePools");
  if (poolsByName.has(pool) || !isRead || isOfScaleSet(node)) return undefined;
  const words = `Node ${node.metadata.name} names NodePool ${pool}, which does not exist.`;
  const remedies = [{ kind: "drainByHand", node: node.metadata.name }] as const;
  return { kind: "withoutNodePool", effect: "blocks", words, remedies };
}

/** What about the node itself keeps Karpenter from disrupting it (karpenter v1.14.0 state/statenode.go). */
export function nodeBlockers(napNode: NapNode, inventory: Inventory): readonly Blocker[] {
  const where = { node: napNode.node.metadata.name, nodePool: napNode.pool };
  const found = [
    claimBlocker(napNode, inventory),
    annotationBlocker(napNode, inventory),
    missingPool(napNode, inventory),
  ];
  return found.flatMap((blocker) => (blocker === undefined ? [] : [{ ...where, ...blocker }]));
}

function reasonText(condition: Condition | undefined): string {
  const words = condition?.message ?? condition?.reason;
  return words === undefined || words === "" ? "" : ` (${words})`;
}

function budgetBlocker(pool: NodePool, inventory: Inventory): Blocker | undefined {
  const { name } = pool.metadata;
  const { allowed, disrupting, available } = allowanceOf(pool, inventory);
  const hasNodes = inventory.napNodes.some((node) => node.pool === name);
  if (!hasNodes || isStatic(pool) || available > 0 || allowed === unlimited) return undefined;
  const common = { kind: "disruptionBudget", nodePool: name } as const;
  const isWider = wideningOf(pool, "100%", inventory) !== undefined;
  const widen = isWider ? [{ kind: "widenBudgets", nodePool: name } as const] : [];
  const unready = countedNodes(pool, inventory).filter(
    (one) => !isLeaving(one) && isLongUnready(one, inventory.nowMs),
  );
  if (allowed > 0 && unready.length >= allowed) {
    const names = listed(unready.map(({ node }) => node.metadata.name));
    const words = `NodePool ${name}: its budget of ${allowed} for reason Drifted is used up by nodes that are not Ready (${names}), and stays so until they are Ready or gone.`;
    return { ...common, effect: "blocks", words, remedies: widen };
  }
  if (allowed > 0) {
    const words = `NodePool ${name}: its budget of ${allowed} for reason Drifted is used up by nodes that are leaving or not Ready (${disrupting}).`;
    return { ...common, effect: "waits", words, remedies: [{ kind: "wait" }, ...widen] };
  }
  const next = nextAllowedTime(driftBudgetsOf(pool), "Drifted", inventory.nowMs);
  if (next !== undefined && next > inventory.nowMs) {
    const words = `NodePool ${name}: its budgets let no node drift now; they open at ${timeText(next)}.`;
    return {
      ...common,
      effect: "waits",
      words,
      remedies: [{ kind: "wait", untilMs: next }, ...widen],
    };
  }
  // None of its nodes is initialized: each of them says so itself.
  if (next !== undefined) return undefined;
  const words = `NodePool ${name}: its budgets never let a node drift.`;
  return { ...common, effect: "blocks", words, remedies: widen };
}

/** What about a NodePool holds its nodes: budgets, its template, and being static. */
export function poolBlockers(pool: NodePool, inventory: Inventory): readonly Blocker[] {
  const { name } = pool.metadata;
  const found: Blocker[] = [];
  const budget = budgetBlocker(pool, inventory);
  if (budget) found.push(budget);
  const annotated = pool.spec.template.metadata?.annotations?.[doNotDisruptAnnotation];
  if (annotated === "true")
    found.push({
      kind: "doNotDisruptTemplate",
      effect: "info",
      nodePool: name,
      words: `NodePool ${name} puts karpenter.sh/do-not-disrupt on every node that it makes; each of its nodes has to be freed on its own.`,
      remedies: [],
    });
  if (isStatic(pool) && pool.spec.replicas !== 0)
    found.push({
      kind: "staticPool",
      effect: "waits",
      nodePool: name,
      words: `NodePool ${name} is static: the API server takes no limits.cpu for it and drift replaces its nodes. The plan scales it to 0, which deletes all of its nodes at once, whether or not their pods have another place; the pool itself may have to be deleted.`,
      remedies: [
        { kind: "scaleStaticPool", nodePool: name },
        { kind: "deleteNodePool", nodePool: name },
      ],
    });
  return found;
}
