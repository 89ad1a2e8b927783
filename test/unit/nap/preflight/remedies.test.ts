import assert from "node:assert/strict";
import type { Remedy } from "../../../../src/nap/preflight/check.ts";
import { pinnedPools } from "../../../../src/nap/preflight/pinnedPools.ts";
import { preflightReport } from "../../../../src/nap/preflight/preflightReport.ts";
import { remedyStatement } from "../../../../src/nap/preflight/remedyReport.ts";
import type { Surroundings } from "../../../../src/nap/preflight/surroundings.ts";
import { unreadReason } from "../../../../src/nap/preflight/unreadReason.ts";
import { preflightChildren, presentPreflight } from "../../../../src/nap/view/preflightNodes.ts";
import { answer, model, pool, pools } from "./judged.ts";

const principalId = "7b1c2d3e-0000-4000-8000-000000000000";
const subnet =
  "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes";
const refused: Surroundings = { subnetRights: [{ subnetId: subnet, isGranted: false }] };

function remedyOf(...judged: Parameters<typeof answer>): Remedy {
  const { remedy } = answer(...judged);
  assert.ok(remedy);
  return remedy;
}

describe("the remedy for a role that is missing", () => {
  const custom = pools(pool({ vnetSubnetID: subnet }));
  const action = { do: "assignRole", role: "Network Contributor", scopes: [subnet] };
  const scope = `--role "Network Contributor" --scope "${subnet}"`;

  it("names the cluster's own identity, or the assigned one", () => {
    const userAssignedIdentities = { "/id": { principalId } };
    for (const identity of [
      { type: "SystemAssigned", principalId },
      { type: "UserAssigned", userAssignedIdentities },
    ])
      assert.deepEqual(remedyOf("subnet-role", model(custom, { identity }), refused), {
        text: "Give the cluster's identity the role Network Contributor on the subnet",
        commands: [
          `az role assignment create --assignee-object-id ${principalId} --assignee-principal-type ServicePrincipal ${scope}`,
        ],
        action,
      });
  });

  it("has a place for the identity and no button where none is shown, or none that is one", () => {
    for (const identity of [{ type: "SystemAssigned" }, { principalId: "$(rm -rf /)" }]) {
      const remedy = remedyOf("subnet-role", model(custom, { identity }), refused);
      assert.equal(remedy.action, undefined);
      assert.deepEqual(remedy.commands, [
        `az role assignment create --assignee PRINCIPAL_ID ${scope}`,
      ]);
    }
  });
});

describe("the remedies of what stands around a cluster", () => {
  it("have commands for locks, quota, node classes and a Karpenter of one's own", () => {
    const id = "/subscriptions/0/providers/Microsoft.Authorization/locks/keep";
    const locks = [{ id, name: "keep", level: "CanNotDelete" }] as const;
    const quotas = [{ name: "cores", limit: 10, used: 9 }];
    const nodeClasses = [{ metadata: { name: "far" }, spec: { vnetSubnetID: subnet } }];
    const selfHosted = { selfHostedKarpenter: "karpenter", selfHostedCommands: ["helm list"] };
    const around = { locks, quotas, nodeClasses, ...selfHosted };
    const commands = ["resource-locks", "quota", "node-class-subnets", "self-hosted-karpenter"].map(
      (check) => remedyOf(check, model(), around).commands,
    );
    const scope = "/subscriptions/0/providers/Microsoft.Compute/locations/uksouth";
    assert.deepEqual(commands, [
      [`az lock delete --ids ${id}`],
      [
        "az vm list-usage --subscription 0 --location uksouth --output table",
        `az quota update --resource-name cores --scope ${scope} --limit-object value=42 --resource-type dedicated`,
      ],
      [
        "kubectl get aksnodeclasses -o custom-columns=NAME:.metadata.name,SUBNET:.spec.vnetSubnetID",
        "kubectl get nodepools -o custom-columns=NAME:.metadata.name,CLASS:.spec.template.spec.nodeClassRef.name",
      ],
      ["helm list"],
    ]);
  });
});

