import type { Finding } from "../finding.ts";
import type { Path } from "../yaml/node.ts";

/**
 * Leaves out what the controllers would only say again: an object that the API server rejects never reaches them, and
 * the same slip is one finding, not two.
 */
export function withoutRepetition(
  runtime: readonly Finding[],
  server: readonly Finding[],
): readonly Finding[] {
  if (runtime.length === 0 || server.length === 0) return runtime;
  return runtime.filter((finding) => !server.some((other) => saysTheSame(other, finding)));
}

function saysTheSame(server: Finding, runtime: Finding): boolean {
  // Whether a taint repeats another one does not depend on its value.
  if (isRepeatedTaint(runtime) && server.path.at(-1) === "value") return false;
  if (isWithin(server.path, runtime.path) || isWithin(runtime.path, server.path))
    return server.layer !== "cel" || server.path.length >= runtime.path.length || isTwin(runtime);
  return false;
}

function isRepeatedTaint({ server }: Finding): boolean {
  return server?.message.includes("duplicate taint Key/Effect pair") === true;
}

/** The CEL rules on the whole list of requirements, and on FIPS images, have the controller's checks as twins. */
function isTwin(runtime: Finding): boolean {
  return /must have a (value defined|single positive integer)|minimum number of values|did not match any Images/.test(
    runtime.server?.message ?? "",
  );
}

function isWithin(outer: Path, inner: Path): boolean {
  return outer.length > 0 && outer.every((step, index) => inner[index] === step);
}
