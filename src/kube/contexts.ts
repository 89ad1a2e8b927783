import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { stringify } from "yaml";
import type { ContextRow } from "../nap/view/contextRow.ts";
import { createAccess, type AccessOptions, type ClusterAccess } from "./access.ts";
import { contextEntry, readKubeconfig, type Kubeconfig } from "./kubeconfig.ts";
import { problemOf } from "./kubeError.ts";
import { signInOf } from "./signIn.ts";

/** What the user's kubeconfig files hold, and which of them cannot be read. */
export interface ContextList {
  readonly contexts: readonly ContextRow[];
  readonly problems: readonly { readonly path: string; readonly text: string }[];
}

/** The kubeconfig files that kubectl would read: the list in KUBECONFIG, else the one in the home directory. */
export function kubeconfigPaths(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const listed = (environment.KUBECONFIG ?? "").split(delimiter).filter(Boolean);
  if (listed.length > 0) return listed;
  return [join(environment.HOME ?? homedir(), ".kube", "config")];
}

/** A kubeconfig that names the current context and nothing else, and the environment in which kubectl takes it. */
export interface PinnedContext {
  readonly text: string;
  /** Puts the file before the user's own ones: of several current contexts kubectl takes the first. */
  readonly environment: (path: string) => Readonly<Record<string, string>>;
}

/** Lets a program work on a context without changing the current one of the user's files; no secret is written. */
export function pinnedContext(name: string): PinnedContext {
  const text = stringify({ apiVersion: "v1", kind: "Config", "current-context": name });
  return {
    text,
    environment: (path) => ({ KUBECONFIG: [path, ...kubeconfigPaths()].join(delimiter) }),
  };
}

/** The contexts of kubeconfig files, merged as kubectl does; files that do not exist count as empty. */
export function listContexts(paths: readonly string[] = kubeconfigPaths()): ContextList {
  const { merged, problems } = readMerged(paths);
  const contexts = merged.contexts.map(({ name, cluster, user }) => {
    const account = merged.users.find((candidate) => candidate.name === user);
    return {
      name,
      server: merged.clusters.find((candidate) => candidate.name === cluster)?.server ?? "",
      ...signInOf(account),
    };
  });
  return { contexts, problems };
}

/**
 * Access by a context of the user's kubeconfig files.
 * @throws KubeError (`credential`) when no file has it
 */
export function accessFromContext(
  name: string,
  options: Omit<AccessOptions, "context"> & { readonly paths?: readonly string[] } = {},
): ClusterAccess {
  const { merged } = readMerged(options.paths ?? kubeconfigPaths());
  return createAccess(contextEntry(merged, name), { allowsPlugins: true, ...options });
}

function readMerged(paths: readonly string[]): {
  merged: Kubeconfig;
  problems: ContextList["problems"];
} {
  const files: Kubeconfig[] = [];
  const problems: { path: string; text: string }[] = [];
  for (const path of paths.filter((candidate) => existsSync(candidate))) {
    try {
      files.push(readKubeconfig(path));
    } catch (error) {
      const text = problemOf(error)?.text;
      if (text === undefined) throw error;
      problems.push({ path, text });
    }
  }
  return { merged: merge(files), problems };
}

/** Of entries with the same name the first counts, and the first current context. */
function merge(files: readonly Kubeconfig[]): Kubeconfig {
  return {
    clusters: firstByName(files.flatMap(({ clusters }) => clusters)),
    users: firstByName(files.flatMap(({ users }) => users)),
    contexts: firstByName(files.flatMap(({ contexts }) => contexts)),
    currentContext: files.map(({ currentContext }) => currentContext).find(Boolean),
  };
}

function firstByName<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  const byName = new Map<string, T>();
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return [...byName.values()];
}
