import assert from "node:assert/strict";
import { remedyCommand } from "../../../../../src/nap/disable/changes/remedyCommand.ts";
import {
  remedyChanges,
  remedyNotes,
  remedyText,
} from "../../../../../src/nap/disable/changes/remedies.ts";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "../objects.ts";
import type { Remedy } from "../../../../../src/nap/disable/blockers/blocker.ts";

const lockId = "/subscriptions/s/resourceGroups/MC_g/providers/Microsoft.Authorization/locks/keep";

const remedies: readonly Remedy[] = [
  { kind: "openBudget", budget: "default/b" },
  { kind: "removeDoNotDisrupt", on: "Pod", name: "default/p" },
  { kind: "removeDoNotDisrupt", on: "Node", name: "nap" },
  { kind: "evictPod", pod: "default/p" },
  { kind: "addRoom" },
  { kind: "widenBudgets", nodePool: "default" },
  { kind: "scaleStaticPool", nodePool: "static" },
  { kind: "removeLock", lock: { id: lockId, name: "keep", level: "CanNotDelete" } },
  { kind: "changePod", pod: "default/p" },
  { kind: "backUpData", pod: "default/p" },
  { kind: "wait" },
  { kind: "wait", untilMs: Date.parse("2026-11-22T18:00:00Z") },
];

describe("remedies", () => {
  const closed = nodePool("default", { disruption: { budgets: [{ nodes: "0" }] } });
  const state = stateOf(
    snapshot({
      nodes: [napNode("nap"), fixedNode("f", "fixed", { cpu: "1" })],
      nodeClaims: [claim("nap")],
      nodePools: [closed, nodePool("static", { replicas: 1 })],
      pods: [pod("p", "nap"), pod("q", "nap", { cpu: "1" })],
      managedCluster: managedCluster("Auto", [{ name: "fixed", count: 1 }]),
    }),
  );

  it("are actions in words", () => {
    assert.deepEqual(remedies.map(remedyText), [
      "Open PodDisruptionBudget default/b",
      "Remove the do-not-disrupt annotation of pod default/p",
      "Remove the do-not-disrupt annotation of node nap",
      "Evict pod default/p now",
      "Add room to the fixed pools",
      "Let all nodes of NodePool default drift at once",
      "Scale static NodePool static to 0",
      "Remove lock keep",
      "Open pod default/p",
      "Save the data of pod default/p",
      "Wait",
      "Wait until 2026-11-22 18:00 UTC",
    ]);
  });

  it("say what is to be known before", () => {
    const of = (remedy: Remedy) =>
      remedyNotes(
        remedy,
        stateOf(
          snapshot({
            nodes: [napNode("nap", "static")],
            nodeClaims: [claim("nap", "static")],
            nodePools: [nodePool("static", { replicas: 1 }), nodePool("other", { replicas: 1 })],
            pods: [pod("p", "nap")],
          }),
        ),
      );
    assert.deepEqual(
      [
        of({ kind: "evictPod", pod: "default/p" }),
        of({ kind: "scaleStaticPool", nodePool: "static" }),
        of({ kind: "scaleStaticPool", nodePool: "other" }),
        of({ kind: "addRoom" }),
      ],
      [
        ["PodDisruptionBudgets still count: the API server refuses what they forbid."],
        [
          "NodePool static is static: scaled to 0, 1 node of it with 1 pod to move is deleted at once, whether or not there is room elsewhere. Make room first where it lacks.",
        ],
        [],
        [],
      ],
    );
  });

  it("are changes where a program can do them", () => {
    const object = { uid: "uid-p", resourceVersion: "5", name: "p", namespace: "default" };
    const node = { uid: "uid-nap", resourceVersion: "7", name: "nap" };
    assert.deepEqual(
      remedies.map((remedy) =>
        remedyChanges(remedy, state).map((change) =>
          change.do === "patchNodePool" ? change.summary : change,
        ),
      ),
      [
        [],
        [{ do: "removeDoNotDisrupt", kind: "Pod", object }],
        [{ do: "removeDoNotDisrupt", kind: "Node", object: node }],
        [{ do: "evictPod", pod: object }],
        [{ do: "scaleAgentPool", pool: "fixed", from: 1, to: 2 }],
        ["budget for reason Drifted -> 100%"],
        ["replicas 1 -> 0"],
        ...[[], [], [], [], []],
      ],
    );
  });

  it("are commands where a person has to act", () => {
    const more: readonly Remedy[] = [
      { kind: "pauseOwner", nodePool: "default", command: "flux suspend kustomization x" },
      { kind: "drainByHand", node: "nap" },
      { kind: "removeNodePoolLabel", node: "nap" },
      { kind: "deleteNodePool", nodePool: "static" },
    ];
    assert.deepEqual(
      [...remedies, ...more].map((remedy) => remedyCommand(remedy, state)),
      [
        `kubectl patch poddisruptionbudget b --namespace default --type merge --patch '{"spec":{"minAvailable":null,"maxUnavailable":1}}'`,
        "kubectl annotate pod p --namespace default karpenter.sh/do-not-disrupt-",
        "kubectl annotate node nap karpenter.sh/do-not-disrupt-",
        `printf %s '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p","namespace":"default"}}' | kubectl create --raw /api/v1/namespaces/default/pods/p/eviction -f -`,
        "az aks nodepool scale --name fixed --node-count 2 --resource-group group --cluster-name cluster --subscription 00000000-0000-0000-0000-000000000000",
        `kubectl patch nodepool default --type merge --patch '{"metadata":{"annotations":{"nap.aks/budgets-before-disable":"{\\"before\\":[{\\"nodes\\":\\"0\\"}],\\"after\\":[{\\"nodes\\":\\"0\\",\\"reasons\\":[\\"Underutilized\\",\\"Empty\\"]},{\\"nodes\\":\\"100%\\",\\"reasons\\":[\\"Drifted\\"]}]}"}},"spec":{"disruption":{"budgets":[{"nodes":"0","reasons":["Underutilized","Empty"]},{"nodes":"100%","reasons":["Drifted"]}]}}}'`,
        `kubectl patch nodepool static --type merge --patch '{"metadata":{"annotations":{"nap.aks/replicas-before-disable":"1"}},"spec":{"replicas":0}}'`,
        `az lock delete --ids ${lockId}`,
        "kubectl get pod p --namespace default --output yaml",
        "kubectl cp 'default/p:<path>' '<local folder>'",
        "",
        "",
        "flux suspend kustomization x",
        "kubectl drain nap --ignore-daemonsets --delete-emptydir-data && kubectl delete node nap",
        "kubectl label node nap karpenter.sh/nodepool-",
        "kubectl get nodepool static --output yaml > nodepool-static.yaml && kubectl delete nodepool static",
      ],
    );
  });

  it("change nothing that is gone", () => {
    const empty = stateOf(snapshot());
    assert.deepEqual(
      remedies.flatMap((remedy) => remedyChanges(remedy, empty)),
      [],
    );
  });
});
