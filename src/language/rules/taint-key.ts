import { setValue } from "../edit/edit.ts";
import type { Finding } from "../finding.ts";
import { at, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Explanation, Rule, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { stringOf } from "../yaml/node.ts";
import { isQualifiedName } from "../../karpenter/names.ts";
import { nodePool } from "./examples.ts";

const pool = (key: string) =>
  nodePool(
    "",
    `requirements: []\ntaints:\n  - key: ${key}\n    value: batch\n    effect: NoSchedule\n`,
  ).replace("name: general", "name: batch");

export const taintKey: Rule = {
  id: "taint-key",
  kinds: ["NodePool", "NodeClaim"],
  layer: "schema",
  severity: "error",
  summary: "The key of a taint is a qualified name; value and effect have fields of their own.",
  why: "`kubectl taint` takes `key=value:Effect` in one argument, a manifest takes three fields. A key may have a DNS prefix before a slash; its name has at most 63 letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit. A comma or colon that came along when the key was copied makes the whole object invalid.",
  example: { bad: pool("example.com/dedicated:NoSchedule"), good: pool("example.com/dedicated") },
  explain(finding, manifest) {
    const taint = taintAt(finding);
    if (!taint) return undefined;
    const text = stringOf(at(manifest, ...finding.path));
    if (text === undefined) return undefined;
    return taint.isItem
      ? splitItem(manifest, taint.path, text)
      : badKey(manifest, taint.path, text);
  },
};

interface Taint {
  /** Path of the item in the list of taints. */
  readonly path: Path;
  /** The whole item is text. */
  readonly isItem: boolean;
}

const lists = new Set<string | number | undefined>(["taints", "startupTaints"]);

function taintAt({ path, layer, rule }: Finding): Taint | undefined {
  if (layer === "schema" && rule === "wrong-type" && lists.has(path.at(-2)))
    return { path, isItem: true };
  if (layer !== "schema" && layer !== "runtime") return undefined;
  if (path.at(-1) !== "key" || !lists.has(path.at(-3)) || rule === "wrong-type") return undefined;
  return { path: path.slice(0, -1), isItem: false };
}

interface Parts {
  readonly key: string;
  readonly value?: string | undefined;
  readonly effect?: string | undefined;
}

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** `key`, `key=value`, `key:Effect` and `key=value:Effect`, with what slips in when they are copied. */
function partsOf(text: string): Parts | undefined {
  const clean = text
    .trim()
    .replace(/[\s,;]+$/, "")
    .replace(/:$/, "");
  const found = /^([^=:\s,;]+)(?:\s*=\s*([^:\s,;]*))?(?:\s*:\s*([A-Za-z]+))?$/.exec(clean);
  if (!found) return undefined;
  const [, key = "", value, written] = found;
  const effect = effects.find((one) => one.toLowerCase() === written?.toLowerCase());
  if (written !== undefined && effect === undefined) return undefined;
  const slash = key.indexOf("/");
  const name = slash < 0 ? key : key.slice(0, slash).toLowerCase() + key.slice(slash);
  return isQualifiedName(name).length > 0
    ? undefined
    : { key: name, value: value === "" ? undefined : value, effect };
}

function splitItem(manifest: Manifest, path: Path, text: string): Explanation {
  const parts = partsOf(text);
  const { key, value, effect = "NoSchedule" } = parts ?? { key: "" };
  const fields = value === undefined ? { key, effect } : { key, value, effect };
  return {
    message: `The taint ${text} is one text; a manifest wants the fields key, value and effect.`,
    fixes: parts
      ? [{ title: "Split it into fields", edits: setValue(manifest, path, fields) }]
      : [],
  };
}

function badKey(manifest: Manifest, path: Path, text: string): Explanation {
  return {
    message: `The key of the taint, ${JSON.stringify(text)}, ${reason(text)}.`,
    fixes: keyFixes(manifest, path, text),
  };
}

function keyFixes(manifest: Manifest, path: Path, text: string): readonly RuleFix[] {
  const parts = partsOf(text) ?? partsOf(text.trim().replace(/\s+/g, "-"));
  if (!parts) return [];
  const missing = (name: "value" | "effect"): boolean =>
    parts[name] !== undefined && textAt(manifest, ...path, name) === undefined;
  const moved = (["value", "effect"] as const).filter(missing);
  const edits = [
    ...setValue(manifest, [...path, "key"], parts.key),
    ...moved.flatMap((name) => setValue(manifest, [...path, name], parts[name] ?? "")),
  ];
  const title =
    moved.length > 0 ? `Split it into key and ${moved.join(" and ")}` : `Write ${parts.key}`;
  return [{ title, edits }];
}

/** The first thing that is wrong with the key, precisely. */
function reason(text: string): string {
  const trailing = /[,;:]\s*$/.exec(text)?.[0].trim();
  const names: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", ":": "colon" };
  if (text.trim() === "") return "is empty";
  if (trailing !== undefined) return `ends with a ${names[trailing] ?? trailing}`;
  if (/\s/.test(text)) return "contains white space";
  if (/=.*:/.test(text)) return "carries the value and the effect, which have fields of their own";
  if (text.includes("=")) return "carries the value, which has a field of its own";
  if (text.includes(":")) return "carries the effect after a colon, which has a field of its own";
  return detail(text);
}

function detail(text: string): string {
  const [prefix = "", name, ...rest] = text.split("/");
  if (rest.length > 0) return "has more than one slash";
  if (name === undefined) return nameReason(prefix);
  if (prefix === "") return "has nothing before its slash";
  if (/[A-Z]/.test(prefix)) return `has upper-case letters in its prefix ${prefix}`;
  if (!/^[a-z0-9.-]+$/.test(prefix)) return `has a prefix that is no DNS name, ${prefix}`;
  return nameReason(name);
}

function nameReason(name: string): string {
  if (name === "") return "has nothing behind its slash";
  if (name.length > 63) return `has a name of ${name.length} characters, and 63 are allowed`;
  const wrong = /[^A-Za-z0-9._-]/.exec(name)?.[0];
  if (wrong !== undefined) return `contains ${JSON.stringify(wrong)}`;
  return "must begin and end with a letter or digit";
}
