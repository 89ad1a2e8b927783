import { oneOf, parseOptions, UsageError } from "../lint/commandLine.ts";

export const formats = ["text", "json"] as const;

export interface PreflightOptions {
  /** As given, each once; `-` is standard input. */
  readonly paths: readonly string[];
  readonly format: (typeof formats)[number];
  /** Text: also what is fine. */
  readonly verbose: boolean;
}

export type PreflightCommand =
  { readonly kind: "judge"; readonly options: PreflightOptions } | { readonly kind: "help" };

/** Whether the arguments ask for this command and not for another one. */
export function asksForPreflight(args: readonly string[]): boolean {
  return args.find((arg) => arg === "lint" || arg === "preflight") === "preflight";
}

/** Reads the arguments behind the script's name, the command among them. Throws UsageError. */
export function parsePreflight(args: readonly string[]): PreflightCommand {
  const { values, positionals } = parseOptions(args, optionsOfPreflight);
  if (values.help) return { kind: "help" };
  const [, ...paths] = positionals;
  if (paths.length === 0) throw new UsageError("no file given: name files, or -");
  const format = oneOf("--format", formats, values.format);
  const options = { paths: [...new Set(paths)], format, verbose: values.verbose };
  return { kind: "judge", options };
}

const optionsOfPreflight = {
  format: { type: "string", default: "text" },
  verbose: { type: "boolean", default: false },
  help: { type: "boolean", default: false, short: "h" },
} as const;

/** What `preflight --help` prints. */
export const preflightUsage = `Says what stands in the way of node auto-provisioning (NAP) on AKS clusters, offline.

Usage: nap-lint preflight [option...] FILE...

FILE is an ARM template (whether or not it asks for NAP), a cluster as "az aks show -o json", "az aks list"
or the REST API prints it, or the body of a REST request; - is standard input. JSON that is broken is
reported and judged as far as it can be read.

Options:
  --format FORMAT           text (default) or json
  --verbose                 text: also what is fine
  --help

Results: blocks (Azure refuses it, or its documentation names it as unsupported), likely-blocks (the
same, but reports contradict each other or nobody has seen it), warns, unknown, fine.

Exit code: 0 = nothing blocks (likely-blocks counts as nothing), 1 = something blocks, 2 = wrong usage or a file
that cannot be read; the others are judged all the same.
`;
