import assert from "node:assert/strict";
import { guardChange } from "../../../../src/nap/disable/changes/guard.ts";
import {
  freezePlan,
  skipMigrationPlan,
  undoPlan,
  unfreezePlan,
} from "../../../../src/nap/disable/changes/otherPlans.ts";
import { takeInventory } from "../../../../src/nap/disable/snapshot/inventory.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import type { Choices } from "../../../../src/nap/disable/state.ts";
import { viewPlan } from "../../../../src/nap/disable/viewPlan.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "./objects.ts";
import type { Change } from "../../../../src/nap/disable/changes/change.ts";
import type { NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { ClusterSnapshot } from "../../../../src/nap/disable/snapshot/snapshot.ts";

const disable = { key: "karpenter.azure.com/disable", effect: "NoSchedule" };

function pool(name: string, stage: "fresh" | "frozen" | "tainted"): NodePool {
  const { template } = nodePool(name).spec;
  return nodePool(name, {
    limits: { cpu: stage === "fresh" ? "100" : "0" },
    ...(stage === "tainted" && { template: { spec: { ...template.spec, taints: [disable] } } }),
  });
}

const running = {
  nodes: [napNode("nap"), fixedNode("f1")],
  nodeClaims: [claim("nap")],
  pods: [pod("p", "nap")],
};

/** The steps as `status id`, with the changes of the current one. */
function plan(parts: Partial<ClusterSnapshot>, choices: Choices = {}) {
  const views = viewPlan(stateOf(snapshot(parts), choices));
  const current = views.find(({ status }) => status !== "done");
  return {
    steps: views.map(({ status, id }) => `${status} ${id}`).join(", "),
    changes: (current?.changes ?? []).map((change) =>
      "summary" in change ? `${change.name}: ${change.summary}` : change.do,
    ),
    notes: current?.notes ?? [],
  };
}

describe("the plan of switching node auto-provisioning off", () => {
  it("begins with a look, and all that follows is open", () => {
    const { steps, changes } = plan({ ...running, nodePools: [pool("default", "fresh")] });
    assert.equal(
      steps,
      "current look, open freeze, open taint, done room, open drain, open confirm, open manual",
    );
    assert.deepEqual(changes, []);
  });

  it("freezes every pool in one go", () => {
    const state = stateOf(
      snapshot({ ...running, nodePools: [pool("a", "fresh"), pool("b", "frozen"), nodePool("c")] }),
    );
    const freeze = viewPlan(state).find(({ id }) => id === "freeze");
    assert.deepEqual(
      freeze?.changes.map((change) => "summary" in change && [change.name, change.summary]),
      [
        ["a", "limits.cpu 100 -> 0"],
        ["c", "limits.cpu no limit -> 0"],
      ],
    );
  });

  it("taints once all pools are frozen, whoever froze them, and empties static ones", () => {
    const nodePools = [pool("a", "frozen"), pool("b", "tainted"), nodePool("s", { replicas: 2 })];
    const { steps, changes } = plan({ ...running, nodePools });
    assert.equal(
      steps,
      "done look, done freeze, current taint, done room, open drain, open confirm, open manual",
    );
    assert.deepEqual(changes, [
      "a: template taint + karpenter.azure.com/disable:NoSchedule",
      "s: replicas 2 -> 0",
    ]);
  });

  it("widens budgets in the same patch where that is chosen", () => {
    const two = {
      ...running,
      nodes: [...running.nodes, napNode("nap2")],
      nodeClaims: [claim("nap"), claim("nap2")],
    };
    const nodePools = [pool("default", "frozen")];
    const { changes } = plan(
      { ...two, nodePools },
      { widenBudgets: { nodes: "100%", pools: ["default"] } },
    );
    assert.deepEqual(changes, [
      "default: template taint + karpenter.azure.com/disable:NoSchedule, budget for reason Drifted -> 100%",
    ]);
    const later = plan(
      { ...two, nodePools: [pool("default", "tainted")] },
      { widenBudgets: { nodes: "100%", pools: ["default"] } },
    );
    assert.deepEqual(later.changes, ["default: budget for reason Drifted -> 100%"]);
    assert.match(later.steps, /waiting drain/);
  });

  it("asks for room while it lacks, and waits for what is coming", () => {
    const nodePools = [pool("default", "tainted")];
    const pods = [pod("p", "nap", { cpu: "4" }), pod("q", "f1", { cpu: "1" })];
    const parts = (count: number) => ({
      ...running,
      pods,
      nodePools,
      managedCluster: managedCluster("Auto", [{ name: "fixed", count }]),
    });
    const lacking = plan(parts(1));
    assert.match(lacking.steps, /current room, blocked drain/);
    assert.deepEqual(lacking.changes, ["scaleAgentPool"]);
    const coming = plan(parts(2));
    assert.match(coming.steps, /waiting room, waiting drain/);
    assert.deepEqual(coming.changes, []);
    assert.deepEqual(coming.notes, ["Agent pool fixed: 1 node not Ready yet."]);
  });

  it("asks for no room while Azure is at work on an agent pool whose nodes are all Ready", () => {
    const inState = (provisioningState: string) => {
      const { steps, changes, notes } = plan({
        ...running,
        pods: [pod("p", "nap", { cpu: "4" }), pod("q", "f1", { cpu: "1" })],
        nodePools: [pool("default", "tainted")],
        managedCluster: managedCluster("Auto", [{ name: "fixed", count: 1, provisioningState }]),
      });
      return [steps.split(", ")[3], changes, notes];
    };
    assert.deepEqual(inState("Succeeded"), ["current room", ["scaleAgentPool"], []]);
    assert.deepEqual(inState("Scaling"), [
      "waiting room",
      [],
      ["Agent pool fixed: Azure is at work on it (Scaling); room can be made once it is done."],
    ]);
  });

  it("takes the mode for done only when Azure is done with it", () => {
    const shown = (provisioningState: string) => {
      const { steps, changes, notes } = plan({
        nodePools: [pool("default", "tainted")],
        managedCluster: { ...managedCluster("Manual"), provisioningState },
      });
      return [steps.split(", ").at(-1), changes, notes[0] ?? ""];
    };
    assert.deepEqual(shown("Succeeded"), ["done manual", [], ""]);
    assert.deepEqual(shown("Updating"), [
      "waiting manual",
      [],
      "Azure shows mode Manual and the state Updating: it is not in force yet.",
    ]);
    assert.deepEqual(shown("Failed"), [
      "blocked manual",
      [],
      'Azure shows mode Manual, but its last operation on the cluster ended as Failed: the mode may not be in force. "az aks update" without options makes Azure try again.',
    ]);
  });

  it("does not wait for nodes that Azure has given up, and asks for them again", () => {
    const parts = (count: number) => ({
      ...running,
      pods: [pod("p", "nap", { cpu: "4" }), pod("q", "f1", { cpu: "1" })],
      nodePools: [pool("default", "tainted")],
      managedCluster: managedCluster("Auto", [
        { name: "fixed", count, provisioningState: "Failed" },
      ]),
    });
    const failed = plan(parts(5));
    assert.match(failed.steps, /current room, blocked drain/);
    assert.deepEqual(failed.notes, [
      "Agent pool fixed: Azure's last operation ended as Failed, 1 of 5 nodes are there.",
    ]);
    const asked = (count: number) =>
      viewPlan(stateOf(snapshot(parts(count)))).find(({ id }) => id === "room")?.changes;
    assert.deepEqual(asked(5), [{ do: "scaleAgentPool", pool: "fixed", from: 5, to: 6 }]);
    assert.deepEqual(asked(1), [{ do: "scaleAgentPool", pool: "fixed", from: 1, to: 2 }]);
    assert.deepEqual(plan(parts(1)).notes, []);
  });

  it("does not wait for nodes that never came up, nor for stopped pools", () => {
    const old = fixedNode("f2", "fixed", { ready: false });
    const broken = {
      ...old,
      metadata: { ...old.metadata, creationTimestamp: "2026-11-22T08:00:00Z" },
    };
    const pods = [
      pod("p", "nap", { cpu: "4" }),
      pod("q", "f1", { cpu: "1" }),
      pod("r", "f2", { cpu: "4" }),
    ];
    const agentPools = [
      { name: "fixed", count: 2 },
      { name: "idle", count: 3, powerState: "Stopped" },
    ];
    const parts = {
      ...running,
      pods,
      nodePools: [pool("default", "tainted")],
      nodes: [...running.nodes, broken],
    };
    const { changes } = plan({ ...parts, managedCluster: managedCluster("Auto", agentPools) });
    assert.deepEqual(changes, ["scaleAgentPool"]);
  });

  it("waits for the drain, and is blocked when no node can go", () => {
    const nodePools = [pool("default", "tainted")];
    assert.match(plan({ ...running, nodePools }).steps, /done room, waiting drain, open confirm/);
    const held = pod("p", "nap", { annotations: { "karpenter.sh/do-not-disrupt": "true" } });
    const blocked = plan({ ...running, nodePools, pods: [held] });
    assert.match(blocked.steps, /blocked drain/);
    assert.deepEqual(blocked.notes, [
      "Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt).",
    ]);
  });

  it("asks for mode Manual only when nothing is left and all is frozen", () => {
    const done = { nodes: [fixedNode("f1")], nodePools: [pool("default", "tainted")] };
    assert.deepEqual(plan(done), {
      steps:
        "done look, done freeze, done taint, done room, done drain, done confirm, current manual",
      changes: ["setMode"],
      notes: [
        "NodePools stay frozen and tainted, the CRDs stay; undo gives the NodePools back what they had.",
        "After it the cluster can be stopped, autoscaled pools and a change of the dataplane are possible again.",
      ],
    });
    const left: [Partial<ClusterSnapshot>, string][] = [
      [{ nodes: [napNode("nap")] }, "1 node of NodePools left: nap."],
      [{ nodeClaims: [claim("late")] }, "1 NodeClaim left: late."],
      [{ nodePools: [pool("default", "fresh")] }, "limits.cpu of NodePool default is not 0."],
      [{ nodePools: [nodePool("s", { replicas: 1 })] }, "static NodePool s asks for 1 node."],
      [
        { unread: [{ list: "nodes", reason: "forbidden", message: "403" }] },
        "nodes could not be read: 403.",
      ],
    ];
    for (const [parts, words] of left) {
      const views = viewPlan(stateOf(snapshot({ ...done, ...parts })));
      const [confirm, manual] = views.slice(-2);
      assert.deepEqual([confirm?.notes, manual?.changes], [[words], []]);
    }
  });

  it("warns of a static pool without replicas, and asks all the same", () => {
    const views = viewPlan(stateOf(snapshot({ nodePools: [nodePool("s", { replicas: 0 })] })));
    const [confirm, manual] = views.slice(-2);
    assert.deepEqual(confirm?.notes, [
      "static NodePool s cannot carry limits.cpu 0; if Azure refuses, delete the NodePool.",
    ]);
    assert.deepEqual(manual?.changes, [{ do: "setMode", mode: "Manual" }]);
  });

  it("names only some of many", () => {
    const nodes = Array.from({ length: 7 }, (_, index) => napNode(`n${index}`));
    const confirm = viewPlan(stateOf(snapshot({ nodes }))).find(({ id }) => id === "confirm");
    assert.deepEqual(confirm?.notes, ["7 nodes of NodePools left: n0, n1, n2, n3, n4 and 2 more."]);
  });

  it("has nothing left to do in mode Manual, and does not take an unknown mode for it", () => {
    const parts = { ...running, nodePools: [pool("default", "fresh")] };
    const { steps } = plan({ ...parts, managedCluster: managedCluster("manual") });
    assert.doesNotMatch(steps, /current|open|waiting|blocked/);
    const unknown = plan({ ...parts, managedCluster: undefined });
    assert.match(unknown.steps, /open manual/);
  });

  it("takes nothing for done when it could not be read", () => {
    const unread = [
      { list: "nodes", reason: "failed", message: "cut" },
      { list: "nodePools", reason: "failed", message: "cut" },
    ] as const;
    const { steps } = plan({ unread });
    assert.equal(
      steps,
      "current look, open freeze, open taint, open room, open drain, open confirm, open manual",
    );
  });

  it("does not take room for made while pods fit nowhere, and says which", () => {
    const needy = pod("needy", "nap", { nodeSelector: { "karpenter.azure.com/sku-family": "D" } });
    const nodePools = [pool("default", "tainted")];
    const { steps, notes } = plan({ ...running, nodePools, pods: [needy] });
    assert.equal(
      steps,
      "done look, done freeze, done taint, blocked room, blocked drain, open confirm, open manual",
    );
    assert.match(notes.join("\n"), /^Pod default\/needy fits no fixed pool: /m);
  });

  it("waits with the room while a list that it takes could not be read", () => {
    const unread = [{ list: "daemonSets", reason: "forbidden", message: "403" }] as const;
    const nodePools = [pool("default", "tainted")];
    const { steps, notes } = plan({ ...running, nodePools, unread });
    assert.match(steps, /waiting room, waiting drain/);
    assert.deepEqual(notes, [
      "Whether there is room is not known: daemonSets could not be read: 403.",
    ]);
  });

  it("says of static pools that their nodes do not wait for room, and counts only the others as drifting", () => {
    const nodePools = [pool("default", "frozen"), nodePool("s", { replicas: 1 })];
    const parts = {
      ...running,
      nodes: [...running.nodes, napNode("still", "s")],
      nodeClaims: [claim("nap"), claim("still", "s")],
      pods: [pod("p", "still"), pod("d", "still", { owner: "DaemonSet" })],
      nodePools,
    };
    assert.deepEqual(plan(parts).notes, [
      "NodePool s is static: scaled to 0, 1 node of it with 1 pod to move is deleted at once, whether or not there is room elsewhere. Make room first where it lacks.",
      "1 NAP node will drift: Karpenter takes one after the other, as far as the budgets let it.",
    ]);
  });

  it("says before the first change and at the switch that AKS Automatic stays on", () => {
    const automatic = { ...managedCluster(), sku: "Automatic" };
    const empty = { nodes: [fixedNode("f1")], nodePools: [pool("default", "tainted")] };
    const notes = [running, empty].map((parts) => {
      const steps = viewPlan(stateOf(snapshot({ ...parts, managedCluster: automatic })));
      return steps.filter((step) => step.notes.some((note) => note.startsWith("AKS Automatic:")));
    });
    assert.deepEqual(
      notes.map((steps) => steps.map(({ id }) => id)),
      [
        ["freeze", "drain", "manual"],
        ["freeze", "drain", "manual"],
      ],
    );
  });

  it("tells who will take the changes back", () => {
    const owned = pool("default", "frozen");
    const labels = { "kustomize.toolkit.fluxcd.io/name": "infra" };
    const aks = { "meta.helm.sh/release-name": "aks-managed-karpenter-overlay" };
    const nodePools = [
      { ...owned, metadata: { ...owned.metadata, labels } },
      { ...owned, metadata: { ...owned.metadata, name: "system", annotations: aks } },
    ];
    assert.deepEqual(plan({ ...running, nodePools }).notes, [
      "1 NAP node will drift: Karpenter takes one after the other, as far as the budgets let it.",
      "NodePool default is applied by Flux (kustomize.toolkit.fluxcd.io/name: infra), which takes changes back continuously: pause it (flux suspend kustomization infra --namespace flux-system), or change its source.",
    ]);
  });
});

describe("freezing on its own", () => {
  it("covers all pools or the chosen ones, and says what it cannot do", () => {
    const owned = pool("b", "fresh");
    const labels = { "argocd.argoproj.io/instance": "infra" };
    const nodePools = [
      pool("a", "fresh"),
      { ...owned, metadata: { ...owned.metadata, labels } },
      pool("c", "frozen"),
      nodePool("s", { replicas: 1 }),
    ];
    const inventory = takeInventory(snapshot({ ...running, nodePools }));
    const names = (changes: readonly Change[]) =>
      changes.map((change) => "name" in change && change.name);
    const all = freezePlan(inventory);
    assert.deepEqual(names(all.changes), ["a", "b"]);
    assert.deepEqual(all.notes, [
      "NodePool s is static and takes no limits.cpu: it can only be scaled to 0.",
      "NodePool b is applied by Argo CD (argocd.argoproj.io/instance: infra), which takes changes back continuously: pause it (argocd app set infra --sync-policy none), or change its source.",
    ]);
    const one = freezePlan(inventory, ["a", "c"]);
    assert.deepEqual([names(one.changes), one.notes], [["a"], []]);
  });
});

describe("unfreezing and undo", () => {
  const annotations = {
    "nap.aks/limits-before-freeze": '{"cpu":"8"}',
    "nap.aks/taints-before-disable": "null",
  };
  const changed = ["a", "b"].map((name) => {
    const one = pool(name, "tainted");
    return { ...one, metadata: { ...one.metadata, annotations } };
  });
  const inventory = takeInventory(snapshot({ nodePools: [...changed, pool("c", "frozen")] }));

  it("cover all pools that carry something of ours, or the chosen ones", () => {
    const words = (changes: readonly Change[]) =>
      changes.map((change) => "summary" in change && `${change.name}: ${change.summary}`);
    assert.deepEqual(words(undoPlan(inventory).changes), [
      "a: limits.cpu 0 -> 8, template taint removed",
      "b: limits.cpu 0 -> 8, template taint removed",
    ]);
    assert.deepEqual(words(unfreezePlan(inventory, ["b"]).changes), ["b: limits.cpu 0 -> 8"]);
  });
});

describe("skipping the migration", () => {
  const frozen = [pool("default", "frozen")];

  it("deletes nodes of Karpenter and NodeClaims without a node, each as it was read", () => {
    const nodes = [napNode("nap"), fixedNode("fixed")];
    const inventory = takeInventory(
      snapshot({ nodes, nodeClaims: [claim("nap"), claim("launching")], nodePools: frozen }),
    );
    assert.deepEqual(skipMigrationPlan(inventory), {
      changes: [
        {
          do: "deleteNode",
          node: { name: "nap", uid: "uid-nap", resourceVersion: "7" },
          nodeClaim: "nap",
        },
        {
          do: "deleteNodeClaim",
          nodeClaim: { name: "launching", uid: "uid-claim-launching", resourceVersion: "3" },
        },
      ],
      notes: [],
    });
  });

  it("leaves alone what is not Karpenter's beyond doubt", () => {
    const nodes = [
      napNode("unclaimed"),
      napNode("other", "another"),
      napNode("renamed"),
      napNode("going", "default", { deletionTimestamp: "2026-11-22T08:00:00Z" }),
    ];
    const foreign = {
      ...claim("renamed"),
      status: { nodeName: "x", providerID: "azure:///renamed" },
    };
    const plan = skipMigrationPlan(
      takeInventory(
        snapshot({
          nodes,
          nodeClaims: [claim("other"), foreign, claim("going")],
          nodePools: frozen,
        }),
      ),
    );
    assert.deepEqual(plan, {
      changes: [],
      notes: ["unclaimed", "other", "renamed"].map(
        (name) => `Node ${name} is left alone: no NodeClaim of its NodePool names it.`,
      ),
    });
  });

  it("does nothing before all pools are frozen", () => {
    const nodePools = [pool("a", "fresh"), pool("b", "frozen")];
    const plan = skipMigrationPlan(takeInventory(snapshot({ ...running, nodePools })));
    assert.deepEqual(plan, { changes: [], notes: ["Freeze the NodePools first: a."] });
    const of = (parts: Partial<ClusterSnapshot>) =>
      skipMigrationPlan(takeInventory(snapshot({ ...running, ...parts })));
    assert.deepEqual(of({ nodePools: [pool("a", "frozen"), nodePool("s", { replicas: 1 })] }), {
      changes: [],
      notes: ["Scale static NodePools to 0 first: s."],
    });
    const unread = [{ list: "nodePools", reason: "forbidden", message: "403" }] as const;
    assert.deepEqual(of({ nodePools: [], unread }), {
      changes: [],
      notes: [
        "Whether the NodePools are frozen is not known, so nothing is deleted: nodePools could not be read (403).",
      ],
    });
  });
});

describe("the guard before each change", () => {
  const inventory = takeInventory(
    snapshot({
      ...running,
      nodeClaims: [claim("nap"), claim("launching")],
      nodePools: [pool("default", "frozen")],
      managedCluster: managedCluster("Auto", [{ name: "fixed", count: 3 }]),
    }),
  );
  const object = (name: string, uid: string, resourceVersion: string) => ({
    name,
    uid,
    resourceVersion,
  });
  const allowed: Change[] = [
    { do: "deleteNode", node: object("nap", "uid-nap", "7"), nodeClaim: "nap" },
    { do: "deleteNodeClaim", nodeClaim: object("launching", "uid-claim-launching", "3") },
    {
      do: "patchNodePool",
      name: "default",
      summary: "",
      patch: { metadata: { resourceVersion: "1" } },
    },
    { do: "removeDoNotDisrupt", kind: "Pod", object: object("p", "uid-p", "5") },
    { do: "removeDoNotDisrupt", kind: "Node", object: object("nap", "uid-nap", "7") },
    { do: "evictPod", pod: object("p", "uid-p", "5") },
    { do: "scaleAgentPool", pool: "fixed", from: 3, to: 4 },
    {
      do: "raiseAutoscaler",
      pool: "x",
      minCount: { from: 1, to: 2 },
      maxCount: { from: 1, to: 2 },
    },
    { do: "addAgentPool", pool: { name: "n", count: 1, vmSize: "s", mode: "User" } },
  ];
  const refused: [Change, string][] = [
    [
      { do: "setMode", mode: "Manual" },
      "nodes, NodeClaims or NodePools of Karpenter are not done with",
    ],
    [
      { do: "deleteNode", node: object("nap", "uid-nap", "8"), nodeClaim: "nap" },
      "node nap is not the NAP node any more that it was",
    ],
    [
      { do: "deleteNode", node: object("nap", "uid-old", "7"), nodeClaim: "nap" },
      "node nap is not the NAP node any more that it was",
    ],
    [
      { do: "deleteNode", node: object("nap", "uid-nap", "7"), nodeClaim: "x" },
      "node nap is not the NAP node any more that it was",
    ],
    [
      { do: "deleteNode", node: object("f1", "uid-f1", "7"), nodeClaim: "nap" },
      "node f1 is not the NAP node any more that it was",
    ],
    [
      { do: "deleteNodeClaim", nodeClaim: object("nap", "uid-claim-nap", "3") },
      "NodeClaim nap has changed or has a node by now",
    ],
    [
      {
        do: "patchNodePool",
        name: "default",
        summary: "",
        patch: { metadata: { resourceVersion: "0" } },
      },
      "NodePool default has changed since it was read",
    ],
    [
      {
        do: "patchNodePool",
        name: "gone",
        summary: "",
        patch: { metadata: { resourceVersion: "1" } },
      },
      "NodePool gone has changed since it was read",
    ],
    [
      { do: "removeDoNotDisrupt", kind: "Pod", object: object("p", "uid-p", "6") },
      "Pod p has changed since it was read",
    ],
    [{ do: "evictPod", pod: object("p", "uid-other", "5") }, "pod p is gone"],
    [
      { do: "scaleAgentPool", pool: "fixed", from: 2, to: 4 },
      "agent pool fixed has another number of nodes by now",
    ],
  ];

  it("lets through what is as it was read", () => {
    assert.deepEqual(
      allowed.map((change) => guardChange(change, inventory)),
      allowed.map(() => undefined),
    );
  });

  it("stops what has changed since", () => {
    assert.deepEqual(
      refused.map(([change]) => guardChange(change, inventory)),
      refused.map(([, why]) => why),
    );
  });
});
