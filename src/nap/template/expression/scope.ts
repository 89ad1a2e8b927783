import type { ModelValue } from "../../model.ts";
import type { Origins } from "./origins.ts";

/** How many more calls and turns of loops may be evaluated in a document; what needs more stays unknown. */
export interface Effort {
  left: number;
}

/** Far more than any template needs; loops around loops end there before they fill the memory. */
export function effortOfDocument(): Effort {
  return { left: 1_000_000 };
}

/** What expressions of a template may speak of. Undefined: nobody knows. */
export interface Scope {
  readonly origins: Origins;
  readonly effort: Effort;
  /** False for what Azure answered: there, brackets are brackets. */
  readonly hasExpressions: boolean;
  parameter(name: string): ModelValue | undefined;
  variable(name: string): ModelValue | undefined;
  lambdaVariable(name: string): ModelValue | undefined;
  /** Index of a copy loop by its name, of the innermost without one. */
  copyIndex(name: string | undefined): number | undefined;
  /** The value of a function that the template defines, by its `namespace.name`. */
  userFunction(name: string, args: readonly ModelValue[]): ModelValue | undefined;
}
