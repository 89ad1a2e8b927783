import type { JsonObject } from "./json.ts";
import { readExpression, type Expression, type Value } from "./kqlExpression.ts";
import { KqlError, tokenize, TokenReader } from "./kqlTokens.ts";

type Rows = readonly JsonObject[];
type Operator = (rows: Rows) => Rows;

/** A query that can be run over the rows of its table. */
export interface Query {
  /** In lower case: `resources`, `resourcecontainers`. */
  readonly table: string;
  readonly run: Operator;
  /** Whether the rows were cut by `take`, `limit`: no paging then. */
  readonly isCut: boolean;
}

interface Column {
  readonly name: string;
  readonly value: Expression;
}

function readColumn(reader: TokenReader): Column {
  const name = reader.peek()?.text ?? "";
  const value = readExpression(reader);
  return reader.accept("=") ? { name, value: readExpression(reader) } : { name, value };
}

function cells(columns: readonly Column[], row: JsonObject): JsonObject {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(row) ?? null]));
}

function readProject(reader: TokenReader): Operator {
  const columns = reader.list(() => readColumn(reader));
  return (rows) => rows.map((row) => cells(columns, row));
}

function readExtend(reader: TokenReader): Operator {
  const columns = reader.list(() => readColumn(reader));
  return (rows) =>
    rows.map((row) => columns.reduce((wider, one) => ({ ...wider, ...cells([one], wider) }), row));
}

function readWhere(reader: TokenReader): Operator {
  const test = readExpression(reader);
  return (rows) => rows.filter((row) => test(row) === true);
}

function compare(one: Value, other: Value): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const [left, right] = [one, other].map((value) => JSON.stringify(value ?? ""));
  return (left ?? "") < (right ?? "") ? -1 : left === right ? 0 : 1;
}

function readOrder(reader: TokenReader): Operator {
  reader.expect("by");
  const keys = reader.list(() => {
    const value = readExpression(reader);
    const isUp = reader.accept("asc");
    if (!isUp) reader.accept("desc");
    return { value, sign: isUp ? 1 : -1 };
  });
  return (rows) =>
    rows.toSorted((one, other) => {
      for (const { value, sign } of keys) {
        const order = compare(value(one), value(other)) * sign;
        if (order !== 0) return order;
      }
      return 0;
    });
}

function readTake(reader: TokenReader): Operator {
  const count = Number(reader.take().text);
  return (rows) => rows.slice(0, count);
}

function readSummarize(reader: TokenReader): Operator {
  const first = reader.take().text;
  const isNamed = reader.accept("=");
  if ((isNamed ? reader.take().text : first) !== "count")
    throw new KqlError("The stand-in can only summarize count().");
  reader.expect("(");
  reader.expect(")");
  const name = isNamed ? first : "count_";
  const by = reader.accept("by") ? reader.list(() => readColumn(reader)) : [];
  return (rows) => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const key = JSON.stringify(cells(by, row));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].map(([key, count]) => ({
      ...(JSON.parse(key) as JsonObject),
      [name]: count,
    }));
  };
}

const operators: Readonly<Record<string, (reader: TokenReader) => Operator>> = {
  where: readWhere,
  extend: readExtend,
  project: readProject,
  order: readOrder,
  sort: readOrder,
  take: readTake,
  limit: readTake,
  summarize: readSummarize,
  count: () => (rows) => [{ Count: rows.length }],
};

/** Reads a query of the operators above. @throws KqlError naming what the stand-in does not know */
export function readQuery(query: string): Query {
  const reader = new TokenReader(tokenize(query));
  const table = reader.take().text.toLowerCase();
  const steps: Operator[] = [];
  let isCut = false;
  while (reader.accept("|")) {
    const word = reader.take().text.toLowerCase();
    const read = operators[word];
    if (read === undefined) throw new KqlError(`The stand-in does not know the operator ${word}.`);
    isCut ||= read === readTake;
    steps.push(read(reader));
  }
  const rest = reader.peek();
  if (rest !== undefined) throw new KqlError(`Unexpected ${rest.text}.`);
  return { table, isCut, run: (rows) => steps.reduce((current, step) => step(current), rows) };
}
