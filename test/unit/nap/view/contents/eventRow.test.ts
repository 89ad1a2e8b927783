import assert from "node:assert/strict";
import {
  eventsAbout,
  eventRow,
  isOfKarpenter,
} from "../../../../../src/nap/view/contents/eventRow.ts";
import { eventWords } from "../../../../../src/nap/view/contents/eventWords.ts";

const event = {
  type: "Warning",
  reason: "InsufficientCapacityError",
  message:
    "NodeClaim default-x event: regional on-demand vCPU quota limit for subscription has been reached.",
  involvedObject: { kind: "NodeClaim", name: "default-x", uid: "1" },
  count: 3,
  firstTimestamp: "2026-11-22T08:00:00Z",
  lastTimestamp: "2026-11-22T08:10:00Z",
  source: { component: "karpenter" },
  metadata: { uid: "e" },
};

describe("an event of Karpenter", () => {
  it("is known by any of its names, in the old form and in the new", () => {
    const rest = { ...event, source: {} };
    for (const component of ["karpenter", "karpenter-events", "node-auto-provisioning"]) {
      assert.ok(isOfKarpenter({ ...rest, source: { component } }));
      assert.ok(isOfKarpenter({ ...rest, reportingComponent: component }));
    }
    assert.equal(isOfKarpenter({ ...rest, source: { component: "kubelet" } }), false);
    assert.equal(isOfKarpenter(rest), false);
  });

  it("becomes a row with what happened and what helps", () => {
    assert.deepEqual(eventRow(event), {
      uid: "e",
      about: { kind: "NodeClaim", name: "default-x", namespace: "" },
      reason: "InsufficientCapacityError",
      isWarning: true,
      text: "The subscription's vCPU quota for the whole region is used up.",
      remedy:
        "Ask for more quota (az quota, or Usage + quotas in the portal), or allow other VM families.",
      message: event.message,
      count: 3,
      at: "2026-11-22T08:10:00Z",
    });
  });

  it("is found by what it is about", () => {
    const row = eventRow(event);
    assert.deepEqual(eventsAbout([row], { kind: "NodeClaim", name: "default-x" }), [row]);
    assert.deepEqual(eventsAbout([row], { kind: "Node", name: "default-x" }), []);
  });

  const cases: readonly [string, string, string][] = [
    [
      "DisruptionBlocked",
      "Pdb prevents pod evictions (PodDisruptionBudget=[shop/web])",
      "The PodDisruptionBudget shop/web allows no eviction now",
    ],
    [
      "DisruptionBlocked",
      'Pod has "karpenter.sh/do-not-disrupt" annotation (Pod=shop/web-1)',
      "The pod shop/web-1 asks not to be disrupted",
    ],
    [
      "DisruptionBlocked",
      'Disruption is blocked through the "karpenter.sh/do-not-disrupt" annotation',
      "The node is protected by an annotation",
    ],
    [
      "DisruptionBlocked",
      "Eviction does not support multiple PDBs (PodDisruptionBudget(s)=[a/b a/c])",
      "Several PodDisruptionBudgets select the same pod (a/b a/c), which eviction does not support",
    ],
    [
      "DisruptionBlocked",
      "No allowed disruptions for disruption reason Drifted due to blocking budget",
      "The budgets of the NodePool allow no disruption now for the reason Drifted",
    ],
    [
      "DisruptionBlocked",
      "No allowed disruptions due to blocking budget",
      "The budgets of the NodePool allow no disruption now",
    ],
    [
      "DisruptionBlocked",
      "Not all pods would schedule, default/web => all available instance types exceed limits",
      "Its pods would find no place elsewhere: default/web => all available instance types exceed limits",
    ],
    ["DisruptionBlocked", "Something new", "Cannot be disrupted now: Something new"],
    [
      "FailedDraining",
      "Failed to drain node, evicting pod violates a PDB (Pod=shop/web-1)",
      "The pod shop/web-1 cannot be evicted: its PodDisruptionBudget allows none",
    ],
    [
      "FailedDraining",
      "Failed to drain node, 1 pods are waiting to be evicted",
      "1 pod waits to be evicted",
    ],
    [
      "FailedDraining",
      "Failed to drain node, 12 pods are waiting to be evicted",
      "12 pods wait to be evicted",
    ],
    [
      "NoCompatibleInstanceTypes",
      "NodePool requirements filtered out all compatible available instance types",
      "No size that can be had now meets the requirements",
    ],
    [
      "NoCompatibleInstanceTypes",
      "NodePool requirements filtered out all compatible available instance types due to minValues incompatibility",
      "So few sizes are left that minValues of the requirements cannot be met",
    ],
    ["DisruptionTerminating", "Disrupting Node: Drifted", "Being removed (Drifted)"],
    ["Evicted", "Evicted pod: Drifted", "Evicted (Drifted)"],
    ["AReasonOfTomorrow", "Its own words", "Its own words"],
    ["AReasonOfTomorrow", "", "AReasonOfTomorrow"],
  ];
  for (const [reason, message, text] of cases) {
    it(`says in words: ${reason}, ${message.slice(0, 60)}`, () => {
      assert.equal(eventWords(reason, message).text, text);
    });
  }

  /** The messages of the provider (azure.md 7.3), and the one that each is told as. */
  const launches: readonly [string, RegExp][] = [
    [
      "subscription level spot vCPU quota for Standard_D4s_v5 has been reached (may try ...)",
      /VM family/,
    ],
    [
      "this subscription has reached the regional vCPU quota for spot (LowPriorityQuota).",
      /spot VMs/,
    ],
    ["regional spot vCPU quota limit for subscription has been reached.", /whole region/],
    [
      "the requested SKU is unavailable for instance type X in zone 1 with capacity type spot",
      /may not use this size/,
    ],
    [
      "unable to allocate resources in the selected zone (westeurope-1). (will try a different zone)",
      /in the zone now/,
    ],
    [
      "unable to allocate resources with selected VM size (Standard_D4s_v5). (will try)",
      /in the region now/,
    ],
    [
      "unable to allocate resources in the selected zone (1) with spot capacity type and X VM size.",
      /in this zone under/,
    ],
    [
      "unable to allocate resources in all zones with spot capacity type and X VM size.",
      /in any zone under/,
    ],
    ["creating instance failed: SubnetIsFull", /no free IP addresses/],
    ["all requested instance types were unavailable during launch", /None of the sizes/],
  ];
  for (const [message, text] of launches) {
    it(`explains a launch that failed: ${message.slice(0, 60)}`, () => {
      const said = eventWords("InsufficientCapacityError", `NodeClaim x event: ${message}`);
      assert.match(said.text, text);
      assert.notEqual(said.remedy, "");
    });
  }
});
