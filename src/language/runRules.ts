import type { Finding, Fix } from "./finding.ts";
import { kindOf, rangeOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import type { Explanation, Rule, RuleFinding, RuleFix } from "./rule.ts";
import type { ValidateOptions } from "./validateOptions.ts";
import type { Path, Range } from "./yaml/node.ts";

/** Asked twice for each manifest, with the same few lists of rules. */
const knownRules = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

/** The rules about the kind of an object, in their order. */
export function rulesFor(manifest: Manifest, { rules }: ValidateOptions): readonly Rule[] {
  const kind = kindOf(manifest) ?? "other";
  const byKind = knownRules.get(rules) ?? new Map<string, readonly Rule[]>();
  knownRules.set(rules, byKind);
  const found = byKind.get(kind) ?? rules.filter((rule) => rule.kinds.includes(kind));
  byKind.set(kind, found);
  return found;
}

/** A finding of the server's layers in the words of the first rule that explains it; else as it is. */
export function explained(finding: Finding, manifest: Manifest, options: ValidateOptions): Finding {
  for (const rule of rulesFor(manifest, options)) {
    const explanation = guarded(rule, options, () =>
      rule.explain?.(finding, manifest, options.context),
    );
    if (explanation) return adopted(finding, rule, manifest, explanation);
  }
  return finding;
}

function adopted(
  finding: Finding,
  rule: Rule,
  manifest: Manifest,
  explanation: Explanation,
): Finding {
  const path = explanation.at ?? finding.path;
  return {
    ...finding,
    rule: rule.id,
    path,
    range: explanation.at ? rangeOf(manifest, explanation.at, explanation.onKey) : finding.range,
    message: explanation.message ?? finding.message,
    fixes: explanation.fixes ? usable(explanation.fixes) : finding.fixes,
  };
}

/** What a rule finds by itself in an object; nothing where it throws. */
export function checked(
  rule: Rule,
  manifest: Manifest,
  options: ValidateOptions,
): readonly Finding[] {
  if (!rule.check) return none;
  const found = listed(rule, manifest, options);
  return found?.map((finding) => toFinding(finding, rule, manifest)) ?? none;
}

const none: readonly never[] = [];

/** Most rules find nothing: no list for these, and no closure for a guard, of which there would be a million. */
function listed(
  rule: Rule,
  manifest: Manifest,
  options: ValidateOptions,
): readonly RuleFinding[] | undefined {
  let list: RuleFinding[] | undefined;
  try {
    for (const item of rule.check?.(manifest, options.context) ?? none) (list ??= []).push(item);
    return list;
  } catch (error) {
    failed(rule, options, error);
    return undefined;
  }
}

function toFinding(finding: RuleFinding, rule: Rule, manifest: Manifest): Finding {
  const path = isPath(finding.at) ? finding.at : [];
  return {
    rule: rule.id,
    layer: rule.layer ?? "semantic",
    severity: finding.severity ?? rule.severity,
    message: finding.message,
    path,
    range: isPath(finding.at) ? rangeOf(manifest, finding.at, finding.onKey) : finding.at,
    fixes: usable(finding.fixes ?? []),
    ...(finding.tag ? { tag: finding.tag } : {}),
  };
}

function isPath(at: Path | Range): at is Path {
  return Array.isArray(at);
}

/** The fixes that change something; the first is preferred where the rule does not say. */
export function usable(fixes: readonly RuleFix[]): Fix[] {
  return fixes
    .filter((fix) => fix.edits.length > 0)
    .map((fix, index) => ({
      title: fix.title,
      preferred: fix.preferred ?? index === 0,
      edits: fix.edits,
      ...(fix.elsewhere && fix.elsewhere.length > 0 ? { elsewhere: fix.elsewhere } : {}),
    }));
}

/** What `run` answers for a rule; undefined where it throws and somebody is told. */
export function guarded<T>(rule: Rule, options: ValidateOptions, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    failed(rule, options, error);
    return undefined;
  }
}

/** Tells that a rule threw, or throws where nobody listens. */
function failed(rule: Rule, options: ValidateOptions, error: unknown): void {
  if (!options.onRuleError) throw error;
  options.onRuleError(rule, error);
}
