import {
  newClusters,
  newContexts,
  newUsers,
  type Cluster,
  type Context,
  type User,
} from "@kubernetes/client-node/dist/config_types.js";
import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { parse, YAMLParseError } from "yaml";
import { listOf, recordOf, textOf } from "../karpenter/plain.ts";
import { KubeError } from "./kubeError.ts";

/** A kubeconfig as read: what Kubernetes' own client makes of it, and where relative paths in it start. */
export interface Kubeconfig {
  readonly clusters: readonly Cluster[];
  readonly users: readonly KubeUser[];
  readonly contexts: readonly Context[];
  readonly currentContext: string | undefined;
}

/** A user entry; `tokenFile` is a path that is read for every request, as Kubernetes rotates such files. */
export type KubeUser = User & { readonly tokenFile?: string };

/** Cluster and user that a context joins. */
export interface ContextEntry {
  readonly name: string;
  readonly cluster: Cluster;
  readonly user: KubeUser | undefined;
  readonly namespace: string | undefined;
}

const filter = { onInvalidEntry: "filter" } as const;

/**
 * Reads the text of a kubeconfig. Entries that lack a name or a server are left out, as kubectl does.
 * @param directory where relative paths start, the folder of the file
 * @throws KubeError (`credential`) when the text is not YAML; names the line, never the content
 */
export function parseKubeconfig(text: string, directory = ""): Kubeconfig {
  const document = recordOf(parseYaml(text));
  const rawUsers = listOf(document.users).map(recordOf);
  return {
    clusters: newClusters(document.clusters, filter).map((cluster) =>
      withAbsolutePaths(cluster, ["caFile"], directory),
    ),
    users: newUsers(withoutTokenFiles(rawUsers), filter).map((user) =>
      withAbsolutePaths(
        { ...user, ...tokenFileOf(rawUsers, user.name) },
        ["certFile", "keyFile", "tokenFile"],
        directory,
      ),
    ),
    contexts: newContexts(document.contexts, filter),
    currentContext: textOf(document["current-context"]),
  };
}

/** @throws KubeError (`credential`) when the file cannot be read or is not YAML */
export function readKubeconfig(path: string): Kubeconfig {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw credentialError(`The kubeconfig ${path} cannot be read.`, error);
  }
  return parseKubeconfig(text, dirname(path));
}

/**
 * The cluster and user of a context, of the current one without a name.
 * @throws KubeError (`credential`) when there is none or its cluster is missing
 */
export function contextEntry(kubeconfig: Kubeconfig, name?: string): ContextEntry {
  const wanted = name ?? kubeconfig.currentContext ?? kubeconfig.contexts[0]?.name;
  const context = kubeconfig.contexts.find((candidate) => candidate.name === wanted);
  if (context === undefined)
    throw credentialError(
      wanted === undefined
        ? "The kubeconfig has no context."
        : `The kubeconfig has no context "${wanted}".`,
    );
  const cluster = kubeconfig.clusters.find((candidate) => candidate.name === context.cluster);
  if (cluster === undefined)
    throw credentialError(
      `The context "${context.name}" names the cluster "${context.cluster}", which the kubeconfig does not have.`,
    );
  return {
    name: context.name,
    cluster,
    user: kubeconfig.users.find((candidate) => candidate.name === context.user),
    namespace: context.namespace,
  };
}

/** A problem with what we would sign in with. */
export function credentialError(text: string, cause?: unknown): KubeError {
  const detail = cause instanceof Error ? (textOf(recordOf(cause).code) ?? cause.name) : "";
  return new KubeError({
    kind: "credential",
    text,
    detail,
    action: { verb: "get", resource: "kubeconfig" },
  });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw credentialError(
      line === undefined
        ? "The kubeconfig is not valid YAML."
        : `The kubeconfig is not valid YAML (line ${line}).`,
    );
  }
}

function tokenFileOf(
  users: readonly Readonly<Record<string, unknown>>[],
  name: string,
): { tokenFile?: string } {
  const user = recordOf(users.find((candidate) => candidate.name === name)?.user);
  const tokenFile = textOf(user.tokenFile) ?? textOf(user["token-file"]);
  return tokenFile === undefined ? {} : { tokenFile };
}

/** The client would read such a file at once, and fail where it is missing. */
function withoutTokenFiles(users: readonly Readonly<Record<string, unknown>>[]): object[] {
  return users.map((entry) => {
    const user = Object.entries(recordOf(entry.user)).filter(([member]) => member !== "token-file");
    return { ...entry, user: Object.fromEntries(user) };
  });
}

function withAbsolutePaths<T extends object>(
  entry: T,
  members: readonly (keyof T)[],
  directory: string,
): T {
  const changed = { ...entry };
  for (const member of members) {
    const path: unknown = entry[member];
    if (typeof path === "string" && path !== "" && !isAbsolute(path))
      Object.assign(changed, { [member]: join(directory, path) });
  }
  return changed;
}
