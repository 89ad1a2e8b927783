import { goQuote, sortedByBytes } from "../../karpenter/goText.ts";
import type { Manifest } from "../manifest.ts";
import type { MapNode, Path } from "../yaml/node.ts";
import type { ParsedYaml } from "../yaml/parsedYaml.ts";
import { dottedField } from "./server/fieldPath.ts";
import { judge } from "./server/judge.ts";
import { errorBody } from "./server/serverError.ts";
import type { ServerError } from "./server/serverError.ts";

/** What the API server answers to a strict creation: it stops at the first step that objects. */
export interface ServerVerdict {
  readonly status: 201 | 400 | 422;
  /** `message` of the Status; empty for an accepted object. Errors of one step have no fixed order. */
  readonly message: string;
  /** `details.causes` of the Status, or the reasons that the message of a refused decoding lists. */
  readonly causes: readonly { readonly field: string; readonly message: string }[];
}

/**
 * The answer of kube-apiserver 1.35 to the creation of an object with strict field validation, or to its update where
 * `stored` is what the server has (a valid object: what it had wrong before would be let pass). Undefined for a manifest
 * without a schema. `yaml` is the document the object stands in: the reader's complaints come first.
 */
export function serverVerdict(
  manifest: Manifest,
  yaml?: ParsedYaml,
  stored?: MapNode,
): ServerVerdict | undefined {
  const { crd } = manifest;
  if (!crd) return undefined;
  const { errors, ruleErrors, unknown, blocked } = judge(manifest.root, crd, stored);
  const decoding = decodingError(errors);
  const prefix = `${crd.kind} in version ${goQuote(crd.version)} cannot be handled as a ${crd.kind}: `;
  if (decoding) return refused(prefix, "", [decoding.detail]);
  const strict = [...duplicates(yaml), ...unknownFields(unknown)];
  if (strict.length > 0) return refused(prefix, "strict decoding error: ", strict);
  const all: readonly ServerError[] = blocked ? [...errors, skipped] : [...errors, ...ruleErrors];
  if (all.length === 0) return { status: 201, message: "", causes: [] };
  const causes = all.map((error) => ({ field: error.field, message: errorBody(error) }));
  const lines = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const list = lines.length === 1 ? lines.join("") : `[${lines.join(", ")}]`;
  const subject = `${crd.kind}.${crd.group} ${goQuote(manifest.name ?? "")} is invalid: `;
  return { status: 422, message: subject + list, causes };
}

/** Those of metadata come first, each group in the order of the paths. */
function unknownFields(unknown: readonly Path[]): readonly string[] {
  const isMetadata = (field: string): boolean => field.startsWith("metadata.");
  const fields = sortedByBytes(unknown.map(dottedField));
  const ordered = [...fields.filter(isMetadata), ...fields.filter((field) => !isMetadata(field))];
  return ordered.map((field) => `unknown field "${field}"`);
}

function refused(prefix: string, words: string, reasons: readonly string[]): ServerVerdict {
  const causes = reasons.map((message) => ({ field: "", message }));
  return { status: 400, message: prefix + words + reasons.join(", "), causes };
}

/** Go's decoder keeps the first error, and reads keys in the order of their names. */
function decodingError(errors: readonly ServerError[]): ServerError | undefined {
  return errors
    .filter((error) => error.cause === "decode")
    .sort((a, b) => (a.path.join("\0") < b.path.join("\0") ? -1 : 1))[0];
}

function duplicates(yaml: ParsedYaml | undefined): readonly string[] {
  const lines = (yaml?.problems ?? [])
    .filter((problem) => problem.rule === "yaml-duplicate-key")
    .flatMap(({ server = "" }) => [...server.matchAll(/\n {2}line \d+: .*/g)])
    .map(([line]) => line);
  return lines.length > 0 ? [`yaml: unmarshal errors:${lines.join("")}`] : [];
}

const skipped: ServerError = {
  type: "invalid",
  cause: "celSkipped",
  path: [],
  field: "<nil>",
  value: null,
  detail:
    "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation",
};
