/**
 * A value that nobody can know before a deployment runs or without a right we lack: an ARM expression that stays one,
 * a parameter without a default. Never equal to anything; whoever needs the value answers "unknown".
 */
export class Unresolved {
  /** What stands there instead: `[parameters('mode')]`. */
  readonly expression: string;
  /** What stands there if anything does, where that much is known: a pool whose condition is open. */
  readonly possible?: ModelObject;

  constructor(expression: string, possible?: ModelObject) {
    this.expression = expression;
    if (possible !== undefined) this.possible = possible;
  }
}

/** JSON as Azure Resource Manager speaks it, with `Unresolved` where a template leaves a value open. */
export type ModelValue =
  null | boolean | number | string | Unresolved | readonly ModelValue[] | ModelObject;

export interface ModelObject {
  readonly [member: string]: ModelValue;
}

/** Whether a value has members that can be asked for. */
export function isModelObject(value: ModelValue | undefined): value is ModelObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !isModelList(value) &&
    !(value instanceof Unresolved)
  );
}

/** Whether a value is an array; some of its items may be `Unresolved`. */
export function isModelList(value: ModelValue | undefined): value is readonly ModelValue[] {
  return Array.isArray(value);
}

/** One managed cluster found in a document: an ARM template, a model that Azure printed, or the body of a request. */
export interface FoundCluster {
  /** The cluster's own name (the last segment), or its expression where it stays one; empty where the document has none. */
  readonly name: string;
  /** JSON pointer (RFC 6901) of the cluster in its document; empty for the whole document. */
  readonly pointer: string;
  /**
   * `template`: a resource of an ARM template, a cluster to be created as far as the text tells;
   * `model`: what Azure answered (`az aks show`, REST), with read-only members; `body`: what a PUT would send.
   */
  readonly origin: "template" | "model" | "body";
  /** As written, such as `2025-05-01`; undefined where the document does not say. */
  readonly apiVersion: string | undefined;
  /** In the form of the REST API (`properties`, `identity`, `sku`, ...) whatever the form of the document; unknown members kept. */
  readonly model: ModelObject;
}
