import { nearest } from "../karpenter/nearest.ts";
import { ruleIds } from "../language/index.ts";
import type { Severity } from "../language/index.ts";
import { templateRuleIds } from "./templateFile.ts";
import { oneOf, parseOptions, UsageError } from "./commandLine.ts";

export const formatNames = ["text", "json", "sarif", "github"] as const;
export type FormatName = (typeof formatNames)[number];

export const schemaSets = ["current", "next", "preview-2023"] as const;
export type SchemaSetId = (typeof schemaSets)[number];

/** The highest severity that still passes. */
export const maxSeverities = ["none", "info", "warning", "error"] as const;
export type MaxSeverity = (typeof maxSeverities)[number];

/** What the command line asks for; plain data, handed to the threads as it is. */
export interface LintOptions {
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly fix: boolean;
  readonly schema: SchemaSetId;
  readonly maxSeverity: MaxSeverity;
  /** Lower case. */
  readonly region: string | undefined;
  /** Major and minor, `1.34`. */
  readonly kubernetesVersion: string | undefined;
  readonly severities: Readonly<Record<string, Severity | "off">>;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export type Command =
  | { readonly kind: "lint"; readonly options: LintOptions }
  | { readonly kind: "help" }
  | { readonly kind: "version" };

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

/** Reads the arguments behind the script's name. Throws UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parseOptions(args, optionsOfLint);
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const [command, ...paths] = positionals;
  if (command !== "lint")
    throw new UsageError(
      command === undefined
        ? "no command given"
        : `unknown command "${command}": there are lint and preflight`,
    );
  if (paths.length === 0) throw new UsageError("no path given: name files, directories, or -");
  const { fix, quiet, verbose } = values;
  const options: LintOptions = {
    paths,
    fix,
    quiet,
    verbose,
    format: oneOf("--format", formatNames, values.format),
    schema: oneOf("--schema", schemaSets, values.schema),
    maxSeverity: oneOf("--max-severity", maxSeverities, values["max-severity"]),
    region: values.region?.toLowerCase().replaceAll(" ", ""),
    kubernetesVersion: minorVersion(values["kubernetes-version"]),
    severities: severitiesOf(values.rules),
  };
  return { kind: "lint", options };
}

const optionsOfLint = {
  format: { ...text, default: "text" },
  fix: flag,
  schema: { ...text, default: "current" },
  "max-severity": { ...text, default: "warning" },
  region: text,
  "kubernetes-version": text,
  rules: { ...text, multiple: true, default: [] as string[] },
  quiet: flag,
  verbose: flag,
  version: flag,
  help: { ...flag, short: "h" },
} as const;

function minorVersion(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const minor = /^v?(\d+\.\d+)(\.\d+)?$/.exec(value)?.[1];
  if (minor !== undefined) return minor;
  throw new UsageError(`--kubernetes-version takes a version such as 1.34; not "${value}"`);
}

const known: readonly string[] = [...ruleIds, ...templateRuleIds];

function hint(id: string): string {
  const near = nearest(id, known);
  return near.length > 0 ? `: did you mean ${near.join(" or ")}?` : ": see docs/rules.md";
}

const severities = ["error", "warning", "info", "off"] as const;

function severitiesOf(values: readonly string[]): Record<string, Severity | "off"> {
  const entries = values
    .flatMap((value) => value.split(","))
    .filter((entry) => entry.trim() !== "")
    .map((entry) => {
      const [id = "", severity] = entry.split("=").map((part) => part.trim());
      if (id === "" || severity === undefined)
        throw new UsageError(`--rules takes ID=SEVERITY; not "${entry}"`);
      if (!known.includes(id)) throw new UsageError(`there is no rule "${id}"${hint(id)}`);
      return [id, oneOf(`--rules ${id}=`, severities, severity)] as const;
    });
  return Object.fromEntries(entries);
}
