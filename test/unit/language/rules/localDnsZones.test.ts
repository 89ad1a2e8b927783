import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/language/edit/applyEdits.ts";
import { localDns } from "../../../../src/language/rules/localDnsExample.ts";
import { serviceFor } from "../service.ts";

const service = serviceFor();

function findingsIn(text: string) {
  const findings = service.validate(service.read("class.yaml", text));
  return findings.filter(({ rule }) => rule === "local-dns-zones");
}

describe("fixing the zones of LocalDNS", () => {
  for (const [what, kube, title] of [
    ["all that lack", ["example.com ClusterCoreDNS"], "Add the zones . and cluster.local"],
    ["the one that lacks", ["cluster.local ClusterCoreDNS"], "Add the zone ."],
    [
      "the dot and the zone beside it",
      ["cluster.local. ClusterCoreDNS"],
      "Write cluster.local without the dot and add the zone .",
    ],
  ] as const) {
    it(`takes one step: ${what}`, () => {
      const text = localDns({ kube: [...kube] });
      const [finding] = findingsIn(text);
      const preferred = finding?.fixes.find((fix) => fix.preferred);
      assert.equal(preferred?.title, title);
      assert.deepEqual(findingsIn(applyEdits(text, preferred.edits)), []);
    });
  }
});
