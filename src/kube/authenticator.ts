import { readFile } from "node:fs/promises";
import { entraLoginOf, type EntraLogin } from "./entraLogin.ts";
import { runExecPlugin, type ExecCredential } from "./execCredential.ts";
import { signInLackOf } from "../nap/signInLack.ts";
import { redact } from "../nap/redact.ts";
import { KubeError } from "./kubeError.ts";
import { credentialError, type ContextEntry, type KubeUser } from "./kubeconfig.ts";

/** A token for the API server; `expiresOnMs` in milliseconds since 1970. */
export interface EntraToken {
  readonly token: string;
  readonly expiresOnMs?: number | undefined;
}

/** Gives tokens of Entra ID; with `isRefused` the last one was not accepted, and a new one is wanted. */
export type TokenSupplier = (
  login: EntraLogin & { readonly isRefused: boolean },
  signal: AbortSignal,
) => Promise<EntraToken>;

/** What a request carries. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** PEM. */
  readonly certificate: string | Buffer | undefined;
  /** PEM. */
  readonly key: string | Buffer | undefined;
  readonly impersonate: string | undefined;
}

/** Keeps the credentials of one user of a cluster in memory. */
export interface Authenticator {
  /** Those at hand while they are valid, else new ones; requests at the same time share one sign-in. */
  credentials(): Promise<Credentials>;
  /** The server refused these: the next call gets others. */
  refused(credentials: Credentials): void;
}

export interface AuthenticatorOptions {
  readonly tokenFor?: TokenSupplier | undefined;
  /** Whether exec plugins of the kubeconfig may run. */
  readonly allowsPlugins: boolean;
  /** Ends sign-ins that are under way. */
  readonly signal: AbortSignal;
}

interface Held {
  readonly credentials: Credentials;
  readonly expiresOnMs: number | undefined;
}

/** So long before its end a token is renewed. */
const earlyMs = 60_000;

/** Signs in as the user of a context. */
export function createAuthenticator(
  entry: ContextEntry,
  options: AuthenticatorOptions,
): Authenticator {
  let held: Held | undefined;
  let pending: Promise<Held> | undefined;
  let isRefused = false;
  const runPlugin = untilItFails(entry, options.signal);
  const isValid = ({ expiresOnMs }: Held) =>
    expiresOnMs === undefined || expiresOnMs - earlyMs > Date.now();
  return {
    credentials: async () => {
      if (held !== undefined && isValid(held)) return held.credentials;
      pending ??= signIn(entry, isRefused, { ...options, runPlugin }).finally(
        () => (pending = undefined),
      );
      held = await pending;
      isRefused = false;
      return held.credentials;
    },
    refused: (credentials) => {
      if (held?.credentials !== credentials) return;
      held = undefined;
      isRefused = true;
    },
  };
}

type RunPlugin = (exec: unknown) => Promise<ExecCredential>;

/** A plugin may open windows: one that has failed does not run again before the user asks, which makes a new access. */
function untilItFails({ cluster }: ContextEntry, signal: AbortSignal): RunPlugin {
  let failed: Promise<ExecCredential> | undefined;
  return async (exec) => {
    if (failed !== undefined) return failed;
    const run = runExecPlugin(exec, { cluster, signal });
    run.catch(() => (failed = run));
    return run;
  };
}

async function signIn(
  { user }: ContextEntry,
  isRefused: boolean,
  { tokenFor, allowsPlugins, signal, runPlugin }: AuthenticatorOptions & { runPlugin: RunPlugin },
): Promise<Held> {
  const login = entraLoginOf(user);
  const fixed = await fixedCredentials(user);
  if (login !== undefined && tokenFor !== undefined) {
    const { token, expiresOnMs } = await tokenFor({ ...login, isRefused }, signal).catch(noToken);
    return { credentials: { ...fixed, authorization: `Bearer ${token}` }, expiresOnMs };
  }
  if (user?.exec !== undefined && user.exec !== null) {
    if (!allowsPlugins)
      throw credentialError(
        "The kubeconfig wants to run a program to sign in, which is not allowed here.",
      );
    const { token, certificate, key, expiresOnMs } = await runPlugin(user.exec);
    const authorization = token === undefined ? undefined : `Bearer ${token}`;
    return {
      credentials: { ...fixed, authorization, ...(certificate && { certificate, key }) },
      expiresOnMs,
    };
  }
  return withoutPlugin(user, fixed);
}

/** Libraries of Azure throw errors of their own, which say what to do. */
function noToken(error: unknown): never {
  if (error instanceof KubeError || !(error instanceof Error) || error.name === "AbortError")
    throw error;
  const said = redact(error.message).slice(0, 500);
  const { problem } = credentialError(`No token for the API server could be had: ${said}`, error);
  const signIn = signInLackOf(error);
  throw new KubeError({ ...problem, ...(signIn && { signIn }) });
}

/** Token files are rotated: what was read holds for a minute, as in client-go. */
const tokenFileMs = 60_000;

async function withoutPlugin(user: KubeUser | undefined, fixed: Credentials): Promise<Held> {
  if (user?.tokenFile !== undefined) {
    const token = (await contentOf(user.tokenFile)).toString("utf8").trim();
    const expiresOnMs = Date.now() + tokenFileMs + earlyMs;
    return { credentials: { ...fixed, authorization: `Bearer ${token}` }, expiresOnMs };
  }
  if (user?.authProvider !== undefined && user.authProvider !== null)
    throw credentialError(
      "The kubeconfig uses an auth provider, which kubectl no longer has either. Get it anew: az aks get-credentials.",
    );
  return { credentials: fixed, expiresOnMs: undefined };
}

/** What stands in the kubeconfig itself. */
async function fixedCredentials(user: KubeUser | undefined): Promise<Credentials> {
  const basic = `${user?.username ?? ""}:${user?.password ?? ""}`;
  const authorization = user?.token
    ? `Bearer ${user.token}`
    : user?.username
      ? `Basic ${Buffer.from(basic).toString("base64")}`
      : undefined;
  return {
    authorization,
    certificate: await dataOrFile(user?.certData, user?.certFile),
    key: await dataOrFile(user?.keyData, user?.keyFile),
    impersonate: user?.impersonateUser ?? undefined,
  };
}

/** Content given as base64, else that of the file; undefined without both. */
export async function dataOrFile(
  data: string | undefined,
  file: string | undefined,
): Promise<Buffer | undefined> {
  if (data) return Buffer.from(data, "base64");
  return file ? contentOf(file) : undefined;
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw credentialError(`${file}, which the kubeconfig names, cannot be read.`, error);
  }
}
