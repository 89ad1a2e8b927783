import assert from "node:assert/strict";
import { readingOf } from "../../../../../src/nap/disable/reading.ts";
import type { DisableReading } from "../../../../../src/nap/disable/reading.ts";
import { causeSentences } from "../../../../../src/nap/view/disable/causes.ts";
import { disableChildren } from "../../../../../src/nap/view/disable/disableChildren.ts";
import { progressText, stuckText } from "../../../../../src/nap/view/disable/drainText.ts";
import { presentDisable } from "../../../../../src/nap/view/disable/presentDisable.ts";
import { skipText } from "../../../../../src/nap/view/disable/skipText.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";
import type {
  DisableNode,
  DisableViewState,
} from "../../../../../src/nap/view/disable/disableNodes.ts";
import {
  claim,
  fixedNode,
  managedCluster,
  napNode,
  nodePool,
  pod,
  podDisruptionBudget,
  snapshot,
} from "../../disable/objects.ts";

const held = { "karpenter.sh/do-not-disrupt": "true" };
const taint = { key: "karpenter.azure.com/disable", effect: "NoSchedule" };

function cluster(parts: Partial<ClusterSnapshot> = {}): ClusterSnapshot {
  return snapshot({
    nodePools: [nodePool("default", { limits: { cpu: "5" } })],
    nodes: [napNode("n1"), fixedNode("f1")],
    nodeClaims: [claim("n1")],
    pods: [pod("job", "n1", { annotations: held }), pod("web", "n1")],
    managedCluster: managedCluster("Auto", [{ name: "fixed", count: 1 }]),
    ...parts,
  });
}

const template = {
  spec: { ...nodePool("default").spec.template.spec, taints: [taint] },
};
const tainted = nodePool("default", { limits: { cpu: "0" }, template });

/** Every node of the tree, one line each, as far as it is open from the start. */
function drawn(state: DisableViewState): readonly string[] {
  const lines: string[] = [];
  const draw = (node: DisableNode, depth: number): void => {
    const { label, description = "", isExpanded, icon } = presentDisable(node);
    lines.push(
      `${"  ".repeat(depth)}${icon.id}: ${[label, description].filter(Boolean).join(" | ")}`,
    );
    if (isExpanded === true)
      for (const child of disableChildren(state, node)) draw(child, depth + 1);
  };
  for (const node of disableChildren(state, undefined)) draw(node, 0);
  return lines;
}

function shown(now: ClusterSnapshot): readonly string[] {
  return drawn({ reading: readingOf(now), problem: undefined });
}

function allNodes(reading: DisableReading): readonly DisableNode[] {
  const state = { reading, problem: undefined };
  const below = (node: DisableNode | undefined): readonly DisableNode[] =>
    disableChildren(state, node).flatMap((child) => [child, ...below(child)]);
  return below(undefined);
}

