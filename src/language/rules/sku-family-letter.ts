import { knownFamilies, knownSeries } from "../../karpenter/sizeSuggestions.ts";
import type { SizeTable } from "../../karpenter/sizes.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement, WrittenText } from "./access.ts";
import { poolRequiring } from "./examples.ts";
import { listedFixes } from "./listedFixes.ts";

const key = "karpenter.azure.com/sku-family";

export const skuFamilyLetter: Rule = {
  id: "sku-family-letter",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "`sku-family` is a single capital letter.",
  why: "The label holds the first letter of the size's name: `D`, `E`, `F`, `N`. What Azure calls the NC or DC family is told apart by `karpenter.azure.com/sku-series` only. Any other value matches no size.",
  example: {
    bad: poolRequiring("karpenter.azure.com/sku-family In d"),
    good: poolRequiring("karpenter.azure.com/sku-family In D"),
  },
  *check(manifest, { sizes }) {
    for (const requirement of requirementsOf(manifest)) {
      if (requirement.key !== key) continue;
      const wrong = requirement.values.filter(({ text }) => !isFamily(text, sizes?.table));
      for (const value of wrong)
        yield {
          at: value.path,
          message: sentence(value.text, sizes?.table),
          severity:
            wrong.length === requirement.values.length && requirement.operator === "In"
              ? "error"
              : "warning",
          fixes: fixes(manifest, requirement, { value, table: sizes?.table }),
        };
    }
  },
};

function isFamily(text: string, table: SizeTable | undefined): boolean {
  if (table === undefined) return /^[A-Z]$/.test(text);
  let families = familiesOf.get(table);
  if (families === undefined) {
    families = new Set(table.rows.flatMap(({ parts }) => parts?.family ?? []));
    familiesOf.set(table, families);
  }
  return families.has(text);
}

const familiesOf = new WeakMap<SizeTable, ReadonlySet<string>>();

function sentence(text: string, table: SizeTable | undefined): string {
  const known = table ? ` (known are ${knownFamilies(table).join(", ")})` : "";
  return /^[A-Z]$/.test(text)
    ? `No VM size is of the family ${text}${known}.`
    : `${text} is no family: the label is one capital letter${known}. For parts of a family use karpenter.azure.com/sku-series.`;
}

function fixes(
  manifest: Manifest,
  requirement: WrittenRequirement,
  { value, table }: { value: WrittenText; table: SizeTable | undefined },
): RuleFix[] {
  const listed = listedFixes(manifest, requirement.key, value);
  if (listed) return listed;
  const upper = value.text
    .toUpperCase()
    .replace(/^STANDARD[-_ ]?/, "")
    .replace(/[-_ ]?(SERIES|FAMILY)$/, "");
  if (isFamily(upper, table))
    return [{ title: `Write ${upper}`, edits: setValue(manifest, value.path, upper) }];
  const { values, operator } = requirement;
  const isList = operator === "In" || operator === "NotIn";
  const isHopeless = isList && !values.some(({ text }) => isFamily(text, table));
  if (values.length > 1 && !isHopeless) {
    const edits = remove(manifest, value.path);
    // What was to be kept out would come in.
    return [{ title: `Remove ${value.text}`, edits, preferred: operator !== "NotIn" }];
  }
  const sizes = values.map(({ text }) => sizeMeant(text, table) ?? "");
  if (!sizes.includes("")) return [asking(manifest, requirement, { what: "size", values: sizes })];
  const meant = values.map(({ text }) => seriesMeant(text, table));
  const series = meant.every(({ length }) => length > 0) ? [...new Set(meant.flat())] : [];
  if (series.length === 0) return [];
  return [
    asking(manifest, requirement, { what: "series", values: series }),
    {
      title: `Write ${upper.charAt(0)}, the whole family`,
      edits: setValue(manifest, value.path, upper.charAt(0)),
    },
  ];
}

/** The label of each, which tells apart what the family does not. */
const finerKeys = {
  size: "karpenter.azure.com/sku-name",
  series: "karpenter.azure.com/sku-series",
} as const;

/** Asks for these by the label that is theirs. */
function asking(
  manifest: Manifest,
  { path }: WrittenRequirement,
  { what, values }: { what: keyof typeof finerKeys; values: readonly string[] },
): RuleFix {
  return {
    title: `Ask for the ${what} ${values.join(", ")}`,
    edits: [
      ...setValue(manifest, [...path, "key"], finerKeys[what]),
      ...setValue(manifest, [...path, "values"], values),
    ],
  };
}

/** The known size with this name, in Azure's spelling, with or without its prefix. */
function sizeMeant(text: string, table: SizeTable | undefined): string | undefined {
  const wanted = `standard_${text.toLowerCase().replace(/^standard_/, "")}`;
  return table?.byLowerCaseName.get(wanted)?.name;
}

/**
 * The known series of what Azure's pages call a family or series: `NC`, `Dsv5`, `Standard_NCas_T4_v3`. The label leaves
 * out the accelerator.
 */
function seriesMeant(text: string, table: SizeTable | undefined): readonly string[] {
  const parts =
    /^(?:Standard_)?([a-z]+?)(?:_[a-z]+\d+)?(?:_?v(\d+))?(?:[-_ ]?(?:series|family))?$/i;
  const [, letters, version] = parts.exec(text) ?? [];
  if (letters === undefined || table === undefined) return [];
  const ofVersion = knownSeries(table).filter((one) => !version || one.endsWith(`_v${version}`));
  const heads = ofVersion.map((one) => [one, one.toLowerCase().split("_")[0] ?? ""] as const);
  const exact = heads.filter(([, head]) => head === letters.toLowerCase());
  const begun = heads.filter(([, head]) => head.startsWith(letters.toLowerCase()));
  return (exact.length > 0 ? exact : begun).map(([one]) => one);
}
