import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { ArmRequest, Facts } from "./answers.ts";
import type { Json } from "./json.ts";

function texts(values: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(values as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** Names of query parameters are compared without case, as Resource Manager does. */
function lowerNames(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** What the handlers see of an HTTP request. */
export function requestOf(
  request: FastifyRequest,
  more: { origin: string; now: Date; facts: Facts; caller: ArmRequest["caller"] },
): ArmRequest {
  return {
    ...more,
    method: request.method,
    url: request.url,
    path: request.url.split("?")[0] ?? "",
    params: texts(request.params),
    query: lowerNames(texts(request.query)),
    headers: texts(request.headers),
    body: request.body as Json | undefined,
    newGuid: () => randomUUID(),
  };
}
