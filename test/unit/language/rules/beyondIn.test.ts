import assert from "node:assert/strict";
import { nodeClass, nodePool, poolRequiring } from "../../../../src/language/rules/examples.ts";
import { localDns } from "../../../../src/language/rules/localDnsExample.ts";
import { serviceFor, workspaceOf } from "../service.ts";

const region = "westeurope";

/** Severities and lines of what one rule finds in a class and a pool of it. */
function told(rule: string, documents: readonly string[], options = { region }): readonly string[] {
  const service = serviceFor(options);
  const text = documents.join("---\n");
  const file = service.read("both.yaml", text);
  return service
    .validate(file, workspaceOf(file))
    .filter((finding) => finding.rule === rule)
    .map(({ severity, range }) => {
      const start = text.lastIndexOf("\n", range.start - 1) + 1;
      return `${severity} ${text.slice(start, text.indexOf("\n", start)).trim()}`;
    });
}

function labelled(label: string): string {
  return nodePool(
    "",
    "requirements:\n  - key: kubernetes.io/os\n    operator: In\n    values: [linux]\n",
  ).replace("  template:\n", `  template:\n    metadata:\n      labels:\n        ${label}\n`);
}

const fips = nodeClass("imageFamily: Ubuntu\nfipsMode: FIPS\n");
const streaming = nodeClass("imageFamily: AzureLinux\nartifactStreaming:\n  enabled: true\n");

describe("a class without arm64 images", () => {
  const arch = (text: string) => poolRequiring(`kubernetes.io/arch ${text}`);
  for (const [what, documents, expected] of [
    ["arm64 alone", [fips, arch("In arm64")], ["error values: [arm64]"]],
    ["arm64 among others", [fips, arch("In amd64 arm64")], ["warning values: [amd64, arm64]"]],
    ["all but amd64", [fips, arch("NotIn amd64")], ["error - key: kubernetes.io/arch"]],
    ["all but arm64", [fips, arch("NotIn arm64")], []],
    ["any", [fips, arch("Exists")], ["warning - key: kubernetes.io/arch"]],
    ["any, where such sizes are left out", [streaming, arch("Exists")], []],
    ["none", [fips, arch("DoesNotExist")], []],
    [
      "any but another requirement says amd64",
      [fips, poolRequiring("kubernetes.io/arch Exists", "kubernetes.io/arch In amd64")],
      [],
    ],
    [
      "arm64 as label",
      [fips, labelled("kubernetes.io/arch: arm64")],
      ["error kubernetes.io/arch: arm64"],
    ],
    ["amd64 as label", [fips, labelled("kubernetes.io/arch: amd64")], []],
    ["nothing", [fips, poolRequiring("karpenter.azure.com/sku-family In D")], []],
  ] as const) {
    it(`is told of a pool that asks for ${what} as far as it concerns it`, () => {
      assert.deepEqual(told("arm64-node-class", documents), expected);
    });
  }
});

describe("a class that requires LocalDNS", () => {
  const cpus = (text: string) => poolRequiring(`karpenter.azure.com/sku-cpu ${text}`);
  const key = "- key: karpenter.azure.com/sku-cpu";
  for (const [what, pool, expected] of [
    ["fewer than 4", cpus('Lt "4"'), [`error ${key}`]],
    ["at most 3", cpus('Lte "3"'), [`error ${key}`]],
    ["fewer than 8", cpus('Lt "8"'), []],
    ["at most 4", cpus('Lte "4"'), []],
    ["more than 1", cpus('Gt "1"'), [`info ${key}`]],
    ["at least 2", cpus('Gte "2"'), [`info ${key}`]],
    ["more than 3", cpus('Gt "3"'), []],
    ["at least 1", cpus('Gte "1"'), []],
    [
      "more than 1 of 4 and 8",
      poolRequiring('karpenter.azure.com/sku-cpu Gt "1"', 'karpenter.azure.com/sku-cpu In "4" "8"'),
      [],
    ],
    ["all but 2", cpus('NotIn "2"'), []],
    ["any number", cpus("Exists"), []],
    ["no number", cpus("DoesNotExist"), []],
    [
      "2 by a label",
      labelled('karpenter.azure.com/sku-cpu: "2"'),
      ['error karpenter.azure.com/sku-cpu: "2"'],
    ],
    ["8 by a label", labelled('karpenter.azure.com/sku-cpu: "8"'), []],
  ] as const) {
    it(`is told of a pool that asks for ${what} as far as it concerns it`, () => {
      assert.deepEqual(told("local-dns-small-sizes", [localDns({}), pool]), expected);
    });
  }
});

