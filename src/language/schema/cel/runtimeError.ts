import { CelRuntimeError } from "./environment.ts";

/** Codes of the library's errors whose words are known; `index` and `key` stand in the summary. */
interface LibraryError {
  readonly code?: unknown;
  readonly summary?: unknown;
}

/**
 * What cel-go would have said instead of the library. Undefined for an error that only the library makes: the rule
 * could not be evaluated, so nothing is known. Source: github.com/google/cel-go, common/types and interpreter.
 */
export function celGoMessage(error: unknown): string | undefined {
  if (error instanceof CelRuntimeError) return error.message;
  if (typeof error !== "object" || error === null) return undefined;
  const { code, summary }: LibraryError = error;
  const text = typeof summary === "string" ? summary : "";
  switch (code) {
    case "no_such_key":
      return text.replace(/^No such key:/, "no such key:");
    case "index_out_of_bounds":
      return text.replace(
        /^No such key: index out of bounds, index (-?\d+).*$/,
        "index out of bounds: $1",
      );
    case "no_such_overload":
    case "no_matching_overload":
      return "no such overload";
    case "division_by_zero":
      return "division by zero";
    default:
      return undefined;
  }
}
