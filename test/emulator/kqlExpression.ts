import { isObject, type Json, type JsonObject } from "./json.ts";
import { KqlError, type TokenReader } from "./kqlTokens.ts";

/** A value of a row; undefined is KQL's null. */
export type Value = Json | undefined;

/** A compiled expression. */
export type Expression = (row: JsonObject) => Value;

function text(value: Value): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function lower(value: Value): string {
  return text(value).toLowerCase();
}

const functions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  tostring: ([value]) => text(value),
  tobool: ([value]) => (typeof value === "boolean" ? value : undefined),
  toint: ([value]) => (text(value) === "" ? undefined : Math.trunc(Number(value))),
  tolower: ([value]) => lower(value),
  toupper: ([value]) => text(value).toUpperCase(),
  isempty: ([value]) => text(value) === "",
  isnotempty: ([value]) => text(value) !== "",
  isnull: ([value]) => value === undefined || value === null,
  isnotnull: ([value]) => value !== undefined && value !== null,
  not: ([value]) => value !== true,
  strlen: ([value]) => text(value).length,
  array_length: ([value]) => (Array.isArray(value) ? value.length : undefined),
  coalesce: (values) =>
    values.find((value) => value !== undefined && value !== null && value !== ""),
  iff: ([test, yes, no]) => (test === true ? yes : no),
  iif: ([test, yes, no]) => (test === true ? yes : no),
};

const comparisons: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  "==": (left, right) => text(left) === text(right),
  "!=": (left, right) => text(left) !== text(right),
  "=~": (left, right) => lower(left) === lower(right),
  "!~": (left, right) => lower(left) !== lower(right),
  "<": (left, right) => Number(left) < Number(right),
  ">": (left, right) => Number(left) > Number(right),
  "<=": (left, right) => Number(left) <= Number(right),
  ">=": (left, right) => Number(left) >= Number(right),
  contains: (left, right) => lower(left).includes(lower(right)),
  "!contains": (left, right) => !lower(left).includes(lower(right)),
  startswith: (left, right) => lower(left).startsWith(lower(right)),
  endswith: (left, right) => lower(left).endsWith(lower(right)),
};

/** `in` compares with case, `in~` without. */
const memberships: Readonly<Record<string, { fold: boolean; negated: boolean }>> = {
  in: { fold: false, negated: false },
  "in~": { fold: true, negated: false },
  "!in": { fold: false, negated: true },
  "!in~": { fold: true, negated: true },
};

/** Reads `a or b and c`. @throws KqlError at what it does not know */
export function readExpression(reader: TokenReader): Expression {
  const terms = [readAnd(reader)];
  while (reader.accept("or")) terms.push(readAnd(reader));
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) return only;
  return (row) => terms.some((term) => term(row) === true);
}

function readAnd(reader: TokenReader): Expression {
  const terms = [readComparison(reader)];
  while (reader.accept("and")) terms.push(readComparison(reader));
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) return only;
  return (row) => terms.every((term) => term(row) === true);
}

function readComparison(reader: TokenReader): Expression {
  const left = readValue(reader);
  const next = reader.peek();
  if (next === undefined || next.kind === "text") return left;
  const word = next.text.toLowerCase();
  const compare = comparisons[word];
  if (compare !== undefined) {
    reader.take();
    const right = readValue(reader);
    return (row) => compare(left(row), right(row));
  }
  const membership = memberships[word];
  if (membership === undefined) return left;
  reader.take();
  return readMembership(reader, left, membership);
}

function readMembership(
  reader: TokenReader,
  left: Expression,
  { fold, negated }: { fold: boolean; negated: boolean },
): Expression {
  reader.expect("(");
  const items = reader.list(() => readExpression(reader));
  reader.expect(")");
  const form = fold ? lower : text;
  return (row) => items.some((item) => form(item(row)) === form(left(row))) !== negated;
}

function readValue(reader: TokenReader): Expression {
  const token = reader.take();
  if (token.kind === "text") return () => token.text;
  if (token.kind === "number") return () => Number(token.text);
  if (token.text === "(") {
    const inner = readExpression(reader);
    reader.expect(")");
    return inner;
  }
  if (token.kind !== "name") throw new KqlError(`Unexpected ${token.text}.`);
  if (token.text === "true" || token.text === "false") return () => token.text === "true";
  if (reader.accept("(")) return readCall(reader, token.text);
  return readPath(reader, token.text);
}

function readCall(reader: TokenReader, name: string): Expression {
  const call = functions[name.toLowerCase()];
  if (call === undefined) throw new KqlError(`The stand-in does not know the function ${name}.`);
  const given = reader.accept(")") ? [] : reader.list(() => readExpression(reader));
  if (given.length > 0) reader.expect(")");
  return (row) => call(given.map((argument) => argument(row)));
}

function readPath(reader: TokenReader, first: string): Expression {
  const path = [first];
  for (;;) {
    if (reader.accept(".")) path.push(reader.take().text);
    else if (reader.accept("[")) {
      path.push(reader.take().text);
      reader.expect("]");
    } else break;
  }
  return (row) =>
    path.reduce<Value>((value, name) => {
      if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
      return isObject(value) ? value[name] : undefined;
    }, row);
}
