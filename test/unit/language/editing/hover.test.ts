import assert from "node:assert/strict";
import { editingService, service, withCursor } from "./editor.ts";
import { manifests } from "./manifests.ts";

const head = "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n";
const requirements = `${head}  template:\n    spec:\n      requirements:\n`;

/** The hover at `¦`, and the text that it is about. */
function at(marked: string, own = service): { about: string; markdown: string } | undefined {
  const { text, offset } = withCursor(marked);
  const found = own.hover(own.read("test.yaml", text), offset);
  return (
    found && { about: text.slice(found.range.start, found.range.end), markdown: found.markdown }
  );
}

function markdown(marked: string, own = service): string {
  return at(marked, own)?.markdown ?? "";
}

function requirement(key: string, value: string): string {
  return `${requirements}        - key: ${key}\n          operator: In\n          values: ["${value}"]\n`;
}

describe("hover", () => {
  it("says of a field what it means, its type, default and documentation", () => {
    assert.equal(
      markdown(`${head}  disruption:\n    consolidation¦Policy: WhenEmpty\n`),
      `**consolidationPolicy** · string · default \`WhenEmptyOrUnderutilized\` · \`WhenEmpty\`, \`WhenEmptyOrUnderutilized\`, \`Balanced\`

Which nodes consolidation may touch: \`WhenEmpty\` only nodes without workload pods, \`WhenEmptyOrUnderutilized\` also those whose pods fit elsewhere or on a cheaper node, \`Balanced\` (from v1.14.0) only where the saving outweighs the disturbance. v1beta1 called the middle one \`WhenUnderutilized\`.

[Documentation](https://karpenter.sh/docs/concepts/disruption/#consolidation)`,
    );
  });

  it("names bounds and what is required", () => {
    assert.match(markdown(`${head}  wei¦ght: 5\n`), /^\*\*weight\*\* · integer · 1 to 100\n/);
    assert.match(markdown(`${head}  temp¦late: {}\n`), /^\*\*template\*\* · map · required\n/);
  });

  it("says since which release a field is there", () => {
    assert.match(
      markdown(`${head}  repli¦cas: 5\n`),
      /Since release v[\d.]+ of the Azure provider\./,
    );
  });

  it("says on apiVersion and kind by which release it judges", () => {
    for (const [schema, said] of [
      ["current", "Judged by release v1.14.0 of the Azure provider (`nap.schema`: `current`)."],
      ["next", "Judged by the main branch of the Azure provider (`nap.schema`: `next`)."],
    ] as const) {
      const own = editingService({ schema });
      const about = (text: string) => markdown(text, own).includes(said);
      assert.ok(about("api¦Version: karpenter.sh/v1\nkind: NodePool\n"));
      assert.ok(about("apiVersion: karpenter.sh/v1\nkind: Node¦Pool\n"));
      assert.ok(!about("apiVersion: karpenter.sh/v1\nkind: NodePool\nsp¦ec: {}\n"));
    }
  });

  it("says when a field was removed", () => {
    const preview = editingService({ schema: "preview-2023" });
    const old =
      "apiVersion: karpenter.azure.com/v1alpha2\nkind: AKSNodeClass\nspec:\n  image¦Version: x\n";
    assert.match(markdown(old, preview), /Removed in release v0\.6\.0 of the Azure provider\./);
  });

  it("explains the value of an enumeration before its field", () => {
    const found = at(`${head}  disruption:\n    consolidationPolicy: When¦Empty\n`);
    assert.equal(found?.about, "WhenEmpty");
    assert.match(
      found.markdown,
      /^Only nodes without workload pods are removed\.\n\n---\n\n\*\*consolidationPolicy/,
    );
  });

  it("explains a label where it is required, and its values", () => {
    assert.match(
      markdown(requirement("karpenter.azure.com/sku-¦memory", "16384")),
      /^\*\*karpenter\.azure\.com\/sku-memory\*\*: Memory in MiB\./,
    );
    assert.match(
      markdown(requirement("karpenter.azure.com/sku-memory", "163¦84")),
      /^16384 MiB is 16 GiB\./,
    );
    assert.match(
      markdown(requirement("karpenter.azure.com/sku-family", "¦E")),
      /^E: much memory per vCPU\./,
    );
    assert.match(
      markdown(requirement("beta.kubernetes.io/¦arch", "amd64")),
      /Karpenter reads `beta\.kubernetes\.io\/arch` as `kubernetes\.io\/arch`\./,
    );
    assert.match(
      markdown(requirement("karpenter.sh/¦mine", "a")),
      /^Karpenter owns the domain karpenter\.sh/,
    );
  });

  it("shows the facts of a size", () => {
    const found = markdown(requirement("karpenter.azure.com/sku-name", "Standard_¦D4s_v5"));
    const facts = found.split("\n\n---")[0]?.split("\n").slice(0, 7);
    assert.deepEqual(facts, [
      "**Standard_D4s_v5**",
      "",
      "| | |",
      "| --- | --- |",
      "| vCPUs | 4 |",
      "| memory | 16 GiB |",
      "| architecture | amd64 |",
    ]);
  });

  it("puts a schedule in words, with its next three windows in UTC and in local time", () => {
    const budget = `${head}  disruption:\n    budgets:\n      - nodes: "0"\n        schedule: "0 22 ¦* * 1-5"\n        duration: 8h\n`;
    assert.equal(
      markdown(budget).split("\n\n---")[0],
      `At 22:00 UTC on Monday to Friday.

Next windows:
- Mon 23 Nov 22:00 to Tue 24 Nov 06:00 UTC (Mon 23 Nov 23:00 to Tue 24 Nov 07:00 in Europe/Berlin)
- Tue 24 Nov 22:00 to Wed 25 Nov 06:00 UTC (Tue 24 Nov 23:00 to Wed 25 Nov 07:00 in Europe/Berlin)
- Wed 25 Nov 22:00 to Thu 26 Nov 06:00 UTC (Wed 25 Nov 23:00 to Thu 26 Nov 07:00 in Europe/Berlin)`,
    );
    assert.match(markdown(budget.replace("1-5", "7")), /^Karpenter cannot read this schedule/);
    assert.match(markdown(budget.replace("8h", "200h")), /- always: /);
  });

  it("gives durations and quantities in other units", () => {
    assert.match(
      markdown(`${head}  disruption:\n    consolidateAfter: ¦90m\n`),
      /^90m is 1 hour 30 minutes\./,
    );
    assert.match(
      markdown(`${head}  limits:\n    memory: ¦100Gi\n`),
      /^100Gi is 100 GiB or 107\.37 GB\./,
    );
    assert.match(markdown(`${head}  limits:\n    cpu: ¦100m\n`), /^100m is 0\.1 vCPU\./);
  });

  it("explains the labels by which pods select nodes, and nothing else of them", () => {
    const pod = `apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    karpenter.sh/capacity-type: spot\n`;
    assert.match(markdown(pod.replace("capacity", "¦capacity")), /How the VM is bought/);
    assert.equal(at(pod.replace("nodeSelector", "node¦Selector")), undefined);
  });

  it("answers at every offset of every prefix, with a range around the offset", () => {
    for (const text of Object.values(manifests))
      for (let end = 1; end <= text.length; end += 29) {
        const file = service.read("test.yaml", text.slice(0, end));
        for (let offset = end % 5; offset <= end; offset += 13) {
          const found = service.hover(file, offset);
          if (found) assert.ok(found.range.start <= offset && offset <= found.range.end);
        }
      }
  });
});
