import assert from "node:assert/strict";
import { brokenRules, celRulesOf, countsOf } from "./celRuleList.ts";
import type { CelRule } from "./celRuleList.ts";

const all = celRulesOf("preview-2023");

interface Parts {
  /** In flow style, as all the others. */
  readonly requirements?: string;
  readonly labels?: string;
  readonly kubelet?: string;
  readonly disruption?: string;
}

/** An object of the rule's kind as it was in v1beta1. */
function manifest(kind: string, { requirements = "", labels, kubelet, disruption }: Parts): string {
  const template = [
    "nodeClassRef: { name: default }",
    `requirements: [${requirements}]`,
    ...(kubelet === undefined ? [] : [`kubelet: { ${kubelet} }`]),
  ].join(", ");
  const metadata = labels === undefined ? "" : `metadata: { labels: { ${labels} } }, `;
  const more = disruption === undefined ? "" : `, disruption: { ${disruption} }`;
  const spec =
    kind === "NodePool" ? `template: { ${metadata}spec: { ${template} } }${more}` : template;
  return `apiVersion: karpenter.sh/v1beta1\nkind: ${kind}\nmetadata: { name: a }\nspec: { ${spec} }\n`;
}

/** What breaks a rule and what keeps it although it comes near. */
type Case = readonly [broken: Parts, kept: Parts];

const requirement = (broken: string, kept: string): Case => [
  { requirements: `{ ${broken} }` },
  { requirements: `{ ${kept} }` },
];
const kubelet = (broken: string, kept: string): Case => [{ kubelet: broken }, { kubelet: kept }];
const disruption = (broken: string, kept: string): Case => [
  { disruption: broken },
  { disruption: kept },
];

/** A key that a rule on keys refuses, and one that it takes. */
const keys: Readonly<Record<string, readonly [string, string]>> = {
  'label domain "kubernetes.io" is restricted': ["team.kubernetes.io/a", "kubernetes.io/arch"],
  'label domain "k8s.io" is restricted': ["team.k8s.io/a", "kops.k8s.io/a"],
  'label domain "karpenter.sh" is restricted': ["my.karpenter.sh/x", "karpenter.sh/capacity-type"],
  'label "karpenter.sh/nodepool" is restricted': ["karpenter.sh/nodepool", "example.com/nodepool"],
  'label "kubernetes.io/hostname" is restricted': ["kubernetes.io/hostname", "kubernetes.io/os"],
  'label domain "karpenter.azure.com" is restricted': [
    "karpenter.azure.com/x",
    "karpenter.azure.com/sku-cpu",
  ],
};

