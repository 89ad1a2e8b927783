import type { Severity } from "../language/index.ts";
import { githubFormat } from "./githubFormat.ts";
import { jsonFormat } from "./jsonFormat.ts";
import type { LintOptions } from "./options.ts";
import { fails } from "./report.ts";
import type { Format } from "./report.ts";
import { sarifFormat } from "./sarifFormat.ts";
import { textFormat } from "./textFormat.ts";

/** The format that the options ask for. Programs get all findings; people may ask for those that matter. */
export function formatFor({
  options,
  colors,
}: {
  readonly options: LintOptions;
  readonly colors: boolean;
}): Format {
  const shown = (severity: Severity): boolean =>
    !options.quiet || fails(severity, options.maxSeverity);
  switch (options.format) {
    case "json":
      return jsonFormat;
    case "sarif":
      return sarifFormat;
    case "github":
      return githubFormat(shown);
    case "text":
      return textFormat({ colors, summary: !options.quiet, shown });
  }
}
