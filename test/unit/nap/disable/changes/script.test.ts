import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { commandOf } from "../../../../../src/nap/disable/changes/commands.ts";
import { scriptOf } from "../../../../../src/nap/disable/changes/script.ts";
import { commandLine, commentLines } from "../../../../../src/nap/disable/changes/shellText.ts";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import {
  claim,
  fixedNode,
  managedCluster,
  napNode,
  nodePool,
  pod,
  snapshot,
  widenAll,
} from "../objects.ts";
import { anyNodePool } from "../arbitraryPools.ts";
import type { Change } from "../../../../../src/nap/disable/changes/change.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";

const hasShell = spawnSync("sh", ["-c", "true"]).status === 0;
const withShell = hasShell ? it : it.skip;

/** Runs a script with stand-ins for kubectl and az that write down what they are asked. */
function runScript(script: string, answers: string, args: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), "nap-script-"));
  try {
    const log = join(folder, "log");
    writeFileSync(log, "");
    const standIn = (name: string) =>
      `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> '${log}'\n${name === "kubectl" ? answers : ""}\n`;
    for (const name of ["kubectl", "az", "sleep"]) {
      writeFileSync(join(folder, name), standIn(name));
      chmodSync(join(folder, name), 0o755);
    }
    const path = join(folder, "script.sh");
    writeFileSync(path, script);
    const PATH = `${folder}:${process.env.PATH ?? ""}`;
    const { status, stderr } = spawnSync("sh", [path, ...args], {
      env: { PATH },
      encoding: "utf8",
    });
    return { status, stderr, log: readFileSync(log, "utf8").trimEnd().split("\n") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const parts: Partial<ClusterSnapshot> = {
  nodes: [napNode("nap"), fixedNode("f1")],
  nodeClaims: [claim("nap")],
  nodePools: [nodePool("default", { limits: { cpu: "100" } }), nodePool("static", { replicas: 2 })],
  pods: [pod("p", "nap", { cpu: "4" }), pod("q", "f1", { cpu: "1", owner: "" })],
  managedCluster: managedCluster("Auto", [{ name: "fixed", count: 1 }]),
};

/** A cluster in which the script finds what it expects: unchanged, empty and frozen. */
const obliging = `case "$*" in
  *metadata.uid*) printf uid-%s "$3" ;;
  *metadata.generation*) printf 1 ;;
  *spec.limits.cpu*) printf 'default 0\\nstatic 0\\n' ;;
esac`;

describe("the script of the whole way", () => {
  const script = scriptOf(stateOf(snapshot(parts)));
  const patch = (pool: string, content: object) =>
    `kubectl patch nodepool ${pool} --type merge --patch ${JSON.stringify(content)}`;
  const address =
    "--resource-group group --cluster-name cluster --subscription 00000000-0000-0000-0000-000000000000";

  const looks = ["default", "static"].map(
    (pool) => `kubectl get nodepool ${pool} -o jsonpath={.metadata.uid}`,
  );

  withShell("changes nothing in another cluster whose NodePools have the same names", () => {
    const other = obliging.replace("uid-%s", "other-%s");
    for (const args of [[], ["undo"]]) {
      const { status, log, stderr } = runScript(script, other, args);
      assert.deepEqual([status, log], [1, looks.slice(0, 1)]);
      assert.match(stderr, /choose the context of the cluster/);
    }
  });

  withShell("does each step in order, and asks before", () => {
    const { status, log, stderr } = runScript(script, obliging);
    assert.deepEqual([status, stderr], [0, ""]);
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    assert.deepEqual(log, [
      ...looks,
      "kubectl get nodepool default -o jsonpath={.metadata.generation}",
      "kubectl get nodepool static -o jsonpath={.metadata.generation}",
      patch("default", {
        metadata: { annotations: { "nap.aks/limits-before-freeze": '{"cpu":"100"}' } },
        spec: { limits: { cpu: "0" } },
      }),
      patch("default", {
        metadata: { annotations: { "nap.aks/taints-before-disable": "null" } },
        spec: { template: { spec: { taints } } },
      }),
      `az aks nodepool scale --name fixed --node-count 2 ${address}`,
      patch("static", {
        metadata: { annotations: { "nap.aks/replicas-before-disable": "2" } },
        spec: { replicas: 0 },
      }),
      "kubectl get nodes --selector karpenter.sh/nodepool --output name",
      "kubectl get nodeclaims.karpenter.sh --output name",
      'kubectl get nodepools.karpenter.sh --output jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.limits.cpu}{.spec.replicas}{"\\n"}{end}',
      "az aks update --node-provisioning-mode Manual --resource-group group --name cluster --subscription 00000000-0000-0000-0000-000000000000",
    ]);
  });

  withShell("takes the changes to NodePools back when run with undo", () => {
    const { status, log } = runScript(script, obliging, ["undo"]);
    assert.equal(status, 0);
    assert.deepEqual(log, [
      ...looks,
      patch("default", {
        metadata: {
          annotations: {
            "nap.aks/limits-before-freeze": null,
            "nap.aks/taints-before-disable": null,
          },
        },
        spec: { limits: { cpu: "100" }, template: { spec: { taints: null } } },
      }),
      patch("static", {
        metadata: { annotations: { "nap.aks/replicas-before-disable": null } },
        spec: { replicas: 2 },
      }),
    ]);
  });

  withShell("stops before the first change when a NodePool is not as it was", () => {
    const { status, log, stderr } = runScript(script, obliging.replace("printf 1", "printf 2"));
    assert.deepEqual(
      [status, log.length, stderr],
      [1, 3, "NodePool default has changed since this script was written: write it again.\n"],
    );
  });

  withShell(
    "does not switch the mode while the cluster does not answer or a NodePool is thawed",
    () => {
      const asked = (answers: string) => runScript(script, answers);
      const thawed = asked(obliging.replace("default 0", "default 100"));
      assert.deepEqual(
        [thawed.status, thawed.stderr],
        [1, "these NodePools are not frozen: default 100\n"],
      );
      for (const zero of ["0m", "0.0", "00", "0Gi"])
        assert.equal(asked(obliging.replace("default 0", `default ${zero}`)).status, 0, zero);
      for (const limit of ["10", "", "500m", "0.5"])
        assert.equal(asked(obliging.replace("default 0", `default ${limit}`)).status, 1, limit);
      const silent = asked(obliging.replace("printf 'default 0\\nstatic 0\\n'", "exit 1"));
      const isSwitch = (line: string) => line.includes("--node-provisioning-mode");
      assert.deepEqual([silent.status, silent.log.filter(isSwitch)], [1, []]);
    },
  );

  withShell("waits while something is left and while nobody answers", () => {
    // The first look at the nodes fails, the second finds one, the third none.
    const answers = `${obliging.replace("esac", "")}
  *"get nodes "*)
    looks=$(grep -c 'get nodes ' "$0.looks" 2>/dev/null || true)
    printf 'get nodes \\n' >> "$0.looks"
    case "$looks" in ""|0) exit 1 ;; 1) printf 'node/nap\\n' ;; esac ;;
esac`;
    const { status, log, stderr } = runScript(script, answers);
    assert.deepEqual([status, stderr], [0, "the cluster does not answer, trying again\n"]);
    assert.equal(log.filter((line) => line === "sleep 30").length, 2);
  });

  withShell("is read without complaint by the shell, whatever the cluster is called", () => {
    const name = fc.string({ unit: "binary", maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(anyNodePool, { maxLength: 2 }),
        name,
        name,
        (nodePools, cluster, group) => {
          const managed = { ...managedCluster(), name: cluster, resourceGroup: group };
          const text = scriptOf(
            stateOf(snapshot({ ...parts, nodePools, managedCluster: managed })),
          );
          const { status, stderr } = spawnSync("sh", ["-n"], { input: text, encoding: "utf8" });
          assert.deepEqual([status, stderr], [0, ""]);
        },
      ),
      { numRuns: 30 },
    );
  });

  withShell(
    "offers wider budgets in comments, whose removal widens and whose undo gives back",
    () => {
      const two = {
        ...parts,
        nodes: [napNode("nap"), napNode("nap2"), fixedNode("f1")],
        nodeClaims: [claim("nap"), claim("nap2")],
      };
      const offering = scriptOf(stateOf(snapshot(two)));
      const asks = (script: string, args: readonly string[] = []) =>
        runScript(script, obliging, args).log.filter((line) => line.includes('"budgets"'));
      assert.deepEqual(asks(offering), []);
      const taken = offering.replaceAll(/^( *)# (kubectl patch .*budgets.*)$/gm, "$1$2");
      assert.deepEqual(
        asks(taken).map((line) => /"disruption":.*/.exec(line)?.[0]),
        [
          '"disruption":{"budgets":[{"nodes":"10%","reasons":["Underutilized","Empty"]},{"nodes":"100%","reasons":["Drifted"]}]}}}',
        ],
      );
      assert.deepEqual(
        asks(taken, ["undo"]).map((line) => /"disruption":.*/.exec(line)?.[0]),
        ['"disruption":{"budgets":[{"nodes":"10%"}]}}}'],
      );
      assert.doesNotMatch(scriptOf(stateOf(snapshot(two), widenAll(snapshot(two)))), /Faster/);
    },
  );

  it("says where a step has nothing left to do", () => {
    const text = scriptOf(stateOf(snapshot({ managedCluster: undefined })));
    assert.equal(text.match(/# Nothing is left to do here\./g)?.length, 4);
    assert.match(text, /--resource-group '<resource group>' --name '<cluster>'/);
    assert.doesNotMatch(text, /undo/);
  });
});

describe("words for a shell", () => {
  withShell("come out as they went in", () => {
    const word = fc
      .string({ unit: "binary", maxLength: 20 })
      .map((text) => text.replaceAll("\0", ""));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const line = commandLine(["printf", "%s\\0", ...words]);
        const { stdout } = spawnSync("sh", ["-c", line]);
        assert.deepEqual(stdout, Buffer.from([...words, ""].join("\0")));
      }),
      { numRuns: 40 },
    );
  });

  it("cannot leave a comment", () => {
    assert.deepEqual(commentLines("a\nrm -rf /\r\nb\rc\u2028d "), [
      "# a",
      "# rm -rf /",
      "# b",
      "# c",
      "# d",
    ]);
  });
});

describe("the command of a change", () => {
  const object = { name: "x", uid: "u", resourceVersion: "1" };
  const cluster = managedCluster();
  const all: [Change, string][] = [
    [{ do: "deleteNode", node: object, nodeClaim: "c" }, "kubectl delete node x --wait=false"],
    [{ do: "deleteNodeClaim", nodeClaim: object }, "kubectl delete nodeclaim x --wait=false"],
    [
      { do: "evictPod", pod: { ...object, namespace: "n" } },
      `printf %s '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"x","namespace":"n"}}' | kubectl create --raw /api/v1/namespaces/n/pods/x/eviction -f -`,
    ],
    [
      { do: "removeDoNotDisrupt", kind: "Pod", object: { ...object, namespace: "n" } },
      "kubectl annotate pod x --namespace n karpenter.sh/do-not-disrupt-",
    ],
    [
      { do: "removeDoNotDisrupt", kind: "Node", object },
      "kubectl annotate node x karpenter.sh/do-not-disrupt-",
    ],
    [
      {
        do: "raiseAutoscaler",
        pool: "p",
        minCount: { from: 1, to: 3 },
        maxCount: { from: 2, to: 3 },
      },
      "az aks nodepool update --name p --update-cluster-autoscaler --min-count 3 --max-count 3 --resource-group group --cluster-name cluster --subscription 00000000-0000-0000-0000-000000000000",
    ],
    [
      {
        do: "addAgentPool",
        pool: {
          ...{ name: "n", count: 2, vmSize: "Standard_D4s_v5", mode: "User", maxPods: 50 },
          zones: ["1", "2"],
          labels: { a: "b c", d: "e" },
          taints: [
            { key: "k", value: "v", effect: "NoSchedule" },
            { key: "l", effect: "NoExecute" },
          ],
        },
      },
      "az aks nodepool add --name n --node-count 2 --node-vm-size Standard_D4s_v5 --mode User --zones 1 2 --labels 'a=b c' d=e --node-taints k=v:NoSchedule,l:NoExecute --max-pods 50 --resource-group group --cluster-name cluster --subscription 00000000-0000-0000-0000-000000000000",
    ],
  ];

  it("is what a person would type", () => {
    assert.deepEqual(
      all.map(([change]) => commandOf(change, cluster)),
      all.map(([, line]) => line),
    );
  });

  it("names the subnet that a new pool joins", () => {
    const pool = { name: "n", count: 1, vmSize: "Standard_D4s_v5", mode: "User" } as const;
    const subnetId = "/subscriptions/s/resourceGroups/net/providers/x/subnets/nodes";
    const line = commandOf({ do: "addAgentPool", pool }, { ...cluster, subnetId });
    assert.ok(line.includes(` --vnet-subnet-id ${subnetId} `), line);
  });
});