describe("the view of the way to Manual", () => {
  it("opens the look with what goes on from it, the forecast and the nodes", () => {
    assert.deepEqual(shown(cluster()), [
      "arrow-circle-right: 1. Look | next · 1 node, 2 pods",
      "  lock: Freeze 1 NodePool...",
      "  pass: Room for 2 of 2 pods | on the nodes of the fixed pools",
      "  warning: 1 of 1 node would stay | as things are: 1 held",
      "  list-tree: Show Where Pods End",
      "  error: Pod: do-not-disrupt | default/job must not be disrupted (annotation karpenter.sh/do-not-disrupt).",
      "    lightbulb: Remove the do-not-disrupt annotation of pod default/job",
      "  vm: n1 | runs · 2 pods · 1 blocker",
      "circle-large-outline: 2. Freeze NodePools | 0 of 1 frozen",
      "circle-large-outline: 3. Taint NodePools | 0 of 1 tainted",
      "pass: 4. Make Room | done",
      "circle-large-outline: 5. Drain | 1 node left",
      "circle-large-outline: 6. Confirm",
      "circle-large-outline: 7. Switch to Manual",
    ]);
  });

  it("names pods whose node goes although they have no other place", () => {
    const fixedSize = cluster({
      nodePools: [nodePool("default", { replicas: 1 }), nodePool("other")],
      nodes: [napNode("n1"), fixedNode("f1", "fixed", { cpu: "1" })],
      nodeClaims: [claim("n1")],
      pods: [pod("big", "n1", { cpu: "3" }), pod("small", "n1")],
    });
    assert.deepEqual(
      shown(fixedSize).filter((line) => / pending| stay/.test(line)),
      ["  warning: Left pending: pod default/big | as things are"],
    );
  });

  it("tells which nodes are certain to stay from those that may", () => {
    const sizes = { n1: "2", n2: "2", n3: "8" };
    const full = cluster({
      nodes: [
        ...Object.entries(sizes).map(([name, cpu]) => napNode(name, "default", { cpu })),
        fixedNode("f1", "fixed", { cpu: "2" }),
      ],
      nodeClaims: Object.keys(sizes).map((name) => claim(name)),
      pods: Object.entries(sizes).map(([name, cpu]) => pod(`p-${name}`, name, { cpu })),
    });
    const detail = "pods without room, which ones hangs on the order in which Karpenter takes them";
    assert.deepEqual(
      shown(full).filter((line) => / stay|No room|tight/.test(line)),
      [
        `  question: 2 of 3 nodes would stay | as things are: ${detail}`,
        "  error: No room | default/p-n3 fits no other node: cpu lacks 8 cores (1 node).",
        "  question: Room is tight | 2 pods on 2 nodes",
        "  vm: n1 | runs · 1 pod · may stay",
        "  vm: n2 | runs · 1 pod · may stay",
      ],
    );
  });

  it("opens the drain with its nodes once the NodePools are frozen and tainted", () => {
    const drifted = claim("n1", "default", { Initialized: "True", Drifted: "True" });
    assert.deepEqual(shown(cluster({ nodePools: [tainted], nodeClaims: [drifted] })), [
      "pass: 1. Look | done · 1 node, 2 pods",
      "pass: 2. Freeze NodePools | done",
      "pass: 3. Taint NodePools | done",
      "pass: 4. Make Room | done",
      "error: 5. Drain | blocked · 1 node left",
      "  error: Pod: do-not-disrupt | default/job must not be disrupted (annotation karpenter.sh/do-not-disrupt).",
      "    lightbulb: Remove the do-not-disrupt annotation of pod default/job",
      "  vm: n1 | drifted, waits for its turn for 60 min · 2 pods · 1 blocker",
      "  trash: Skip the Migration: Delete NAP Nodes Now...",
      "circle-large-outline: 6. Confirm",
      "circle-large-outline: 7. Switch to Manual",
    ]);
  });

  it("offers the switch when nothing of Karpenter is left", () => {
    const lines = shown(cluster({ nodePools: [tainted], nodes: [], nodeClaims: [], pods: [] }));
    assert.deepEqual(lines.slice(5, 8), [
      "pass: 6. Confirm | done",
      "arrow-circle-right: 7. Switch to Manual | next",
      "  debug-disconnect: Switch to Manual...",
    ]);
  });

  it("offers the undo when the mode is Manual and something can be undone", () => {
    const annotations = { "nap.aks/limits-before-freeze": "null" };
    const ours = { ...tainted, metadata: { ...tainted.metadata, annotations } };
    const empty = { nodePools: [ours], nodes: [], nodeClaims: [], pods: [] };
    const lines = shown(cluster({ ...empty, managedCluster: managedCluster("Manual") }));
    assert.deepEqual(lines.slice(6, 8), [
      "pass: 7. Switch to Manual | done",
      "  discard: Undo Changes to NodePools...",
    ]);
  });

  it("names lists that could not be read, and why the cluster cannot be reached", () => {
    const unread = [{ list: "pods", reason: "forbidden", message: "no right" }] as const;
    const state = { reading: readingOf(cluster({ unread })), problem: "no way to the cluster" };
    assert.deepEqual(drawn(state).slice(0, 2), [
      "error: no way to the cluster",
      "warning: pods could not be read, so what depends on it is not known | no right",
    ]);
    const broken = ["pods", "nodes", "events"] as const;
    const cut = broken.map((list) => ({ list, reason: "failed", message: "broke off" }) as const);
    const [first, second] = drawn({
      reading: readingOf(cluster({ unread: cut })),
      problem: undefined,
    });
    assert.deepEqual(
      [first, second?.startsWith("arrow-circle-right: 1. Look")],
      [
        "warning: 3 lists could not be read, so what depends on them is not known | broke off",
        true,
      ],
    );
    assert.deepEqual(drawn({ reading: undefined, problem: undefined }), [
      "loading~spin: Reading the cluster...",
    ]);
  });

  it("gives every node of the tree an id of its own, and every blocker its remedies", () => {
    const reading = readingOf(cluster());
    const nodes = allNodes(reading);
    const ids = nodes.map((node) => presentDisable(node).id);
    assert.deepEqual(ids, [...new Set(ids)]);
    const offered = nodes.flatMap((node) => (node.kind === "remedy" ? [node.offered.text] : []));
    const known = reading.state.outlook.blockers.flatMap(
      (blocker) => reading.remedies.get(blocker)?.map(({ text }) => text) ?? [],
    );
    // Once at the top, where causes are, and once below the node.
    assert.deepEqual(offered, [...known, ...known]);
  });

  it("puts blockers of one cause together, and offers a remedy for all of them once", () => {
    const many = Array.from({ length: 3 }, (_, index) => pod(`big${index}`, "n1", { cpu: "90" }));
    const lines = shown(cluster({ nodePools: [tainted], pods: many }));
    assert.deepEqual(
      lines.filter((line) => /^ {2,4}(error|lightbulb)/.test(line)),
      ["  error: No room | 3 pods on 1 node", "    lightbulb: Add room to the fixed pools"],
    );
  });

  it("opens a few of many pods that are one cause, and says that there are more", () => {
    const pods = Array.from({ length: 19 }, (_, index) =>
      pod(`naked${index}`, "n1", { owner: "" }),
    );
    const reading = readingOf(cluster({ nodePools: [tainted], pods }));
    const ofCause = allNodes(reading).find(
      (node) => node.kind === "cause" && node.cause.kind === "nakedPod",
    );
    assert.deepEqual(
      disableChildren({ reading, problem: undefined }, ofCause).map(
        (node) => presentDisable(node).label,
      ),
      [
        "Open pod default/naked0",
        "Open pod default/naked1",
        "Open pod default/naked2",
        "16 more: see below the nodes",
      ],
    );
    const naked = reading.state.outlook.blockers.filter(({ kind }) => kind === "nakedPod");
    assert.deepEqual(causeSentences(naked).slice(2), [
      "Pod default/naked2 has no controller: once evicted it is gone, nothing starts it again.",
      "The same about default/naked3, default/naked4, default/naked5, default/naked6, default/naked7 and 11 more.",
    ]);
  });

  it("draws a hundred nodes at once, those that are going first, and the others when asked", () => {
    const names = Array.from({ length: 250 }, (_, index) => `n${String(index).padStart(3, "0")}`);
    const going = {
      ...claim("n249"),
      metadata: { ...claim("n249").metadata, deletionTimestamp: "2026-11-22T09:00:00Z" },
    };
    const reading = readingOf(
      cluster({
        nodePools: [tainted],
        nodes: [...names.map((name) => napNode(name)), fixedNode("f1")],
        nodeClaims: [...names.slice(0, -1).map((name) => claim(name)), going],
        pods: [],
      }),
    );
    const top = disableChildren({ reading, problem: undefined }, undefined);
    const drain = top.find((node) => node.kind === "step" && node.step.id === "drain");
    const pages: number[] = [];
    let page = disableChildren({ reading, problem: undefined }, drain);
    const drawn = page.find((node) => node.kind === "drainNode");
    for (;;) {
      pages.push(page.filter(({ kind }) => kind === "drainNode").length);
      const more = page.find(({ kind }) => kind === "more");
      if (more === undefined) break;
      page = disableChildren({ reading, problem: undefined }, more);
    }
    assert.deepEqual(
      [drawn?.kind === "drainNode" && drawn.node.node, pages],
      ["n249", [100, 100, 50]],
    );
  });
});

