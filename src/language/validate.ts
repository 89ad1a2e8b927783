import { concernsUs } from "./concernsUs.ts";
import type { Finding, Fix, Severity } from "./finding.ts";
import { kindOf, rangeOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import type { Explanation, Rule, RuleContext, RuleFinding, RuleFix } from "./rule.ts";
import { keepPlaceholders } from "./placeholders.ts";
import { repairFixes } from "./repair/repair.ts";
import { isSilenced } from "./silence.ts";
import type { SourceDocument } from "./sourceFile.ts";
import { withoutRepetition } from "./runtime/alreadySaid.ts";
import { runtimeFindings } from "./runtime/runtimeFindings.ts";
import { schemaFindings } from "./schema/schemaFindings.ts";
import { yamlFindings } from "./yaml/yamlFindings.ts";
import type { Path, Range } from "./yaml/node.ts";

export interface ValidateOptions {
  /** False: only the rules' own checks; the server's layers have been judged already. */
  readonly serverLayers?: boolean;
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  /** Severity by rule id, or off. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  /** A rule that threw: reported here, the others go on. */
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
}

/** All layers at once over one document, in the order of the text. Offsets are the document's. */
export function validateDocument(document: SourceDocument, options: ValidateOptions): Finding[] {
  const { manifests } = document;
  const isOurs = manifests.some(concernsUs) || mayBeOurs(document);
  const findings = isOurs && options.serverLayers !== false ? yamlLayer(document, options) : [];
  if (!document.yaml.broken)
    for (const manifest of manifests) findings.push(...validateManifest(manifest, options));
  return settle(findings, document, options);
}

/** Whether the fixes of a finding depend on other manifests. */
export function isFixedAcross(
  { rule }: Finding,
  { rules }: Pick<ValidateOptions, "rules">,
): boolean {
  return rules.some(({ id, fixAcross }) => id === rule && fixAcross !== undefined);
}

/** The findings of a document with the fixes that they have when other manifests are known. */
export function fixedAcross(
  findings: readonly Finding[],
  document: SourceDocument,
  options: ValidateOptions,
): readonly Finding[] {
  return findings.map((finding) => {
    const rule = options.rules.find(({ id }) => id === finding.rule);
    const manifest = document.manifests.find(({ prefix }) =>
      prefix.every((step, index) => finding.path[index] === step),
    );
    if (rule?.fixAcross === undefined || manifest === undefined) return finding;
    const { fixAcross } = rule;
    const own = { ...finding, path: finding.path.slice(manifest.prefix.length) };
    const fixes = guarded(rule, options, () => fixAcross(own, manifest, options.context));
    return fixes ? { ...finding, fixes: usable(fixes) } : finding;
  });
}

function yamlLayer(document: SourceDocument, { context }: ValidateOptions): Finding[] {
  const findings = yamlFindings(document);
  return findings.map((finding, index) =>
    index === 0 && finding.fixes.length === 0
      ? { ...finding, fixes: repairFixes(document.text, finding, context) }
      : finding,
  );
}

/** Broken YAML may have lost its kind; the text still says whose it is. */
function mayBeOurs(document: SourceDocument): boolean {
  return ourVersion.test(document.text);
}

/** The line need not be sound itself: `apiVersion=karpenter.sh/v1`, `"apiVersion" "karpenter.sh/v1"`. */
const ourVersion =
  /^[\s{]*(?:-\s+)?["']?apiVersion["']?\s*[:=;]*\s*(?:["']|&quot;)?karpenter\.(sh|azure\.com|k8s\.aws)\//im;

function validateManifest(manifest: Manifest, options: ValidateOptions): Finding[] {
  const server = options.serverLayers === false ? [] : serverFindings(manifest, options);
  const findings = server.map((finding) => explained(finding, manifest, options));
  for (const rule of rulesFor(manifest, options))
    for (const finding of checked(rule, manifest, options)) findings.push(finding);
  if (manifest.prefix.length === 0) return findings;
  const { prefix } = manifest;
  return findings.map((finding) => ({
    ...finding,
    path: [...prefix, ...finding.path],
    ...(finding.follows && { follows: [...prefix, ...finding.follows] }),
  }));
}

function serverFindings(manifest: Manifest, options: ValidateOptions): readonly Finding[] {
  const schema = schemaFindings(manifest, options.context);
  return [...schema, ...withoutRepetition(runtimeFindings(manifest), schema)];
}

/** Asked twice for each manifest, with the same few lists of rules. */
const knownRules = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

function rulesFor(manifest: Manifest, { rules }: ValidateOptions): readonly Rule[] {
  const kind = kindOf(manifest) ?? "other";
  const byKind = knownRules.get(rules) ?? new Map<string, readonly Rule[]>();
  knownRules.set(rules, byKind);
  const found = byKind.get(kind) ?? rules.filter((rule) => rule.kinds.includes(kind));
  byKind.set(kind, found);
  return found;
}

function explained(finding: Finding, manifest: Manifest, options: ValidateOptions): Finding {
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

function checked(rule: Rule, manifest: Manifest, options: ValidateOptions): readonly Finding[] {
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

function usable(fixes: readonly RuleFix[]): Fix[] {
  return fixes
    .filter((fix) => fix.edits.length > 0)
    .map((fix, index) => ({
      title: fix.title,
      preferred: fix.preferred ?? index === 0,
      edits: fix.edits,
      ...(fix.elsewhere && fix.elsewhere.length > 0 ? { elsewhere: fix.elsewhere } : {}),
    }));
}

function guarded<T>(rule: Rule, options: ValidateOptions, run: () => T): T | undefined {
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

/** Applies the user's severities and silencing comments, drops repetitions, sorts by place. */
function settle(
  findings: readonly Finding[],
  document: SourceDocument,
  options: ValidateOptions,
): Finding[] {
  const seen = new Set<string>();
  const settled: Finding[] = [];
  // Asked once: the text may be long and have many findings.
  const mayBeSilenced = document.text.includes("nap-ignore");
  const mayBeFilledIn = document.text.includes("${");
  for (const finding of findings) {
    const severity = options.severities?.[finding.rule] ?? finding.severity;
    if (severity === "off" || (mayBeSilenced && isSilenced(document.text, finding))) continue;
    // Several of the server's rules may object to one slip: it is said once, with the words of the first.
    const id = `${finding.rule} ${finding.range.start} ${finding.range.end} ${finding.message}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const fixes = mayBeFilledIn ? keepPlaceholders(finding, document.text) : finding.fixes;
    settled.push({ ...finding, severity, fixes });
  }
  return settled.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
