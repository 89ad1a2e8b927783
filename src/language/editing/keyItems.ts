import { fieldDoc, fieldDocPath } from "../schema/fieldDocs.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import type { EditingContext } from "./context.ts";
import { isHidden, rivalOf } from "./presets.ts";
import { join, requiredKeys, valueSnippet } from "./keySnippet.ts";
import { labelSummaries } from "./labelSummaries.ts";
import { offeredLabels } from "./offeredLabels.ts";
import { Placeholders } from "./snippetText.ts";

/** A key that fits, before it is placed. */
export interface KeyProposal {
  readonly name: string;
  /** What follows the name, with its colon; empty where the colon is there already. */
  readonly rest: string;
  readonly required: boolean;
  readonly detail: string;
  readonly documentation?: string;
  readonly retrigger: boolean;
}

/** A map whose keys are asked for. */
export interface KeyRequest {
  readonly kind: string;
  /** From the object's root to the map. */
  readonly path: Path;
  /** `spec.template.spec`. */
  readonly field: string;
  readonly schema: StructuralSchema;
  readonly present: readonly string[];
  readonly indent: number;
  readonly flow: boolean;
  readonly newline: string;
  readonly hasColon: boolean;
}

/** The keys that a map may still get: required ones first, each with its needed children. */
export function keyProposals(request: KeyRequest, context: EditingContext): readonly KeyProposal[] {
  const { schema, field, present } = request;
  const required = requiredKeys(schema, field);
  const names = [...new Set([...required, ...Object.keys(schema.properties ?? {})])];
  const known = names.filter((name) => {
    const rival = rivalOf(join(field, name));
    return (
      !present.includes(name) &&
      !isHidden(join(field, name)) &&
      !(rival !== undefined && present.includes(rival))
    );
  });
  return [
    ...known.map((name) => proposal(name, required.includes(name), request, context)),
    ...openKeys(request),
  ];
}

function proposal(
  name: string,
  required: boolean,
  request: KeyRequest,
  context: EditingContext,
): KeyProposal {
  const schema = request.schema.properties?.[name] ?? {};
  const placeholders = new Placeholders();
  const { indent, flow, newline } = request;
  const value = valueSnippet(schema, join(request.field, name), {
    indent,
    flow,
    newline,
    placeholders,
  });
  const documentation = docOf(context, request.kind, [...request.path, name]);
  return {
    name,
    rest: request.hasColon ? "" : `:${value}`,
    required,
    detail: [typeName(schema), required ? "required" : ""].filter(Boolean).join(", "),
    ...(documentation !== undefined && { documentation }),
    retrigger: !request.hasColon && placeholders.firstIsEmpty,
  };
}

/** Our description of a field. */
export function docOf(context: EditingContext, kind: string, path: Path): string | undefined {
  if (!context.docs) return undefined;
  const described = fieldDocPath(context.docs, kind, path);
  return described === undefined ? undefined : fieldDoc(context.docs, described)?.text;
}

/** `list of strings`, `map`, `integer`. */
export function typeName(schema: StructuralSchema): string {
  if (schema["x-kubernetes-int-or-string"]) return "quantity";
  if (schema.type === "array") return `list of ${schema.items?.type ?? "value"}s`;
  return schema.type === "object" ? "map" : (schema.type ?? "");
}

interface OpenKey {
  readonly name: string;
  readonly documentation: string;
}

const resources: readonly OpenKey[] = [
  { name: "cpu", documentation: "Number of vCPUs in all." },
  { name: "memory", documentation: "Memory in all, with a unit: `1000Gi`." },
  { name: "nodes", documentation: "Number of nodes." },
  { name: "nvidia.com/gpu", documentation: "Number of NVIDIA GPUs in all." },
];

/** Keys of maps in which the schema admits any. */
function openKeys(request: KeyRequest): readonly KeyProposal[] {
  const keys = openKeysOf(request).filter(({ name }) => !request.present.includes(name));
  return keys.map(({ name, documentation }) => ({
    name,
    rest: request.hasColon ? "" : ": $1",
    required: false,
    detail: "",
    documentation,
    retrigger: !request.hasColon,
  }));
}

function openKeysOf({ field, kind, schema }: KeyRequest): readonly OpenKey[] {
  if (typeof schema.additionalProperties !== "object") return [];
  if (field === "spec.limits") return resources;
  if (field === "spec.resources.requests") return resources.filter(({ name }) => name !== "nodes");
  if (field.endsWith("metadata.annotations")) {
    const documentation = "`true`: nodes are not disrupted voluntarily.";
    return [{ name: "karpenter.sh/do-not-disrupt", documentation }];
  }
  if (field !== "spec.template.metadata.labels") return [];
  return offeredLabels(kind, "labels").map(({ key }) => ({
    name: key,
    documentation: labelSummaries[key] ?? "",
  }));
}