describe("the remedies for the cluster autoscaler", () => {
  const autoscaled = pool({
    enableAutoScaling: true,
    minCount: 1,
    maxCount: 5,
    nodeTaints: ["gpu=true:NoSchedule"],
  });
  const cluster = model(pools(autoscaled));

  it("offer both ways, and keep the taints that a pool has", () => {
    const { action, instead } = remedyOf("cluster-autoscaler", cluster);
    assert.deepEqual(action, { do: "disableAutoscaler", pools: ["np1"] });
    const feature = "--namespace Microsoft.ContainerService --name AllowClusterAutoscalerAndNAP";
    assert.deepEqual(instead?.commands, [
      `az feature register ${feature} --subscription 0`,
      `az feature show ${feature} --query properties.state --subscription 0`,
      "az provider register --namespace Microsoft.ContainerService --subscription 0",
      'az aks nodepool update --subscription 0 --resource-group rg --cluster-name demo --name np1 --node-taints "gpu=true:NoSchedule,autoscaling.azure.com/cas-block=true:NoSchedule"',
    ]);
    assert.deepEqual(instead.action, {
      do: "registerFeature",
      feature: "Microsoft.ContainerService/AllowClusterAutoscalerAndNAP",
    });
    assert.match(instead.text, /nap-block=true:NoSchedule in the template of each NodePool/);
  });

  it("stand below the check one after the other, each to be clicked", () => {
    const check = answer("cluster-autoscaler", cluster);
    const nodes = preflightChildren(undefined, { kind: "check", check });
    assert.deepEqual(
      nodes.map(({ kind }) => kind),
      ["why", "remedy", "command", "remedy", ...Array<string>(4).fill("command"), "source"],
    );
    const presented = nodes.map(presentPreflight);
    assert.equal(new Set(presented.map(({ id }) => id)).size, nodes.length);
    assert.deepEqual(
      presented.flatMap(({ context, action }) =>
        context === "remedy action" ? [(action?.args?.[0] as { kind: string }).kind] : [],
      ),
      ["remedy", "remedy"],
    );
    assert.match(preflightReport(cluster, [check]), /az feature register/);
  });

  it("tell at how many nodes each pool stays", () => {
    const other = pool({ name: "np2", count: null, minCount: null });
    assert.deepEqual(pinnedPools(model(pools(autoscaled, other)), ["np1", "np2", "gone"]), [
      { name: "np1", text: "stays at 3 nodes; the autoscaler keeps it between 1 and 5 now" },
      { name: "np2", text: "stays at what it has; the autoscaler keeps it between ? and ? now" },
      { name: "gone", text: "" },
    ]);
  });

  it("are likely to be needed where the feature may not be looked at", () => {
    const around = { unread: { features: "the right a/read is missing" } };
    const { result, seen } = answer("cluster-autoscaler", cluster, around);
    assert.equal(result, "likely-blocks");
    assert.match(seen, /was not read: the right a\/read is missing$/);
  });
});

describe("the statement after a remedy", () => {
  it("claims no more than was seen", () => {
    const failed = (how: "refused" | "failed" | "lost" | "cancelled") =>
      remedyStatement({ done: ["a"], failed: { what: "b", how, why: "Why" }, untouched: ["c"] });
    assert.deepEqual(
      [
        remedyStatement({ done: ["a", "b"], untouched: [] }),
        failed("refused"),
        failed("failed"),
        failed("lost"),
        failed("cancelled"),
      ],
      [
        "Done: a, b.",
        "Done: a. Not done: b. Why. Not begun: c.",
        "Done: a. Begun, but not ended well: b. Why. Not begun: c.",
        "Done: a. Whether it is done is not known: b. Why. Not begun: c.",
        "Done: a. No longer waiting for b; it may go on in Azure. Not begun: c.",
      ],
    );
  });
});

describe("why something was not read", () => {
  const failure = { request: "GET x", changed: "no" } as const;

  it("is the right that is missing, as Azure names it or as it is documented", () => {
    const message = "The client 'a' has no authorization to perform action 'b/c/read' over scope.";
    const named = { ...failure, kind: "permission", message } as const;
    assert.deepEqual(
      [unreadReason("locks", named), unreadReason("locks", { ...named, message: "No." })],
      ["the right b/c/read is missing", "the right Microsoft.Authorization/locks/read is missing"],
    );
  });

  it("is what was answered otherwise", () => {
    const busy = { ...failure, kind: "service", status: 503, message: "Busy." } as const;
    const cut = { ...failure, kind: "network", message: "The connection was lost" } as const;
    assert.deepEqual(
      [unreadReason("quotas", busy), unreadReason("quotas", cut)],
      ["Busy (HTTP 503)", "The connection was lost"],
    );
  });
});
