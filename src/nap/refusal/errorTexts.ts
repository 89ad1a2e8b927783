import { isJsonObject, jsonAt, objectsAt, parseJson, textAt, type Json } from "../json.ts";

/** One error that an answer holds. */
export interface ErrorText {
  /** Empty where none is named. */
  readonly code: string;
  readonly message: string;
}

/**
 * The errors of an answer from the outermost to the innermost: Resource Manager's `error`, the flat form of AKS,
 * `details` and `innererror` at any depth, and JSON written into a message, as deployments do.
 */
export function errorTexts(body: Json): readonly ErrorText[] {
  if (typeof body === "string") return textsOf(body);
  if (!isJsonObject(body)) return [];
  const inner = jsonAt(body, "error");
  const own = ownText(body);
  const nested = [
    ...(isJsonObject(inner) || typeof inner === "string" ? errorTexts(inner) : []),
    ...objectsAt(body, "details").flatMap(errorTexts),
    ...[jsonAt(body, "innererror")].filter(isJsonObject).flatMap(errorTexts),
  ];
  return [...own, ...nested];
}

function ownText(body: Json): readonly ErrorText[] {
  const code = textAt(body, "code") || textAt(body, "errorcode");
  const message = textAt(body, "message");
  if (code === "" && message === "") return [];
  const inner = parseJson(message);
  const written = isJsonObject(inner) ? errorTexts(inner) : [];
  return [{ code, message }, ...written];
}

/**
 * The errors of a text that a client printed: the Azure CLI writes `(Code) message` and then `Code:` and `Message:`
 * lines, the portal `Failed to ... Error: message`, a deployment's preflight `... Message: message. Details: `.
 */
function textsOf(text: string): readonly ErrorText[] {
  const json = parseJson(text.slice(Math.max(0, text.indexOf("{"))));
  if (isJsonObject(json)) return errorTexts(json);
  const [, code = "", rest = ""] = /\(([A-Za-z][\w.]*)\)\s+([\s\S]*)/.exec(text) ?? [];
  if (code === "") return [{ code: namedCode(text), message: text.trim() }];
  return [{ code, message: (rest.split(/\r?\nCode: /)[0] ?? "").trim() }];
}

function namedCode(text: string): string {
  return /\bCode:\s*"?([A-Za-z]\w*)/.exec(text)?.[1] ?? "";
}