describe("the words about a drain", () => {
  const draining = readingOf(cluster({ nodePools: [tainted] }));

  it("tell the step, and the rate once there is one and nothing blocks", () => {
    const free = readingOf(cluster({ nodePools: [tainted], pods: [pod("web", "n1")] }));
    const takenAtMs = Date.parse(cluster().takenAt);
    const progress = {
      ...{ startMs: takenAtMs - 30 * 60_000, gone: 2, left: 1, nodesPerHour: 4, lastProgressMs: 0 },
      ...{ estimatedEndMs: Date.parse("2026-11-22T10:00:00"), isStuck: false, isDone: false },
    };
    assert.deepEqual(
      [
        progressText(readingOf(cluster()), progress),
        progressText(free, progress),
        progressText(draining, progress),
        progressText(draining, { ...progress, isStuck: true }),
      ],
      [
        "Step 1 of 7.",
        "Step 5 of 7: 1 node, 1 pod left, 4.0 nodes per hour, done at about 10:00, draining for 30 min.",
        "Step 5 of 7: 1 node, 2 pods left, blocked, draining for 30 min.",
        "Step 5 of 7: 1 node, 2 pods left, nothing moves, draining for 30 min.",
      ],
    );
  });

  it("tell no end while a node is held, and no rate before a minute has passed", () => {
    const going = {
      ...claim("n2"),
      metadata: { ...claim("n2").metadata, deletionTimestamp: "2026-11-22T09:00:00Z" },
    };
    const oneHeld = readingOf(
      cluster({
        nodePools: [tainted],
        nodes: [napNode("n1"), napNode("n2"), fixedNode("f1")],
        nodeClaims: [claim("n1"), going],
        pods: [pod("job", "n1", { annotations: held }), pod("web", "n2")],
      }),
    );
    const free = readingOf(cluster({ nodePools: [tainted], pods: [pod("web", "n1")] }));
    const takenAtMs = Date.parse(cluster().takenAt);
    const after = (ms: number) => ({
      ...{ startMs: takenAtMs - ms, gone: 2, left: 1, nodesPerHour: 360, lastProgressMs: 0 },
      ...{ estimatedEndMs: Date.parse("2026-11-22T10:00:00"), isStuck: false, isDone: false },
    });
    assert.deepEqual(
      [
        progressText(oneHeld, after(10_000)),
        progressText(oneHeld, after(30 * 60_000)),
        progressText(free, after(10_000)),
      ],
      [
        "Step 5 of 7: 2 nodes, 2 pods left, 1 held.",
        "Step 5 of 7: 2 nodes, 2 pods left, 1 held, 360 nodes per hour, draining for 30 min.",
        "Step 5 of 7: 1 node, 1 pod left.",
      ],
    );
  });

  it("name what holds a drain that does not move", () => {
    assert.equal(
      stuckText(draining, 15),
      "nothing has moved for 15 minutes, 1 node left. Pod default/job must not be disrupted (annotation karpenter.sh/do-not-disrupt).",
    );
  });

  it("name what a drain that does not move waits for, where nothing holds it for good", () => {
    const schedule = "0 8 * * *";
    const budgets = [{ nodes: "0", schedule, duration: "10h" }, { nodes: "10%" }];
    const shut = cluster({
      nodePools: [nodePool("default", { limits: { cpu: "0" }, disruption: { budgets } })],
      nodes: [napNode("n1"), fixedNode("f1", "fixed", { cpu: "64" })],
      nodeClaims: [claim("n1")],
      pods: [],
    });
    assert.equal(
      stuckText(readingOf(shut), 15),
      "nothing has moved for 15 minutes, 1 node left. NodePool default: its budgets let no node drift now; they open at 2026-11-22 18:00 UTC.",
    );
  });

  it("name what is lost when the nodes are deleted at once", () => {
    const naked = pod("alone", "n1", { owner: "" });
    const labels = { app: "db" };
    const pods = [
      naked,
      pod("big", "n1", { cpu: "900" }),
      pod("more", "n1", { cpu: "3" }),
      pod("job", "n1", { annotations: held }),
      pod("db-0", "n1", { labels }),
      pod("db-1", "n1", { labels }),
    ];
    const closed = podDisruptionBudget("db", { selector: { matchLabels: labels } });
    const large = [
      napNode("n1", "default", { cpu: "1000" }),
      fixedNode("f1", "fixed", { cpu: "1" }),
    ];
    const now = cluster({ pods, nodes: large, podDisruptionBudgets: [closed] });
    assert.deepEqual(skipText(readingOf(now)), [
      "Not recommended: the steps move the pods to nodes that are ready for them.",
      "6 pods have to move. The budgets of the NodePools do not count, no place is looked for, and all nodes go at the same time.",
      "Pending until room is made (2): default/big, default/more.",
      "Lost for good, because no controller makes them anew: default/alone.",
      "PodDisruptionBudgets that let none go are kept, and the nodes of their pods wait for them, at most for a terminationGracePeriod: default/db (2 pods).",
      "Pods with the annotation karpenter.sh/do-not-disrupt are not evicted, and their nodes wait for it to go, at most for a terminationGracePeriod: default/job.",
    ]);
  });

  it("name what is not known of a deletion at once", () => {
    const unread = [
      { list: "podDisruptionBudgets", reason: "forbidden", message: "403" },
      { list: "daemonSets", reason: "forbidden", message: "403" },
    ] as const;
    assert.deepEqual(skipText(readingOf(cluster({ pods: [pod("web", "n1")], unread }))).slice(2), [
      "By the forecast every pod finds room on the fixed pools, by the lists that were read.",
      "Not known: which PodDisruptionBudgets hold nodes (podDisruptionBudgets could not be read: 403).",
      "Not known: how much room there is (daemonSets could not be read: 403).",
    ]);
  });
});
