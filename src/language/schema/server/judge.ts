import { valueOf } from "../../yaml/node.ts";
import type { MapNode, Path } from "../../yaml/node.ts";
import type { CrdSchema } from "../types.ts";
import { validateRules } from "../cel/validateRules.ts";
import type { RuleError } from "../cel/validateRules.ts";
import { decode } from "./decode.ts";
import { validateListTypes } from "./listTypes.ts";
import { validateMetadata } from "./metadata.ts";
import { checkMetadataTypes } from "./metadataTypes.ts";
import { validateScale } from "./scale.ts";
import { schemaNode } from "./schemaNode.ts";
import type { SchemaNode } from "./schemaNode.ts";
import type { ServerError } from "./serverError.ts";
import type { Value } from "./value.ts";
import { validateSchema } from "./validateSchema.ts";

/** Everything that the API server could object to in an object, of all its steps at once. */
export interface Judgement {
  readonly root: SchemaNode;
  /** The object as the server sees it after pruning and defaulting, without metadata. */
  readonly value: ReadonlyMap<string, Value>;
  readonly unknown: readonly Path[];
  /** Errors of the structural schema and of metadata. */
  readonly errors: readonly ServerError[];
  /** Errors of CEL rules; also where the server would not come to them because of a blocking error. */
  readonly ruleErrors: readonly RuleError[];
  /** The server does not evaluate CEL rules on this object. */
  readonly blocked: boolean;
}

/**
 * Judges an object as the server judges one that is to be created. The status is what the server drops before it
 * validates, so only its unknown fields count. `old` is the stored object for rules on transitions.
 */
export function judge(root: MapNode, crd: CrdSchema, old?: MapNode): Judgement {
  const node = schemaNode(crd.schema);
  const decoded = decode(root, node);
  const value = withoutStatus(decoded.value);
  const metadata = valueOf(root, "metadata");
  const types = metadata ? checkMetadataTypes(metadata) : { errors: [], unknown: [] };
  const errors = [
    ...types.errors,
    ...validateMetadata(root).filter((error) => !isBelow(error, types.errors)),
    ...validateSchema(value, node),
    ...validateScale(value, crd),
    ...validateListTypes(value, node),
  ];
  const blocked = errors.some(isBlocking);
  const before = old && withoutStatus(decode(old, node).value);
  const ruleErrors = node.hasRules ? validateRules(value, node, before) : [];
  return {
    root: node,
    value,
    unknown: [...types.unknown, ...decoded.unknown],
    errors,
    ruleErrors,
    blocked,
  };
}

/** About a value of a wrong type, or what is in it, there is no more to say. */
function isBelow({ path }: ServerError, wrong: readonly ServerError[]): boolean {
  return wrong.some((other) => other.path.every((step, index) => path[index] === step));
}

function withoutStatus(value: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  if (!value.has("status")) return value;
  const kept = new Map(value);
  kept.delete("status");
  return kept;
}

const blocking = new Set<ServerError["type"]>([
  "notSupported",
  "required",
  "tooLong",
  "tooMany",
  "typeInvalid",
]);

/** Source: hasBlockingErr of k8s.io/apiextensions-apiserver, pkg/registry/customresource/strategy.go. */
function isBlocking(error: ServerError): boolean {
  return blocking.has(error.type);
}
