import { parseSizeName } from "../../karpenter/sizeName.ts";
import { allows } from "../../karpenter/requirement.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext, RuleFinding, RuleFix } from "../rule.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import type { WrittenText } from "./access.ts";
import { poolRequiring } from "./examples.ts";
import { localDns } from "./localDnsExample.ts";
import { jsonAt, nodeClassOf } from "./nodeClassRef.ts";
import { statedRequirements } from "./poolSizes.ts";

/** pkg/providers/instancetype/instancetypes.go, isCompatibleWithLocalDNS. */
const fewestCpus = 4;
const cpuKeys = ["karpenter.azure.com/sku-cpu", "kubernetes.azure.com/sku-cpu"];
const nameKeys = ["karpenter.azure.com/sku-name", "node.kubernetes.io/instance-type"];

export const localDnsSmallSizes: Rule = {
  id: "local-dns-small-sizes",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "LocalDNS leaves out sizes with fewer than 4 vCPUs.",
  why: "With `localDNS.mode: Required` in the AKSNodeClass Karpenter takes no size with fewer than 4 vCPUs, whatever the NodePool allows. A pool that names only such sizes launches nothing.",
  example: {
    bad: `${localDns({})}---\n${poolRequiring('karpenter.azure.com/sku-cpu In "2" "4" "8"')}`,
    good: `${localDns({})}---\n${poolRequiring('karpenter.azure.com/sku-cpu In "4" "8"')}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const nodeClass = nodeClassOf(manifest, workspace);
    if (jsonAt(nodeClass?.json, "spec", "localDNS", "mode") !== "Required") return;
    for (const { key, operator, values } of requirementsOf(manifest)) {
      if (operator !== "In") continue;
      const small = values.filter(({ text }) => isSmall(normalizeKey(key ?? ""), text));
      const isAll = small.length === values.length;
      for (const { path, text } of small)
        yield {
          at: path,
          severity: isAll ? "error" : "warning",
          message: `${intro(nodeClass?.name)} ${text} is ${isAll ? "left out, and nothing remains" : "never chosen"}.`,
          fixes: isAll
            ? fewest(manifest, key ?? "", small)
            : [{ title: `Remove ${text}`, edits: remove(manifest, path) }],
        };
    }
    yield* boundFindings(manifest, nodeClass?.name ?? "");
    yield* labelFindings(manifest, nodeClass?.name ?? "");
  },
};

/** The only number of vCPUs that is written becomes the least that there is. */
function fewest(
  manifest: Manifest,
  key: string,
  [only, ...more]: readonly WrittenText[],
): readonly RuleFix[] {
  if (only === undefined || more.length > 0 || !cpuKeys.includes(normalizeKey(key))) return [];
  const edits = setValue(manifest, only.path, String(fewestCpus));
  return [{ title: `Write ${fewestCpus}`, edits }];
}

/** Whether this leaves no size to a pool, and says so. */
export function leavesNoSize(manifest: Manifest, context: RuleContext): boolean {
  const found = localDnsSmallSizes.check?.(manifest, context) ?? [];
  return [...found].some(({ severity }) => severity === "error");
}

function intro(nodeClass = ""): string {
  return `The AKSNodeClass ${nodeClass} requires LocalDNS, which takes no size with fewer than ${fewestCpus} vCPUs:`;
}

/** Gt, Gte, Lt and Lte: what leaves nothing, and what names a bound that is not the one that holds. */
function* boundFindings(manifest: Manifest, name: string): Iterable<RuleFinding> {
  const cpus = statedRequirements(manifest).filter(({ requirement }) =>
    cpuKeys.includes(requirement.key),
  );
  const admits = (text: string) => cpus.every(({ requirement }) => allows(requirement, text));
  for (const { path, requirement } of cpus) {
    const { gte = 0n, lte } = requirement;
    if (lte !== undefined && lte < BigInt(fewestCpus))
      yield { at: path, severity: "error", message: `${intro(name)} nothing remains.` };
    else if (gte > 1n && gte < BigInt(fewestCpus) && (admits("2") || admits("3")))
      yield {
        at: path,
        severity: "info",
        message: `${intro(name)} the smallest has ${fewestCpus}, whatever stands here.`,
      };
  }
}

function* labelFindings(manifest: Manifest, name: string): Iterable<RuleFinding> {
  for (const { key, text, path } of templateLabelsOf(manifest))
    if (isSmall(normalizeKey(key), text))
      yield {
        at: path,
        severity: "error",
        message: `${intro(name)} nothing remains.`,
      };
}

function isSmall(key: string, text: string): boolean {
  if (cpuKeys.includes(key)) return /^\d+$/.test(text) && Number(text) < fewestCpus;
  const parts = nameKeys.includes(key) ? parseSizeName(text) : undefined;
  // In names before version 3 the number is no count of vCPUs: D3_v2 has 4.
  return parts !== undefined && Number(parts.version) > 2 && parts.cpus < fewestCpus;
}
