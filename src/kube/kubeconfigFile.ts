import { randomBytes } from "node:crypto";
import {
  copyFile,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  type FileHandle,
} from "node:fs/promises";
import { dirname } from "node:path";
import { recordOf } from "../karpenter/plain.ts";
import { credentialError } from "./kubeconfig.ts";
import { mergedKubeconfig, type MergedKubeconfig, type MergeOptions } from "./mergeKubeconfig.ts";

/** What became of the file. */
export interface MergedFile extends Omit<MergedKubeconfig, "text"> {
  readonly path: string;
  /** The file as it was before; undefined where there was none or nothing was written. */
  readonly backup: string | undefined;
}

const onlyOwner = 0o600;

/**
 * Adds a kubeconfig to the user's file: all or nothing, readable by the owner only, with a copy of the file as it was
 * beside it. Nothing is written when there are conflicts.
 * @throws KubeError (`credential`) when the file is no kubeconfig, cannot be written, or is being written by kubectl
 */
export async function mergeIntoKubeconfigFile(
  path: string,
  addition: string,
  options: MergeOptions,
): Promise<MergedFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // A link keeps pointing where it did.
  const file = await realpath(path).catch(() => path);
  const unlock = await lock(file);
  try {
    const existing = await contentOf(file);
    const { text, ...outcome } = mergedKubeconfig(existing ?? "", addition, options);
    if (outcome.conflicts.length > 0 || text === existing)
      return { path: file, backup: undefined, ...outcome };
    const backup = existing === undefined ? undefined : await backUp(file);
    await replace(file, text);
    return { path: file, backup, ...outcome };
  } finally {
    await unlock();
  }
}

/** The lock file that kubectl makes while it writes (client-go tools/clientcmd). */
async function lock(file: string): Promise<() => Promise<void>> {
  const path = `${file}.lock`;
  try {
    await (await open(path, "wx", onlyOwner)).close();
  } catch (error) {
    throw recordOf(error).code === "EEXIST"
      ? credentialError(`${file} is being written by another program; if not, delete ${path}.`)
      : credentialError(`${file} cannot be written.`, error);
  }
  return () => rm(path, { force: true });
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (recordOf(error).code === "ENOENT") return undefined;
    throw credentialError(`${file} cannot be read.`, error);
  }
}

async function backUp(file: string): Promise<string> {
  const backup = `${file}.nap-backup`;
  await rm(backup, { force: true });
  await copyFile(file, backup);
  const handle = await open(backup, "r+");
  await handle.chmod(onlyOwner).finally(() => handle.close());
  return backup;
}

/** A reader sees the old content or the new one, never a part. */
async function replace(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, "wx", onlyOwner);
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw credentialError(`${file} cannot be written.`, error);
  }
}
