import { parseQuantity, toNumber } from "../../karpenter/quantity.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const keys = ["karpenter.azure.com/sku-memory", "kubernetes.azure.com/sku-memory"];
const mebibyte = 1024 * 1024;
/** No VM size that Karpenter uses has less than this many MiB. */
const smallest = 1024;

export const memoryInMib: Rule = {
  id: "memory-in-mib",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "`sku-memory` counts MiB and takes no unit.",
  why: "The label holds a whole number of MiB: a size with 16 GiB has `16384`. A value with a unit matches no size, and a small number that was meant as GiB matches none or all of them.",
  example: {
    bad: poolRequiring('karpenter.azure.com/sku-memory Gt "16"'),
    good: poolRequiring('karpenter.azure.com/sku-memory Gt "16384"'),
  },
  *check(manifest) {
    for (const { key, values } of requirementsOf(manifest)) {
      if (key === undefined || !keys.includes(key)) continue;
      for (const { path, text } of values) {
        const meant = meantMebibytes(text);
        if (meant === undefined || meant === text) continue;
        yield {
          at: path,
          message: `${text} is not in MiB: this label is a whole number of MiB, so write ${meant}.`,
          fixes: [{ title: `Write ${meant}`, edits: setValue(manifest, path, meant) }],
        };
      }
    }
  },
};

function meantMebibytes(text: string): string | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number > 0 && number < smallest ? String(number * 1024) : undefined;
  }
  const { value } = parseQuantity(text.replace(/\s*(i?)B$/, "$1"));
  const bytes = value && toNumber(value);
  return bytes !== undefined && bytes >= mebibyte
    ? String(Math.floor(bytes / mebibyte))
    : undefined;
}
