import { countText } from "../countText.ts";
import type { Blocker } from "./blocker.ts";
import type { Rehearsal, StrandedPod } from "../rehearsal/rehearsal.ts";

/** The NodePool of each node. */
type Pools = ReadonlyMap<string, string>;

function reasonsText({ reasons }: StrandedPod): string {
  return reasons
    .map(({ words, nodes }) => (nodes > 0 ? `${words} (${countText(nodes, "node")})` : words))
    .join("; ");
}

function whereOf(
  { pod, node }: { readonly pod: string; readonly node?: string | undefined },
  pools: Pools,
) {
  const nodePool = pools.get(node ?? "");
  return { pod, ...(node !== undefined && { node }), ...(nodePool !== undefined && { nodePool }) };
}

function noRoom(stranded: StrandedPod, pools: Pools): Blocker {
  const { pod, reasons } = stranded;
  const onlyNap =
    reasons.length > 0 &&
    reasons.every(({ words, nodes }) => nodes > 0 && /selector|taint/.test(words));
  const zonal = reasons.some(({ words }) => words.includes("volume cannot be used"));
  return {
    kind: onlyNap ? "onlyNapNodes" : zonal ? "zonalVolume" : "noRoom",
    effect: "blocks",
    ...whereOf(stranded, pools),
    words: `Pod ${pod} fits no other node: ${reasonsText(stranded)}.`,
    remedies: onlyNap ? [{ kind: "addRoom" }, { kind: "changePod", pod }] : [{ kind: "addRoom" }],
  };
}

function hanging(stranded: StrandedPod, pools: Pools): Blocker {
  const { pod } = stranded;
  return {
    kind: "tightRoom",
    effect: "unknown",
    ...whereOf(stranded, pools),
    words: `Pod ${pod} may fit no other node: ${reasonsText(stranded)}. That hangs on which nodes go first, and Karpenter takes those that drift together in no certain order.`,
    remedies: [{ kind: "addRoom" }],
  };
}

function atRisk(one: Rehearsal["atRisk"][number], pools: Pools): Blocker {
  return {
    kind: "tightRoom",
    effect: "info",
    ...whereOf(one, pools),
    words: `Pod ${one.pod} may be left pending: room is so tight that it hangs on the order in which pods are started.`,
    remedies: [{ kind: "addRoom" }],
  };
}

/** The blockers that depend on where pods fit, also those of nodes that something else holds. */
export function roomBlockers(rehearsal: Rehearsal, pools: Pools): readonly Blocker[] {
  const { withoutPlace, heldWithoutPlace, hangingOnOrder } = rehearsal;
  const uncertain = new Set(hangingOnOrder.map(({ pod }) => pod));
  return [
    ...[...withoutPlace, ...heldWithoutPlace].flatMap((one) =>
      uncertain.has(one.pod) ? [] : [noRoom(one, pools)],
    ),
    ...hangingOnOrder.map((one) => hanging(one, pools)),
    ...rehearsal.atRisk.flatMap((one) => (uncertain.has(one.pod) ? [] : [atRisk(one, pools)])),
  ];
}
