import type { Severity } from "./finding.ts";
import type { Rule, RuleContext } from "./rule.ts";

/** What a document is judged by. */
export interface ValidateOptions {
  /** False: only the rules' own checks; the server's layers have been judged already. */
  readonly serverLayers?: boolean;
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  /** Severity by rule id, or off. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  /** A rule that threw: reported here, the others go on. */
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
}
