import assert from "node:assert/strict";
import { checks } from "../../../../src/nap/preflight/checks.ts";
import { preflight, worstOf } from "../../../../src/nap/preflight/preflight.ts";
import { preflightReport } from "../../../../src/nap/preflight/preflightReport.ts";
import { summaryOf } from "../../../../src/nap/preflight/summary.ts";
import { model, network, pool, pools } from "./judged.ts";

/** What other programs and the documentation call the checks. */
const promised = [
  "windows-pools",
  "ipv6",
  "service-principal",
  "stopped",
  "basic-load-balancer",
  "kubenet",
  "calico",
  "cluster-autoscaler",
  "public-network-access",
  "rbac-disabled",
  "system-pool",
  "provisioning-state",
];

describe("the checks of node auto-provisioning", () => {
  it("have the ids that were promised, each once", () => {
    const ids = checks.map(({ id }) => id);
    assert.deepEqual(
      promised.filter((id) => !ids.includes(id)),
      [],
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  for (const { id, source, since, until, title, why } of checks)
    it(`${id} tells its source and its days`, () => {
      assert.match(source.url, /^https:\/\/(learn\.microsoft\.com|github\.com)\//);
      for (const day of [source.date, since, ...(until === undefined ? [] : [until])])
        assert.equal(new Date(day).toISOString().slice(0, 10), day);
      assert.ok(until === undefined || since <= until);
      assert.match(why, /^[A-Z].*\.$/s);
      assert.doesNotMatch(title, /\.$/);
    });

  it("find a cluster in order fine, but for what they cannot know", () => {
    const results = preflight(model());
    assert.deepEqual(
      results.filter(({ result }) => result !== "fine").map(({ id, isOutside }) => [id, isOutside]),
      [
        "resource-locks",
        "quota",
        "multiple-load-balancers",
        "self-hosted-karpenter",
        "node-class-subnets",
      ].map((id) => [id, true]),
    );
    assert.equal(worstOf(results), "unknown");
  });

  it("name the command with the cluster's names, quoted where a shell needs it", () => {
    const group = "/subscriptions/0/resourceGroups/r(1)/providers/x/y/demo";
    const found = preflight(
      model(
        pools(pool({ enableAutoScaling: true }), pool({ name: "$(rm)", enableAutoScaling: true })),
        { id: group },
      ),
    ).find(({ id }) => id === "cluster-autoscaler");
    assert.deepEqual(found?.remedy?.commands, [
      "az aks nodepool update --subscription 0 --resource-group 'r(1)' --cluster-name demo --name np1 --disable-cluster-autoscaler",
      "az aks nodepool update --subscription 0 --resource-group 'r(1)' --cluster-name demo --name POOL --disable-cluster-autoscaler",
    ]);
    assert.deepEqual(found.remedy.action, { do: "disableAutoscaler", pools: ["np1", "$(rm)"] });
  });

  it("make a report in which the text of a cluster stays text", () => {
    const cluster = {
      ...model({
        networkProfile: network({ networkPolicy: "calico", outboundType: "a|b<script>" }),
        diskEncryptionSetID: "/des",
      }),
      name: "de_mo",
    };
    const results = preflight(cluster);
    const report = preflightReport(cluster, results);
    const [head, blank, summary] = report.split("\n");
    assert.deepEqual(
      [head, blank, summary],
      ["# Node auto-provisioning on de\\_mo", "", `${summaryOf(results)}.`],
    );
    assert.deepEqual(
      report.split("\n").filter((line) => line.startsWith("##")),
      [
        "## Blocking",
        "### Network policy Calico",
        "## Warnings",
        "### Disk encryption set",
        "## Unknown",
        "## Fine",
      ],
    );
    assert.match(
      report,
      /```sh\naz aks update --subscription 0 --resource-group rg --name de_mo --network-dataplane cilium\n/,
    );
    assert.match(report, /It blocked until 2026-01-04\./);
    assert.match(report, /\| Outbound type \| outboundType a\\\|b\\<script\\> \|/);
  });
});
