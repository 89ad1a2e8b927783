import { CannotRunError } from "./cacheFolder.ts";
import { onPath } from "./onPath.ts";
import { runProcess } from "./runProcess.ts";

/** Whether {@link installFromDebian} may try: as root, on Debian and its descendants. */
export function canInstallFromDebian(): boolean {
  return process.getuid?.() === 0 && onPath("apt-get") !== undefined;
}

/**
 * Installs packages of the distribution; `what` names them for people.
 * @throws CannotRunError with what apt-get said.
 */
export async function installFromDebian(what: string, packages: readonly string[]): Promise<void> {
  console.log(`Installing ${what} (apt-get, once)`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  let output = "";
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
  ]) {
    const ended = await runProcess("apt-get", args, { stdio: "pipe", env });
    output += ended.output;
    if (ended.code !== 0) throw new CannotRunError(`apt-get ${args[0] ?? ""} failed:\n${output}`);
  }
}
