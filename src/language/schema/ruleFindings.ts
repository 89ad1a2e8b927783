import type { Finding } from "../finding.ts";
import { rangeOf } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import { nodeAt } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { validateRules } from "./cel/validateRules.ts";
import type { RuleError } from "./cel/validateRules.ts";
import { celFixes, celSentence } from "./explain/celFixes.ts";
import { nameOf } from "./explain/explanation.ts";
import { schemaAt } from "./explain/required.ts";
import type { Judgement } from "./server/judge.ts";
import { errorBody } from "./server/serverError.ts";
import { isList, isMap } from "./server/value.ts";
import type { Value } from "./server/value.ts";

/** The fourth layer: CEL rules that are broken, each shown on the item that breaks it where that can be told. */
export function ruleFindings(manifest: Manifest, judgement: Judgement): readonly Finding[] {
  return judgement.ruleErrors
    .filter((error) => isCertain(manifest, judgement, error))
    .flatMap((error) => {
      const culprits = culpritsOf(judgement, error);
      return culprits.map((path) => ruleFinding(manifest, error, path));
    });
}

function ruleFinding(manifest: Manifest, error: RuleError, path: Path): Finding {
  const isRoot = path.length === 0;
  const onKey = typeof path.at(-1) === "string" && nodeAt(manifest.root, path)?.kind !== "scalar";
  const said = (error.rule.message ?? error.detail).trim();
  const sentence =
    celSentence(error) ??
    `${isRoot ? "The object" : nameOf(path)} breaks a rule of the API: ${said}`;
  return {
    rule: "cel-rule",
    layer: "cel",
    severity: "error",
    message: `${sentence}.`,
    path,
    range: rangeOf(manifest, path, onKey),
    server: { field: error.field, message: errorBody(error) },
    fixes: celFixes(manifest, error, path),
  };
}

/**
 * A patch is judged on what it says: a rule that asks for a field which the patch does not mention cannot be judged,
 * nor one that failed because something was absent. The same holds below a value of a wrong type.
 */
function isCertain(manifest: Manifest, judgement: Judgement, error: RuleError): boolean {
  if (error.runtime && judgement.blocked && isBesideError(judgement, error)) return false;
  if (!manifest.partial) return true;
  if (error.runtime) return false;
  const self = valueAt(judgement.value, error.path);
  if (!isMap(self)) return true;
  return [...error.rule.rule.matchAll(/\bself((?:\.\w+)+)/g)].every(([, path = ""]) => {
    let found: Value | undefined = self;
    for (const step of path.slice(1).split(".")) found = isMap(found) ? found.get(step) : undefined;
    return (
      found !== undefined ||
      !schemaAt(judgement.root, [...error.path, ...path.slice(1).split(".").slice(0, 1)])
    );
  });
}

/** A rule that could not be evaluated where the schema objects already repeats that objection. */
function isBesideError({ errors }: Judgement, error: RuleError): boolean {
  return errors.some((other) => error.path.every((step, index) => other.path[index] === step));
}

function valueAt(root: Value, path: Path): Value | undefined {
  let value: Value | undefined = root;
  for (const step of path)
    value =
      typeof step === "number"
        ? isList(value)
          ? value[step]
          : undefined
        : isMap(value)
          ? value.get(step)
          : undefined;
  return value;
}

const aboutItems = ["self.all(", "!self.exists("];

/** The items of a list, or keys of a map, that break a rule about all of them; else the place of the rule itself. */
function culpritsOf(judgement: Judgement, error: RuleError): readonly Path[] {
  const { rule } = error.rule;
  const value = valueAt(judgement.value, error.path);
  const node = error.node;
  if (!node || value === undefined || !aboutItems.some((start) => rule.startsWith(start)))
    return [error.path];
  const parts: readonly (readonly [string | number, Value])[] = isList(value)
    ? value.map((item, index) => [index, [item]] as const)
    : isMap(value)
      ? [...value].map(([name, item]) => [name, new Map([[name, item]])] as const)
      : [];
  const broken = parts.filter(([, alone]) =>
    validateRules(alone, node).some(
      (other) => other.rule === error.rule && other.path.length === 0,
    ),
  );
  return broken.length === 0 ? [error.path] : broken.map(([step]) => [...error.path, step]);
}
