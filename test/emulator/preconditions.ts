import type { Answer, ArmRequest } from "./answers.ts";
import { aksError } from "./errors.ts";
import { asText, type JsonObject } from "./json.ts";

function badRequest(message: string): Answer {
  return aksError(400, "BadRequest", message);
}

function failed(message: string): Answer {
  return aksError(412, "PreconditionFailed", message);
}

/**
 * Judges If-Match and If-None-Match against the stored resource; undefined lets the request pass.
 * Statuses: AKS documentation, use-etags. Of the texts only that about an absent resource was seen.
 */
export function preconditionRefusal(
  request: ArmRequest,
  resource: JsonObject | undefined,
): Answer | undefined {
  const match = request.headers["if-match"];
  const noneMatch = request.headers["if-none-match"];
  if (match !== undefined && noneMatch !== undefined)
    return badRequest("If-Match and If-None-Match cannot both be set.");
  if (noneMatch !== undefined && !["", "*"].includes(noneMatch))
    return badRequest('If-None-Match can only be empty or "*".');
  if (noneMatch === "*" && resource !== undefined) return failed("The resource exists already.");
  if (match === undefined || match === "") return undefined;
  if (resource === undefined)
    return failed(
      "Resource not found but ETag header is provided. If this is a request to create, please do not provide ETag.",
    );
  if (match === "*" || match === asText(resource.eTag)) return undefined;
  return failed(`The eTag ${match} is not that of the resource.`);
}
