import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { onEnd } from "./cleanup.ts";

/** Thrown when this machine lacks what a suite needs; the message says what to install or to set. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
}

/** The per-user folder for what is downloaded once and used by every clone. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "aks-nap");
}

/**
 * Returns the folder `name` of the cache, filled once by `fill`.
 * An interrupted or parallel run never leaves a half-filled folder: it appears by one rename.
 */
export async function cachedFolder(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  const partial = await mkdtemp(`${folder}.partial-`);
  const discard = onEnd(() => rm(partial, { recursive: true, force: true }));
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    // Another run was faster: its folder is as good as ours.
    if (!existsSync(folder)) throw error;
  } finally {
    await discard();
  }
  return folder;
}
