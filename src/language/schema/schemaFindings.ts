import type { Finding } from "../finding.ts";
import { rangeOf } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { RuleContext } from "../rule.ts";
import { nodeAt, pairAt } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { apiVersionFindings } from "./apiVersion.ts";
import { ruleFindings } from "./ruleFindings.ts";
import { explainError } from "./explain/index.ts";
import { shown } from "./explain/explanation.ts";
import type { Explained } from "./explain/explanation.ts";
import { explainUnknown } from "./explain/unknownField.ts";
import { explainUnknownStatus } from "./explain/unknownStatus.ts";
import { dottedField } from "./server/fieldPath.ts";
import { judge } from "./server/judge.ts";
import type { Judgement } from "./server/judge.ts";
import { errorBody } from "./server/serverError.ts";
import type { ServerError } from "./server/serverError.ts";

/**
 * Layers two to four: unknown fields, the structural schema with metadata, and CEL, all of them at once.
 * Where the set serves no such kind and version, that is all there is to say.
 */
export function schemaFindings(manifest: Manifest, context: RuleContext): readonly Finding[] {
  if (manifest.crd === undefined) return apiVersionFindings(manifest, context.schemas);
  const stored = context.stored?.(manifest.kind, manifest.name ?? "");
  const judgement = judge(manifest.root, manifest.crd, stored);
  const { errors, unknown } = judgement;
  if (errors.length + unknown.length + judgement.ruleErrors.length === 0) return none;
  const unknownOnes = unknownFindings(manifest, judgement);
  return [
    ...unknownOnes,
    ...relevant(errors, manifest)
      .map((error) => errorFinding(manifest, judgement, error))
      .map((finding) => following(finding, unknownOnes)),
    ...ruleFindings(manifest, judgement),
  ];
}

/** What lacks only because its name is misspelt or stands elsewhere is repaired there. */
function following(finding: Finding, unknownOnes: readonly Finding[]): Finding {
  const leader = missing(finding)
    .map((path) => leaderOf(path, unknownOnes))
    .find((one) => one !== undefined);
  return leader ? { ...finding, fixes: [], follows: leader.path } : finding;
}

/** What lacks by a finding: a field; of a name, which the server asks for without metadata too, that may be what lacks. */
function missing({ rule, path, server }: Finding): readonly Path[] {
  if (rule === "required") return [path];
  const isName = rule === "metadata-name" && server?.message.startsWith("Required value") === true;
  return isName ? [path, path.slice(0, -1)] : [];
}

/** The unknown field that is the missing one by another name or in another place. */
function leaderOf(lacking: Path, unknownOnes: readonly Finding[]): Finding | undefined {
  const name = String(lacking.at(-1));
  const parent = lacking.slice(0, -1);
  return unknownOnes.find(({ path, fixes }) => {
    const isSibling = path.slice(0, -1).join("/") === parent.join("/");
    return fixes.some(
      ({ title }) =>
        (isSibling && title === `Rename to ${name}`) ||
        title === `Move ${name} to ${shown(parent)}`,
    );
  });
}

const none: readonly Finding[] = [];

/** Below a value of a wrong type every field is unknown; there the type is what is to be said. */
function unknownFindings(manifest: Manifest, judgement: Judgement): readonly Finding[] {
  const { unknown, root, errors } = judgement;
  const wrong = wrongTypes(errors);
  const isBelow = (path: Path): boolean =>
    path.some((_, end) => wrong.has(path.slice(0, end).join("/")));
  const told = unknown.filter(
    (path) => !isBelow(path) && !isDirective(manifest, path) && !isExported(manifest, path),
  );
  const ofStatus = told.filter(([first]) => first === "status").slice(1);
  return told.flatMap((path) => {
    if (ofStatus.includes(path)) return [];
    const explained =
      path[0] === "status" && path.length > 1
        ? explainUnknownStatus(manifest, path)
        : explainUnknown(manifest, root, path);
    const field = dottedField(path);
    const message = `strict decoding error: unknown field "${field}"`;
    return finding(manifest, explained, {
      layer: "unknown-field",
      path,
      server: { field, message },
    });
  });
}

/**
 * What a server of any release has written into an object that was exported from it; nobody applies it. Without what
 * only a server gives, the status was pasted by somebody who does.
 */
function isExported(manifest: Manifest, [first, second]: Path): boolean {
  const marks = ["uid", "resourceVersion", "managedFields"];
  if (first === "status")
    return marks.some((name) => nodeAt(manifest.root, ["metadata", name]) !== undefined);
  return first === "metadata" && second === "managedFields";
}

/** `$patch` and its like tell a strategic merge patch what to do and never reach the server. */
function isDirective(manifest: Manifest, path: Path): boolean {
  return manifest.partial && String(path.at(-1)).startsWith("$");
}

/** One mistake, one finding: what the server says besides a wrong type about the same value is left out. */
function relevant(errors: readonly ServerError[], manifest: Manifest): readonly ServerError[] {
  const wrong = wrongTypes(errors);
  const broken = new Set(errors.filter((error) => error.cause !== "scale").map(pathKey));
  const isSecond = (error: ServerError): boolean =>
    error.cause === "scale"
      ? broken.has(pathKey(error)) ||
        error.path.some((_, end) => wrong.has(error.path.slice(0, end).join("/")))
      : error.cause !== "type" && wrong.has(pathKey(error));
  const seen = new Set<string>();
  return errors.filter((error) => {
    if (isSecond(error) || (manifest.partial && error.type === "required")) return false;
    const key = error.cause === "type" ? pathKey(error) : `${pathKey(error)} ${error.detail}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function wrongTypes(errors: readonly ServerError[]): ReadonlySet<string> {
  return new Set(errors.filter((error) => error.cause === "type").map(pathKey));
}

function pathKey(error: ServerError): string {
  return error.path.join("/");
}

function errorFinding(manifest: Manifest, { root }: Judgement, error: ServerError): Finding {
  const explained = explainError({ manifest, root, error });
  const message = error.cause === "decode" ? error.detail : errorBody(error);
  const server = { field: error.field, message };
  return finding(manifest, explained, { layer: "schema", path: error.path, server });
}

function finding(
  manifest: Manifest,
  explained: Explained,
  rest: Pick<Finding, "layer" | "path" | "server">,
): Finding {
  const path = explained.at ?? rest.path;
  const { rule, message, fixes, onKey } = explained;
  // A missing field is shown on the key of the map that lacks it.
  const missing = typeof path.at(-1) === "string" && pairAt(manifest.root, path) === undefined;
  const range = rangeOf(manifest, missing ? path.slice(0, -1) : path, onKey ?? missing);
  return { rule, severity: "error", message, fixes, range, ...rest, path };
}
