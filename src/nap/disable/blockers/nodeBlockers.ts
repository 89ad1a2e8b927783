import { unlimited } from "../../../karpenter/budgets.ts";
import { nextAllowedTime } from "../../../karpenter/budgetWindows.ts";
import { allowanceOf, driftBudgetsOf } from "./allowance.ts";
import { conditionOf, isTrue } from "../snapshot/conditions.ts";
import { wideningOf } from "../changes/widening.ts";
import { isLeaving } from "../fitting/buildWorld.ts";
import { doNotDisruptAnnotation, nodePoolLabel } from "../snapshot/names.ts";
import { timeText } from "../timeText.ts";
import { isStatic } from "../changes/remembered.ts";
import type { Blocker } from "./blocker.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { Condition, Node, NodePool } from "../snapshot/kubernetesObjects.ts";

/** A blocker whose node is named later. */
type Found = Pick<Blocker, "kind" | "effect" | "words" | "remedies">;

/** Karpenter makes machines of their own (provider v1.14.0 pkg/utils/utils.go, VMResourceIDToProviderID). */
function isOfScaleSet({ spec }: Node): boolean {
  return /\/virtualMachineScaleSets\//i.test(spec?.providerID ?? "");
}

function claimBlocker(napNode: NapNode, { snapshot }: Inventory): Found | undefined {
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
  if (isTrue(claim, "Initialized") || isLeaving(napNode)) return undefined;
  const words = `Node ${name} is not initialized yet${reasonText(conditionOf(claim, "Initialized"))}.`;
  return { kind: "uninitialised", effect: "waits", words, remedies: [{ kind: "wait" }] };
}

function annotationBlocker({ node }: NapNode): Found | undefined {
  const { name, annotations } = node.metadata;
  if (annotations?.[doNotDisruptAnnotation] !== "true") return undefined;
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
    annotationBlocker(napNode),
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
      words: `NodePool ${name} is static: the API server takes no limits.cpu for it and drift replaces its nodes. The plan scales it to 0; the pool itself may have to be deleted.`,
      remedies: [
        { kind: "scaleStaticPool", nodePool: name },
        { kind: "deleteNodePool", nodePool: name },
      ],
    });
  return found;
}