describe("machines outside of all zones", () => {
  const scope = (text: string) => poolRequiring(`karpenter.azure.com/placement-scope ${text}`);
  for (const [what, pool, expected] of [
    ["zone 0", poolRequiring('topology.kubernetes.io/zone In "0"'), ['warning values: ["0"]']],
    ["regional", scope("In regional"), ["warning values: [regional]"]],
    ["regional and zonal", scope("In regional zonal"), []],
    ["zonal", scope("In zonal"), []],
    ["all but zonal", scope("NotIn zonal"), ["warning - key: karpenter.azure.com/placement-scope"]],
    ["any", scope("Exists"), []],
    [
      "regional by a label",
      labelled("karpenter.azure.com/placement-scope: regional"),
      ["warning karpenter.azure.com/placement-scope: regional"],
    ],
  ] as const) {
    it(`are told of where a pool asks for ${what}`, () => {
      assert.deepEqual(told("zero-zone", [pool]), expected);
    });
    it(`are the only ones in a region without zones: ${what}`, () => {
      assert.deepEqual(told("zero-zone", [pool], { region: "westus" }), []);
    });
  }
});

describe("the static CPU policy", () => {
  const pinned = nodeClass("kubelet:\n  cpuManagerPolicy: static\n");
  for (const [what, documents, expected] of [
    [
      "2 alone",
      [pinned, poolRequiring('karpenter.azure.com/sku-cpu In "2"')],
      ['info values: ["2"]'],
    ],
    [
      "2 or 4",
      [pinned, poolRequiring('karpenter.azure.com/sku-cpu In "4" "2"')],
      ['info values: ["4", "2"]'],
    ],
    [
      "any number",
      [pinned, poolRequiring("karpenter.azure.com/sku-family In D")],
      ["info name: default"],
    ],
    [
      "more than 1",
      [pinned, poolRequiring('karpenter.azure.com/sku-cpu Gt "1"')],
      ["info - key: karpenter.azure.com/sku-cpu"],
    ],
    ["more than 2", [pinned, poolRequiring('karpenter.azure.com/sku-cpu Gt "2"')], []],
    ["all but 2", [pinned, poolRequiring('karpenter.azure.com/sku-cpu NotIn "2"')], []],
    [
      "a large size",
      [pinned, poolRequiring("karpenter.azure.com/sku-name In Standard_D8s_v5")],
      [],
    ],
    [
      "2 without the policy",
      [nodeClass("imageFamily: Ubuntu\n"), poolRequiring('karpenter.azure.com/sku-cpu In "2"')],
      [],
    ],
  ] as const) {
    it(`is told of pools that take sizes of 2 vCPUs: ${what}`, () => {
      assert.deepEqual(told("static-cpus-small-sizes", documents), expected);
    });
  }
});

describe("the label with the node resource group", () => {
  for (const [label, expected] of [
    ["kubernetes.azure.com/cluster: shop", ["warning kubernetes.azure.com/cluster: shop"]],
    ["kubernetes.azure.com/cluster: MC_a_shop_westeurope", []],
  ] as const) {
    it(`is looked at in the template too: ${label}`, () => {
      assert.deepEqual(told("cluster-label-value", [labelled(label)]), expected);
    });
  }
});

describe("tags of a class", () => {
  const tags = (text: string) => nodeClass(`tags: { ${text} }\n`);
  const many = (count: number, more = "") =>
    tags(`${Array.from({ length: count }, (_, index) => `t${index}: a`).join(", ")}${more}`);
  for (const [what, text, rule, expected] of [
    ["47 of them", many(47), "tags-too-many", 0],
    ["48 of them", many(48), "tags-too-many", 1],
    ["47 and one of Karpenter's own", many(47, ", karpenter.sh/nodepool: a"), "tags-too-many", 0],
    ["47 and one in another case", many(47, ", T1: a"), "tags-too-many", 0],
    ["another case", tags("team: a, TEAM: b, Team: c"), "tag-key-case", 2],
    ["another case and a slash", tags("a/b: a, A_b: b"), "tag-key-case", 1],
    ["a slash alone", tags("a/b: a, a_b: b"), "tag-key-case", 0],
    ["Karpenter's own in another case", tags("Karpenter.sh_NodePool: a"), "tag-key-reserved", 1],
  ] as const) {
    it(`are counted as Azure does: ${what}`, () => {
      assert.equal(told(rule, [text]).length, expected);
    });
  }
});
