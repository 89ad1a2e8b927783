import { parseSizeName } from "../../karpenter/sizeName.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";
import { localDns } from "./localDnsExample.ts";
import { jsonAt, nodeClassOf } from "./nodeClassRef.ts";

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
          message: `The AKSNodeClass ${nodeClass?.name ?? ""} requires LocalDNS, which takes no size with fewer than ${fewestCpus} vCPUs: ${text} is ${isAll ? "left out, and nothing remains" : "never chosen"}.`,
          fixes: isAll ? [] : [{ title: `Remove ${text}`, edits: remove(manifest, path) }],
        };
    }
  },
};

function isSmall(key: string, text: string): boolean {
  if (cpuKeys.includes(key)) return /^\d+$/.test(text) && Number(text) < fewestCpus;
  const parts = nameKeys.includes(key) ? parseSizeName(text) : undefined;
  // In names before version 3 the number is no count of vCPUs: D3_v2 has 4.
  return parts !== undefined && Number(parts.version) > 2 && parts.cpus < fewestCpus;
}
