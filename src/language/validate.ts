import { concernsUs } from "./concernsUs.ts";
import type { Finding } from "./finding.ts";
import type { Manifest } from "./manifest.ts";
import { keepPlaceholders } from "./placeholders.ts";
import { repairFixes } from "./repair/repair.ts";
import { isSilenced } from "./silence.ts";
import type { SourceDocument } from "./sourceFile.ts";
import { withoutRepetition } from "./runtime/alreadySaid.ts";
import { runtimeFindings } from "./runtime/runtimeFindings.ts";
import { schemaFindings } from "./schema/schemaFindings.ts";
import { yamlFindings } from "./yaml/yamlFindings.ts";
import type { ValidateOptions } from "./validateOptions.ts";
import { checked, explained, guarded, rulesFor, usable } from "./runRules.ts";

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
