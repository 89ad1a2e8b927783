import { compareBytes, goQuote } from "../../../karpenter/goText.ts";
import type { Path } from "../../yaml/node.ts";
import type { SchemaNode } from "./schemaNode.ts";
import { isMap } from "./value.ts";
import type { Value } from "./value.ts";

/** The kinds of field.Error (k8s.io/apimachinery, pkg/util/validation/field/errors.go). */
export type ErrorType =
  | "duplicate"
  | "forbidden"
  | "invalid"
  | "notSupported"
  | "required"
  | "tooLong"
  | "tooMany"
  | "typeInvalid";

/** Which constraint objects: what the sentence and the fixes are chosen by. */
export type Cause =
  | "type"
  | "format"
  | "required"
  | "enum"
  | "pattern"
  | "minimum"
  | "maximum"
  | "multipleOf"
  | "minLength"
  | "maxLength"
  | "minItems"
  | "maxItems"
  | "minProperties"
  | "maxProperties"
  | "uniqueItems"
  | "combination"
  | "duplicate"
  | "scale"
  | "cel"
  | "celSkipped"
  | "name"
  | "generateName"
  | "labelKey"
  | "labelValue"
  | "metadata"
  | "decode";

/** One error as the API server lists it. */
export interface ServerError {
  readonly type: ErrorType;
  readonly cause: Cause;
  /** Where it is in the object as written. */
  readonly path: Path;
  /** The field as the server prints it. */
  readonly field: string;
  /** The offending value; absent where the server does not print it. */
  readonly value?: Value;
  readonly detail: string;
  readonly node?: SchemaNode;
}

const titles: Readonly<Record<ErrorType, string>> = {
  duplicate: "Duplicate value",
  forbidden: "Forbidden",
  invalid: "Invalid value",
  notSupported: "Unsupported value",
  required: "Required value",
  tooLong: "Too long",
  tooMany: "Too many",
  typeInvalid: "Invalid value",
};

/** The message without the field, as in `details.causes[].message` (Error.ErrorBody). */
export function errorBody(error: ServerError): string {
  const title = titles[error.type];
  const start = error.value === undefined ? title : `${title}: ${printed(error.value)}`;
  return error.detail === "" ? start : `${start}: ${error.detail}`;
}

function printed(value: Value): string {
  if (typeof value === "number") return goFloat(value);
  return typeof value === "string" ? goQuote(value) : goJson(value);
}

/** A float64 as the verb %v prints it: with an exponent from 1e-05 down and from 1e+06 up. */
export function goFloat(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) return String(value);
  const sign = power < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** encoding/json of Go: keys sorted, `<`, `>` and `&` escaped. */
export function goJson(value: Value): string {
  if (typeof value === "string") return jsonString(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (isMap(value)) {
    const pairs = [...value].sort(([a], [b]) => compareBytes(a, b));
    return `{${pairs.map(([key, item]) => `${jsonString(key)}:${goJson(item)}`).join(",")}}`;
  }
  return `[${value.map(goJson).join(",")}]`;
}

function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
