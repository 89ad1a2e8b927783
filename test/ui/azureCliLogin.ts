import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { azureCliPath } from "../../scripts/host/azureCli.ts";
import { CannotRunError } from "../../scripts/host/cacheFolder.ts";
import type { AzureStandIn } from "../emulator/server.ts";

/** A login of the real az; `logout` ends it, as az logout does, which wants the public cloud for it. */
interface AzureCliLogin {
  /** For programs that are to find az and its login. */
  readonly env: Readonly<Record<string, string>>;
  logout(): Promise<void>;
}

/**
 * Signs the real az in to a stand-in, with a configuration of its own below `folder`, in which signedIn() has written the
 * certificate. Undefined where this machine cannot have an az; in CI that is a failure.
 */
export async function azureCliLogin(
  { origin, identityEndpoint }: AzureStandIn,
  folder: string,
): Promise<AzureCliLogin | undefined> {
  const az = await findAz();
  if (az === undefined) return undefined;
  const config = join(folder, "azure-cli");
  await mkdir(config);
  const env = {
    AZURE_CONFIG_DIR: config,
    AZURE_CORE_COLLECT_TELEMETRY: "no",
    REQUESTS_CA_BUNDLE: join(folder, "azure-stand-in.pem"),
    PATH: `${dirname(az)}${delimiter}${process.env.PATH ?? ""}`,
  };
  const identity = { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: "stand-in" };
  const run = async (...words: readonly string[]) => {
    await promisify(execFile)(az, words, { env: { ...process.env, ...env, ...identity } });
  };
  await run("cloud", "register", "-n", "StandIn", "--endpoint-resource-manager", origin);
  await run("cloud", "set", "-n", "StandIn");
  await run("login", "--identity");
  return { env, logout: () => rm(join(config, "azureProfile.json")) };
}

async function findAz(): Promise<string | undefined> {
  try {
    return await azureCliPath();
  } catch (error) {
    if (!(error instanceof CannotRunError) || process.env.CI) throw error;
    return undefined;
  }
}
