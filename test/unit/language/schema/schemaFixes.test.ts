import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/language/edit/applyEdits.ts";
import { fixAll } from "../../../../src/language/fixAll.ts";
import { budgets, findings } from "./judged.ts";
import { nodeClass, nodePool, template } from "./manifests.ts";

/** Where more than one text can be right, the choice is the user's. */
const undecided: readonly (readonly [string, string])[] = [
  ["a negative number, which may stand for no limit", nodeClass("maxPods: -1")],
  [
    "a window that lets nothing happen and has no end",
    budgets('[{ nodes: "0", schedule: "@daily" }]'),
  ],
  ["a value that means nothing here", nodeClass("imageFamily: Windows")],
  [
    "a range of ports that is none",
    nodeClass("linuxOSConfig: { sysctls: { netIPv4IPLocalPortRange: many } }"),
  ],
  [
    "a requirement without a key whose values many labels have",
    nodePool(template("{ operator: In, values: ['4'] }")),
  ],
  ["gigs, which are 10^9 or 2^30 bytes", nodePool("limits: { memory: 64 gigs }")],
  ["a point that parts thousands or fractions", nodePool("limits: { cpu: 1.000 cores }")],
  ["bytes of CPU", nodePool("limits: { cpu: 16 GB }")],
  ["cores of memory", nodePool("limits: { memory: 16 cores }")],
  ["a number with a word that says nothing", nodePool("limits: { cpu: 100 units }")],
  ["megabytes where gigabytes are counted", nodeClass("osDiskSizeGB: 131072 MB")],
  [
    "a policy that switches consolidation off beside a delay",
    nodePool("disruption: { consolidateAfter: 1m, consolidationPolicy: Never }"),
  ],
  [
    "bounds that may be meant or not",
    nodePool(
      template("{ key: karpenter.azure.com/sku-cpu, operator: Between, values: ['4', '16'] }"),
    ),
  ],
  [
    "two prices",
    "apiVersion: karpenter.sh/v1alpha1\nkind: NodeOverlay\nmetadata: { name: a }\nspec: { requirements: [], price: '1', priceAdjustment: +10% }\n",
  ],
];

describe("the preferred fixes of the server's layers", () => {
  for (const [title, text] of undecided)
    it(`leave ${title} to the user`, () => {
      assert.notEqual(findings(text).length, 0);
      assert.equal(fixAll(text, findings), text);
    });
});

describe("what is offered without being preferred", () => {
  const offered = (text: string) => findings(text).flatMap(({ fixes }) => fixes);
  const made = (text: string, title: string) => {
    const fix = offered(text).find((one) => one.title === title);
    return fix && applyEdits(text, fix.edits);
  };

  it("is each reading of an amount", () => {
    const titles = (text: string) =>
      offered(nodePool(`limits: { ${text} }`)).map(({ title }) => title);
    assert.deepEqual(titles("memory: 64 gigs"), ["Write 64G", "Write 64Gi"]);
    assert.deepEqual(titles("cpu: 1.000 cores"), ["Write 1.000", "Write 1000"]);
    assert.deepEqual(titles("cpu: 16 GB"), []);
  });

  it("are two requirements for an operator between two numbers", () => {
    const key = "key: karpenter.azure.com/sku-cpu";
    const between = nodePool(template(`{ ${key}, operator: Between, values: ['4', '16'] }`));
    assert.equal(
      made(between, "Require at least 4 and at most 16"),
      nodePool(
        template(
          `{ ${key}, operator: Gte, values: ["4"] }, { ${key}, operator: Lte, values: ["16"] }`,
        ),
      ),
    );
    const reversed = between.replace("'4', '16'", "'16', '4'");
    assert.equal(
      offered(reversed).some(({ title }) => title.startsWith("Require")),
      false,
    );
  });
});

describe("a map that is missing while its fields stand too high", () => {
  const pool = (lines: string) =>
    `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n${lines}`;
  const fields = (indent: string) =>
    [
      "nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }",
      "requirements: []",
      "expireAfter: 720h",
    ]
      .map((line) => `${indent}${line}\n`)
      .join("");
  const good = pool(`  template:\n    spec:\n${fields("      ")}`);

  for (const [title, bad] of [
    ["in the template", pool(`  template:\n${fields("    ")}`)],
    ["in the spec", pool(fields("  "))],
  ] as const)
    it(`is made of them: ${title}`, () => {
      const [lack] = findings(bad).filter(({ rule }) => rule === "required");
      const [first, second] = lack?.fixes ?? [];
      assert.deepEqual(
        [first?.title, first?.preferred],
        ["Move nodeClassRef, requirements, expireAfter to spec.template.spec", true],
      );
      assert.deepEqual([second?.title.slice(0, 4), second?.preferred], ["Add ", false]);
      assert.equal(applyEdits(bad, first?.edits ?? []), good);
      assert.equal(fixAll(bad, findings), good);
    });

  it("is added where there is nothing to move", () => {
    const [fix] = findings(pool("  template: {}\n"))[0]?.fixes ?? [];
    assert.deepEqual([fix?.title, fix?.preferred], ["Add spec", true]);
  });
});
