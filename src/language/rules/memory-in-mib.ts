import { parseQuantity, toNumber } from "../../karpenter/quantity.ts";
import { setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement } from "./access.ts";
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
    for (const requirement of requirementsOf(manifest)) yield* slipsOf(manifest, requirement);
  },
  explain(finding, manifest) {
    // A value with a unit is no number either: one slip, said once.
    if (finding.layer !== "cel") return undefined;
    const requirement = requirementsOf(manifest).find(
      ({ path, values }) =>
        values.length === 1 &&
        path.length === finding.path.length &&
        path.every((step, index) => step === finding.path[index]),
    );
    return requirement && slipsOf(manifest, requirement)[0];
  },
};

interface Slip {
  readonly at: Path;
  readonly message: string;
  readonly fixes: readonly RuleFix[];
}

function slipsOf(manifest: Manifest, { key, values }: WrittenRequirement): readonly Slip[] {
  if (key === undefined || !keys.includes(key)) return [];
  return values.flatMap(({ path, text }) => {
    const meant = meantMebibytes(text);
    if (meant === undefined || meant === text) return [];
    const message = `${text} is not in MiB: this label is a whole number of MiB, so write ${meant}.`;
    const edits = setValue(manifest, path, meant);
    return [{ at: path, message, fixes: [{ title: `Write ${meant}`, edits }] }];
  });
}

function meantMebibytes(text: string): string | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number > 0 && number < smallest ? String(number * 1024) : undefined;
  }
  const { value } = parseQuantity(text.replace(/\s|B$/g, ""));
  const bytes = value && toNumber(value);
  return bytes !== undefined && bytes >= mebibyte
    ? String(Math.floor(bytes / mebibyte))
    : undefined;
}