const cases: Readonly<Record<string, Case>> = {
  "imageGCHighThresholdPercent must be greater than imageGCLowThresholdPercent": kubelet(
    "imageGCHighThresholdPercent: 70, imageGCLowThresholdPercent: 70",
    "imageGCHighThresholdPercent: 71, imageGCLowThresholdPercent: 70",
  ),
  "evictionSoft OwnerKey does not have a matching evictionSoftGracePeriod": kubelet(
    "evictionSoft: { memory.available: 1Gi, pid.available: 5% }, evictionSoftGracePeriod: { memory.available: 1m }",
    "evictionSoft: { memory.available: 1Gi }, evictionSoftGracePeriod: { memory.available: 1m }",
  ),
  "evictionSoftGracePeriod OwnerKey does not have a matching evictionSoft": kubelet(
    "evictionSoft: { memory.available: 1Gi }, evictionSoftGracePeriod: { memory.available: 1m, pid.available: 1m }",
    "evictionSoft: { pid.available: 5% }, evictionSoftGracePeriod: { pid.available: 1m }",
  ),
  "valid keys for evictionHard are": kubelet(
    "evictionHard: { memory: 5% }",
    "evictionHard: { nodefs.inodesFree: 5% }",
  ),
  "valid keys for evictionSoft are": kubelet(
    "evictionSoft: { disk: 5% }, evictionSoftGracePeriod: { disk: 1m }",
    "evictionSoft: { imagefs.available: 5% }, evictionSoftGracePeriod: { imagefs.available: 1m }",
  ),
  "valid keys for evictionSoftGracePeriod are": kubelet(
    "evictionSoft: { disk: 5% }, evictionSoftGracePeriod: { disk: 1m }",
    "evictionSoft: { imagefs.inodesFree: 5% }, evictionSoftGracePeriod: { imagefs.inodesFree: 1m }",
  ),
  "valid keys for kubeReserved are": kubelet(
    "kubeReserved: { pods: '1' }",
    "kubeReserved: { cpu: 100m, ephemeral-storage: 1Gi }",
  ),
  "kubeReserved value cannot be a negative": kubelet(
    "kubeReserved: { cpu: -100m }",
    "kubeReserved: { cpu: '0' }",
  ),
  "valid keys for systemReserved are": kubelet(
    "systemReserved: { nodes: '1' }",
    "systemReserved: { memory: 1Gi, pid: '100' }",
  ),
  "systemReserved value cannot be a negative": kubelet(
    "systemReserved: { memory: -1Gi }",
    "systemReserved: { memory: 1Gi }",
  ),
  "requirements with operator 'In'": requirement(
    "key: a, operator: In, values: []",
    "key: a, operator: In, values: [b]",
  ),
  "requirements operator 'Gt' or 'Lt'": requirement(
    "key: a, operator: Lt, values: ['-1']",
    "key: a, operator: Gt, values: ['0']",
  ),
  "requirements with 'minValues'": requirement(
    "key: a, operator: In, values: [b], minValues: 2",
    "key: a, operator: In, values: [b, c], minValues: 2",
  ),
  "consolidateAfter cannot be combined": disruption(
    "consolidationPolicy: WhenUnderutilized, consolidateAfter: 30s",
    "consolidationPolicy: WhenUnderutilized, consolidateAfter: Never",
  ),
  "consolidateAfter must be specified": disruption(
    "consolidationPolicy: WhenEmpty",
    "consolidationPolicy: WhenEmpty, consolidateAfter: 30s",
  ),
  "'schedule' must be set with 'duration'": disruption(
    "budgets: [{ nodes: '1', duration: 8h }]",
    "budgets: [{ nodes: '1', duration: 8h, schedule: '@daily' }]",
  ),
};

function caseFor({ path, rule: { message = "" } }: CelRule): Case | undefined {
  const pair = keys[message];
  if (pair !== undefined) {
    const make = (key: string): Parts =>
      path.endsWith("labels")
        ? { labels: `${key}: a` }
        : { requirements: `{ key: ${key}, operator: Exists }` };
    return [make(pair[0]), make(pair[1])];
  }
  const found = Object.entries(cases).filter(([start]) => message.startsWith(start));
  assert.ok(found.length <= 1, `${message}: ${found.length} cases`);
  return found[0]?.[1];
}

describe("the CEL rules of the CRDs of 2023", () => {
  it("are as many as the CRDs have", () => {
    assert.deepEqual(countsOf(all), [
      "preview-2023 NodeClaim v1beta1: 18",
      "preview-2023 NodePool v1beta1: 28",
    ]);
  });

  for (const rule of all)
    it(`${rule.kind} ${rule.path}: ${rule.rule.message ?? ""} is broken and kept`, () => {
      const found = caseFor(rule);
      assert.ok(found, "the rule has no case");
      const [broken, kept] = found.map((parts) => manifest(rule.kind, parts));
      const wanted = `${rule.path}: ${rule.rule.message ?? ""}`;
      const failures = brokenRules(rule, broken ?? "", undefined);
      assert.ok(failures.includes(wanted), `not broken, but ${failures.join("; ")}`);
      assert.deepEqual(brokenRules(rule, kept ?? "", undefined), []);
    });
});
