import type { Report } from "./report.ts";
import { nextToken, skipBlanks } from "./token.ts";

const quiet: Report = () => undefined;

/** Whether an object, an array, or the members of an object without its brace begin there. */
export function isStartOfValue(text: string, at: number): boolean {
  const first = text.charAt(at);
  if (first === '"') return isStartOfMembers(text, at);
  if (first !== "[") return first === "{" && isStartOfObject(text, at);
  const next = skipBlanks(text, at + 1, quiet);
  const char = text.charAt(next);
  if (char === "{") return isStartOfObject(text, next);
  return char === "]" || isList(text, at);
}

function isStartOfMembers(text: string, at: number): boolean {
  const key = nextToken(text, at, quiet);
  if (nextToken(text, key.end, quiet).kind !== ":") return false;
  return /(?:^|[\n\r])\s*$/.test(text.slice(Math.max(0, at - 200), at));
}

function isStartOfObject(text: string, at: number): boolean {
  const next = nextToken(text, at + 1, quiet);
  if (next.kind === "}") return true;
  return next.kind === "string" && nextToken(text, next.end, quiet).kind === ":";
}

function isList(text: string, at: number): boolean {
  const item = nextToken(text, at + 1, quiet);
  if (item.kind === "[") return true;
  if (item.kind !== "literal" && item.kind !== "string") return false;
  const next = nextToken(text, item.end, quiet).kind;
  return next === "," || next === "]";
}
