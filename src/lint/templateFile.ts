import type { FileFinding, Severity } from "../language/index.ts";
import { checks } from "../nap/preflight/checks.ts";
import { diagnoseTemplate } from "../nap/template/diagnose/diagnoseTemplate.ts";
import { mentionsNap } from "../nap/template/diagnose/mentionsNap.ts";

/** Every code that a finding in a template can have: those of the preflight, and of what only a template can have wrong. */
export const templateRuleIds: readonly string[] = [
  ...checks.map(({ id }) => id),
  "api-version-preview",
  "api-version-retired",
  "api-version-too-old",
  "default-node-pools",
  "json-syntax",
  "json-trailing-comma",
  "node-provisioning-mode",
];

const jsonFile = /\.jsonc?$/i;

/** Whether a file is JSON by its name. */
export function isJsonPath(path: string): boolean {
  return jsonFile.test(path);
}

/** Whether a file is judged as an ARM template: other JSON may hold Karpenter's manifests. */
export function isTemplate(path: string, text: string): boolean {
  return (isJsonPath(path) || /^\s*\{/.test(text)) && mentionsNap(text);
}

/** The findings of a template in the form of those of manifests. */
export function templateFindings(
  text: string,
  severities: Readonly<Record<string, Severity | "off">>,
): readonly FileFinding[] {
  return diagnoseTemplate(text).flatMap(({ rule, message, range, fixes, ...finding }) => {
    const severity = severities[rule] ?? finding.severity;
    if (severity === "off") return [];
    return { rule, severity, message, range, fixes, layer: "semantic", path: [], document: 0 };
  });
}
