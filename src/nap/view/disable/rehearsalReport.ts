import type { Look } from "../../disable/look.ts";
import type { DisableReading } from "../../disable/reading.ts";
import type { NodeOutcome, Rehearsal, StrandedPod } from "../../disable/rehearsal/rehearsal.ts";
import { countText } from "../../disable/countText.ts";
import { lookOf } from "../../disable/look.ts";
import { escaped, tableWithHead } from "../markdownTable.ts";

/**
 * What runs where, and where the pods would end if nothing more were done than freeze and taint, as Markdown: the figures
 * first, then every node, then every pod.
 */
export function rehearsalReport({ state }: DisableReading, cluster: string): string {
  const { inventory, outlook } = state;
  const { rehearsal, forecast } = outlook;
  const look = lookOf(inventory);
  const unread = inventory.snapshot.unread.map(({ list, message }) => `${list} (${message})`);
  const parts = [
    `# Rehearsal of the drain of ${escaped(cluster)}`,
    `As the cluster was at ${inventory.snapshot.takenAt}. Nothing of this has happened.`,
    ...(unread.length > 0 ? [`Not read, and so not counted in: ${unread.join(", ")}.`] : []),
    ...figures(rehearsal),
    ...section("NAP nodes", nodeTable(look, rehearsal)),
    ...section("NodePools", poolTable(look)),
    ...section("Agent pools", agentPoolTable(look)),
    ...section("Pods that stay pending", strandedTable(rehearsal.pending)),
    ...section("Pods that hold their node, because they fit nowhere else", heldTable(rehearsal)),
    ...section(
      "Pods that no fixed pool takes",
      tableOrNone(
        ["Pod", "Why"],
        forecast.homeless.map(({ pod, why }) => [pod, why]),
      ),
    ),
    ...section(
      "Pods that are lost with their node",
      tableOrNone(
        ["Pod"],
        rehearsal.lost.map((pod) => [pod]),
      ),
    ),
    ...section("Where pods go, node by node", wayTable(rehearsal)),
    ...section("Where each pod ends", moveTable(rehearsal)),
  ];
  return `${parts.join("\n\n")}\n`;
}

type Table = string | undefined;

function section(title: string, table: Table): readonly string[] {
  return table === undefined ? [] : [`## ${title}`, table];
}

function tableOrNone(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  return rows.length === 0 ? undefined : tableWithHead(head, rows);
}

function figures({ nodes, staying, moves, pending, lost }: Rehearsal): readonly string[] {
  const { least, most } = staying;
  const stay = least === most ? String(most) : `${least} to ${most}`;
  const lines = [
    `- ${stay} of ${countText(nodes.length, "node")} would stay.`,
    `- ${countText(moves.length, "pod")} would move, ${pending.length} stay pending, ${lost.length} be lost.`,
  ];
  return [lines.join("\n")];
}

const outcomes: Readonly<Record<NodeOutcome["outcome"], string>> = {
  leaves: "leaves",
  held: "held",
  noRoom: "stays, no room",
};

function nodeTable({ nodes }: Look, rehearsal: Rehearsal): Table {
  const played = new Map(rehearsal.nodes.map((one) => [one.node, one]));
  const end = (name: string): string => {
    const one = played.get(name);
    if (one === undefined) return "";
    const order = one.order === undefined ? "" : `, number ${one.order}`;
    return `${outcomes[one.outcome]}${order}${one.isCertain ? "" : ", hangs on the order"}`;
  };
  return tableOrNone(
    ["Node", "NodePool", "Size", "Zone", "Pods", "Without controller", "In the end"],
    nodes.map(({ node, nodePool, vmSize = "", zone = "", pods, naked }) => [
      ...[node, nodePool, vmSize, zone, String(pods), String(naked)],
      end(node),
    ]),
  );
}

function poolTable({ nodePools }: Look): Table {
  return tableOrNone(
    ["NodePool", "Nodes", "Limits", "May drift now", "Applied by"],
    nodePools.map(({ nodePool, nodes, limits, replicas, isStatic, allowance, owners }) => [
      nodePool,
      String(nodes),
      isStatic
        ? `static, ${replicas ?? 0} replicas`
        : Object.entries(limits ?? {})
            .map(([key, value]) => `${key} ${value}`)
            .join(", "),
      isStatic ? "" : `${Math.min(allowance.available, nodes)} of ${nodes}`,
      owners.map(({ by }) => by).join(", "),
    ]),
  );
}

function agentPoolTable({ agentPools }: Look): Table {
  return tableOrNone(
    ["Agent pool", "Nodes", "Ready", "Size", "Autoscaled", "Free cores", "Free GiB"],
    agentPools.map(({ pool, nodes, ready, vmSize = "", autoscaling, ...free }) => [
      ...[pool, String(nodes), String(ready), vmSize],
      autoscaling === undefined ? "" : `${autoscaling.minCount} to ${autoscaling.maxCount}`,
      free.freeCpu.toFixed(1),
      (free.freeMemoryBytes / 2 ** 30).toFixed(1),
    ]),
  );
}

function whyText({ reasons }: StrandedPod): string {
  return reasons
    .map(({ words, nodes }) => (nodes > 0 ? `${words} (${countText(nodes, "node")})` : words))
    .join("; ");
}

function strandedTable(pods: readonly StrandedPod[]): Table {
  return tableOrNone(
    ["Pod", "Node now", "Why"],
    pods.map((one) => [one.pod, one.node ?? "pending already", whyText(one)]),
  );
}

function heldTable({ withoutPlace, heldWithoutPlace, hangingOnOrder }: Rehearsal): Table {
  const all = [...withoutPlace, ...heldWithoutPlace, ...hangingOnOrder];
  return strandedTable([...new Map(all.map((one) => [one.pod, one])).values()]);
}

function wayTable({ moves }: Rehearsal): Table {
  const counts = new Map<string, { from: string; to: string; pods: number }>();
  for (const { from, to } of moves) {
    const key = `${from} ${to}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { from, to, pods: 1 });
    else known.pods += 1;
  }
  const ways = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  return tableOrNone(
    ["From", "To", "Pods"],
    ways.map(([, { from, to, pods }]) => [from, to, String(pods)]),
  );
}

function moveTable({ moves }: Rehearsal): Table {
  const sorted = moves.toSorted((left, right) =>
    `${left.from} ${left.pod}` < `${right.from} ${right.pod}` ? -1 : 1,
  );
  return tableOrNone(
    ["Pod", "From", "To"],
    sorted.map(({ pod, from, to }) => [pod, from, to]),
  );
}
