import type { Refusal } from "./refusal.ts";

type Found = Pick<Refusal, "kind" | "mode" | "property" | "values">;

const sentence =
  /\.properties\.nodeProvisioningProfile\.mode cannot be (\w+) (unless|if) ([\s\S]+)/;

/** A JSON path as the service writes it; the full stop at a sentence's end is not of it. */
const path = String.raw`(\.[A-Za-z_][\w[\]]*(?:\.[A-Za-z_][\w[\]]*)*)`;

const forms: readonly (readonly [RegExp, Found["kind"]])[] = [
  [
    new RegExp(`^all AgentPools have property ${path} (?:is )?set to one of \\[([^\\]]*)\\]`, "i"),
    "pool-property-values",
  ],
  [new RegExp(`^${path} is set to one of \\[([^\\]]*)\\]`), "property-values"],
  [new RegExp(`^${path} is not (?:specified|set)`), "property-set"],
  [new RegExp(`^${path} is (?:specified|set)`), "property-missing"],
];

/**
 * A refusal of a mode of node auto-provisioning, read by its grammar, whatever the property:
 * `cannot be Auto unless <path> is set to one of [...]`, `... unless all AgentPools have property <path> set to one of
 * [...]`, `... if <path> is specified`. Undefined for other texts. Seen in AKS#4759, #5345, #5586, #5881.
 */
export function readNapRefusal(text: string): Found | undefined {
  const [, mode, word, condition] = sentence.exec(text) ?? [];
  if (mode === undefined || condition === undefined) return undefined;
  for (const [form, kind] of forms) {
    const [matched, property, values] = form.exec(condition) ?? [];
    if (matched === undefined || property === undefined) continue;
    return { mode, property, kind: turned(kind, word), ...(values !== undefined && list(values)) };
  }
  const property = new RegExp(path).exec(condition)?.[1];
  return { mode, kind: "mode", ...(property !== undefined && { property }) };
}

/** `if X is specified` and `unless X is not specified` both forbid X. */
function turned(kind: Found["kind"], word: string | undefined): Found["kind"] {
  if (word !== "if") return kind;
  if (kind === "property-missing") return "property-set";
  return kind === "property-set" ? "property-missing" : "mode";
}

function list(values: string): { values: readonly string[] } {
  return { values: values.split(/[\s,]+/).filter(Boolean) };
}
