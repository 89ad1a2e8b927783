import { Environment } from "@marcbachmann/cel-js";
import { ecmaPattern } from "../ecmaPattern.ts";
import { re2Matcher } from "../re2/matcher.ts";

/** An error of a rule at run time in the words of cel-go, which the server shows. */
export class CelRuntimeError extends Error {}

/** Compiled expression over `self` and, for transition rules, `oldSelf`. Throws on a runtime error. */
export type Expression = (context: {
  readonly self: unknown;
  readonly oldSelf?: unknown;
}) => unknown;

/**
 * Functions that Kubernetes adds to CEL, and those of the language that the library reads otherwise than cel-go does;
 * the latter go by another name, since the library does not let its own be replaced.
 * Source: k8s.io/apiserver, pkg/cel/library; github.com/google/cel-go, common/types/string.go.
 */
const own = new Set(["int", "matches", "split", "lowerAscii", "upperAscii", "trim"]);

function createEnvironment(): Environment {
  return new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable("self", "dyn")
    .registerVariable("oldSelf", "dyn")
    .registerFunction("k8s_int(string): int", parseInt64)
    .registerFunction("k8s_int(int): int", (value: bigint) => value)
    .registerFunction("k8s_int(double): int", truncated)
    .registerFunction("string.k8s_matches(string): bool", (text: string, pattern: string) =>
      re2Matcher(pattern)(text),
    )
    .registerFunction("string.find(string): string", find)
    .registerFunction("string.findAll(string): list<string>", findAll)
    .registerFunction("string.findAll(string, int): list<string>", findAll)
    .registerFunction("string.k8s_split(string): list<string>", split)
    .registerFunction("string.k8s_split(string, int): list<string>", split)
    .registerFunction("string.k8s_lowerAscii(): string", (text: string) =>
      text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
    )
    .registerFunction("string.k8s_upperAscii(): string", (text: string) =>
      text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
    )
    .registerFunction("string.k8s_trim(): string", (text: string) => text.trim())
    .registerFunction(
      "string.replace(string, string): string",
      (text: string, from: string, to: string) => text.replaceAll(from, () => to),
    )
    .registerFunction("list.isSorted(): bool", isSorted)
    .registerFunction("list.min(): dyn", (list: readonly bigint[]) => extreme(list, -1))
    .registerFunction("list.max(): dyn", (list: readonly bigint[]) => extreme(list, 1))
    .registerFunction("list.indexOf(dyn): int", (list: readonly unknown[], item: unknown) =>
      BigInt(list.indexOf(item)),
    );
}

const minInt64 = -(2n ** 63n);
const maxInt64 = 2n ** 63n - 1n;

/** strconv.ParseInt in base 10. */
function parseInt64(text: string): bigint {
  if (/^[+-]?[0-9]+$/.test(text)) {
    const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
    if (value >= minInt64 && value <= maxInt64) return value;
  }
  throw new CelRuntimeError("type conversion error from 'string' to 'int'");
}

function truncated(value: number): bigint {
  if (Math.abs(value) < 2 ** 63) return BigInt(Math.trunc(value));
  throw new CelRuntimeError("integer overflow");
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  let found = expressions.get(pattern);
  if (!found) {
    const text = ecmaPattern(pattern);
    if (text === undefined) throw new CelRuntimeError(`Illegal regex: ${pattern}`);
    expressions.set(pattern, (found = new RegExp(text, "gu")));
  }
  found.lastIndex = 0;
  return found;
}

function find(text: string, pattern: string): string {
  return expression(pattern).exec(text)?.[0] ?? "";
}

function findAll(text: string, pattern: string, limit = -1n): string[] {
  const all = text.match(expression(pattern)) ?? [];
  return limit < 0n ? [...all] : all.slice(0, Number(limit));
}

/** strings.Split and strings.SplitN. */
function split(text: string, separator: string, limit = -1n): string[] {
  const parts = separator === "" ? Array.from(text) : text.split(separator);
  const count = Number(limit);
  if (count < 0 || parts.length <= count) return parts;
  if (count === 0) return [];
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function isSorted(list: readonly (string | bigint)[]): boolean {
  return list.every((item, index) => index === 0 || (list[index - 1] ?? item) <= item);
}

function extreme(list: readonly bigint[], sign: 1 | -1): bigint {
  const [first, ...rest] = list;
  if (first === undefined) throw new CelRuntimeError("min/max called on empty list");
  return rest.reduce((best, item) => ((sign > 0 ? item > best : item < best) ? item : best), first);
}

const stringOrCall =
  /([rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))|\b([A-Za-z]+)(?=\s*\()/g;

/** Calls of the functions above get their own names; text in quotes stays as it is. */
function renamed(rule: string): string {
  return rule.replace(
    stringOrCall,
    (whole, quoted: string | undefined, name: string | undefined) =>
      quoted === undefined && name !== undefined && own.has(name) ? `k8s_${name}` : whole,
  );
}

let environment: Environment | undefined;

/** Compiles an expression of a CRD. Throws where the library cannot read it. */
export function compileExpression(rule: string): Expression {
  environment ??= createEnvironment();
  const program = environment.parse(renamed(rule));
  const result = program.check();
  if (!result.valid) throw result.error ?? new Error(`not an expression: ${rule}`);
  return (context) => program(context) as unknown;
}
