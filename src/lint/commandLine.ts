import { parseArgs, type ParseArgsOptionsConfig } from "node:util";

/** The arguments make no sense; the message says what to write instead. */
export class UsageError extends Error {}

/** Reads options and positional arguments as `util.parseArgs` does. Throws UsageError. */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true as const, options });
  } catch (error) {
    throw new UsageError(firstSentence(error));
  }
}

/** Node's message goes on with advice about positional arguments that helps nobody here. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\. |\n/)[0] ?? message;
}

/** The allowed value of an option. Throws UsageError. */
export function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option} takes ${allowed.join(", ")}; not "${value}"`);
}

/** What `parse` gives, or undefined after telling what is wrong and which command helps. */
export function parsedOrTold<T>(
  parse: () => T,
  help: string,
  err: (text: string) => void,
): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`nap-lint: ${error.message}\nTry ${help}.\n`);
    return undefined;
  }
}
