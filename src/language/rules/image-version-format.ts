import { remove, setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Explanation, Rule, RuleContext, RuleFix } from "../rule.ts";
import type { ScalarNode } from "../yaml/node.ts";

const path = ["spec", "imageVersion"] as const;

const nodeClass = (version: string) => `apiVersion: karpenter.azure.com/v1alpha2
kind: AKSNodeClass
metadata:
  name: pinned
spec:
  imageFamily: Ubuntu2204
  imageVersion: ${version}
`;

export const imageVersionFormat: Rule = {
  id: "image-version-format",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "An image version is YYYYMM.DD.N, the day the image was built and a number.",
  why: "AKS names the versions of its node images by the day they were built: `202311.07.0` is the first image of 7 November 2023. With anything else the provider (before release 0.6.0) found no image and launched no node. The name of an image (`AKSUbuntu-2204-202311.07.0`) contains the version; without its last part YAML takes it for a number.",
  example: {
    schema: "preview-2023",
    bad: nodeClass("AKSUbuntu-2204-202311.07.0"),
    good: nodeClass("202311.07.0"),
  },
  *check(manifest, context) {
    const node = at(manifest, ...path);
    if (node?.kind !== "scalar" || node.value === null || isWrongType(manifest, node)) return;
    const found = judge(node, manifest, context);
    if (found) yield { at: path, ...found };
  },
  explain(finding, manifest, context) {
    const node = at(manifest, ...path);
    if (finding.rule !== "wrong-type" || finding.path.join(".") !== path.join("."))
      return undefined;
    return node?.kind === "scalar" ? judge(node, manifest, context) : undefined;
  },
};

/** The schema objects to it already, and the explanation takes that over. */
function isWrongType(manifest: Manifest, node: ScalarNode): boolean {
  const known = manifest.crd?.schema.properties?.spec?.properties?.imageVersion;
  return known !== undefined && typeof node.value !== "string";
}

type Judged = Required<Pick<Explanation, "message" | "fixes">>;

function judge(node: ScalarNode, manifest: Manifest, { now }: RuleContext): Judged | undefined {
  const text = node.raw;
  const reason = objection(text, now);
  if (reason === undefined) return undefined;
  const shown = text === text.trim() && text !== "" ? text : JSON.stringify(text);
  return {
    message: `${shown} is no image version: ${reason}.`,
    fixes: fixesFor(text, manifest, now),
  };
}

function fixesFor(text: string, manifest: Manifest, now: number): readonly RuleFix[] {
  const right = versionIn(text);
  if (right !== undefined && right !== text && objection(right, now) === undefined)
    return [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }];
  // Where the field is unknown the finding that says so removes it.
  const isKnown = manifest.crd?.schema.properties?.spec?.properties?.imageVersion !== undefined;
  return isKnown && /^latest$/i.test(text.trim())
    ? [
        {
          title: "Remove imageVersion: without it the latest image is used",
          edits: remove(manifest, path),
        },
      ]
    : [];
}

const format = /^(\d{4})(\d{2})\.(\d{2})\.(\d+)$/;

function objection(text: string, now: number): string | undefined {
  if (/^\d{6}\.\d{1,2}$/.test(text))
    return "its last part is missing, the number of the image of that day, as in 202311.07.0";
  const found = format.exec(text);
  if (!found) return "it must be YYYYMM.DD.N, such as 202311.07.0";
  const [year, month, day] = found.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || month > 12) return `there is no month ${found[2] ?? ""}`;
  if (date.getUTCMonth() !== month - 1)
    return `${found[1] ?? ""}-${found[2] ?? ""} has no day ${found[3] ?? ""}`;
  return date.getTime() > now ? "that day is in the future" : undefined;
}

/** The version that a longer text contains, or that another way of writing the day means. */
function versionIn(text: string): string | undefined {
  const inside = /(?:^|[^\d])(\d{6})\.(\d{1,2})\.(\d+)(?!\d)/.exec(text);
  if (inside) return `${inside[1] ?? ""}.${(inside[2] ?? "").padStart(2, "0")}.${inside[3] ?? ""}`;
  const day = /(?:^|[^\d])(\d{4})[-.]?(\d{2})[-.]?(\d{2})(?:\.(\d+))?$/.exec(text.trim());
  return day ? `${day[1] ?? ""}${day[2] ?? ""}.${day[3] ?? ""}.${day[4] ?? "0"}` : undefined;
}
