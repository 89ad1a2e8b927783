import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { ApiRequest } from "./apiRequest.ts";
import {
  createAuthenticator,
  dataOrFile,
  type Authenticator,
  type Credentials,
  type TokenSupplier,
} from "./authenticator.ts";
import { readBody, readJson } from "./answer.ts";
import { contextEntry, parseKubeconfig, readKubeconfig, type ContextEntry } from "./kubeconfig.ts";
import { KubeError } from "./kubeError.ts";
import { problemOfFailure } from "./problemOfFailure.ts";
import { problemOfStatus } from "./problemOfStatus.ts";
import type { ContextSignIn } from "../nap/view/contextRow.ts";
import { signInOf } from "./signIn.ts";
import { abortError, createTransport, type Transport } from "./transport.ts";

/** The way into one cluster. All failures are KubeErrors; nothing of it prints its credentials. */
export interface ClusterAccess {
  /** Name of the context. */
  readonly name: string;
  /** Base URL of the API server. */
  readonly server: string;
  /** How it signs in. */
  readonly signIn: ContextSignIn["signIn"];
  /** Sends a request and reads its JSON answer whole. */
  send(request: ApiRequest): Promise<unknown>;
  /** Sends a request and resolves when the answer begins, for watches. */
  open(request: ApiRequest): Promise<IncomingMessage>;
  /** Closes every connection and ends sign-ins that are under way. */
  close(): void;
}

export interface AccessOptions {
  /** Context to use; the current one by default. */
  readonly context?: string | undefined;
  /** Tokens of Entra ID, in place of kubelogin; without it the plugin of the kubeconfig runs. */
  readonly tokenFor?: TokenSupplier | undefined;
  /** Whether other exec plugins may run; false for a kubeconfig that did not come from the user's own files. */
  readonly allowsPlugins?: boolean;
}

/**
 * Access by the text of a kubeconfig, such as ARM's listClusterUserCredential answers.
 * @throws KubeError (`credential`)
 */
export function accessFromText(text: string, options: AccessOptions = {}): ClusterAccess {
  return createAccess(contextEntry(parseKubeconfig(text), options.context), {
    allowsPlugins: false,
    ...options,
  });
}

/**
 * Access by a kubeconfig file of the user.
 * @throws KubeError (`credential`)
 */
export function accessFromFile(path: string, options: AccessOptions = {}): ClusterAccess {
  return createAccess(contextEntry(readKubeconfig(path), options.context), {
    allowsPlugins: true,
    ...options,
  });
}

/** Access to the cluster of a context. */
export function createAccess(entry: ContextEntry, options: AccessOptions): ClusterAccess {
  const lifetime = new AbortController();
  const session: Session = {
    entry,
    transport: lazily(async () => transportOf(entry)),
    authenticator: createAuthenticator(entry, {
      tokenFor: options.tokenFor,
      allowsPlugins: options.allowsPlugins ?? false,
      signal: lifetime.signal,
    }),
    ended: lifetime.signal,
  };
  return {
    name: entry.name,
    server: entry.cluster.server,
    signIn: signInOf(entry.user).signIn,
    open: (request) => told(session, request, () => openAnswer(session, request)),
    send: (request) =>
      told(session, request, async () =>
        readJson(await openAnswer(session, request), request.action),
      ),
    close: () => {
      lifetime.abort();
      void session.transport().then(
        (transport) => transport.close(),
        () => undefined,
      );
    },
  };
}

interface Session {
  readonly entry: ContextEntry;
  transport(): Promise<Transport>;
  readonly authenticator: Authenticator;
  readonly ended: AbortSignal;
}

async function transportOf({ cluster }: ContextEntry): Promise<Transport> {
  return createTransport({
    server: cluster.server,
    ca: await dataOrFile(cluster.caData, cluster.caFile),
    serverName: cluster.tlsServerName ?? undefined,
    proxyUrl: cluster.proxyUrl ?? undefined,
  });
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Failures below HTTP in our words; everything else passes. */
async function told<T>(
  { entry }: Session,
  { action }: ApiRequest,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { server, skipTLSVerify } = entry.cluster;
    const to = { server, skipsVerification: skipTLSVerify };
    const problem = problemOfFailure(error, action, to);
    throw problem === undefined ? error : new KubeError(problem);
  }
}

/** How often a busy server (429 with Retry-After, as its flow control sends) is asked again, and how long we wait at most. */
const throttledTries = 4;
const longestWaitSeconds = 10;

async function openAnswer(session: Session, request: ApiRequest): Promise<IncomingMessage> {
  for (let tries = 0, mayRenew = true; ; tries += 1) {
    const { answer, credentials } = await attempt(session, request);
    const status = answer.statusCode ?? 0;
    if (status < 300) return answer;
    const body = await readBody(answer);
    if (status === 401 && mayRenew) {
      mayRenew = false;
      session.authenticator.refused(credentials);
      continue;
    }
    const refusal = { status, body, retryAfter: answer.headers["retry-after"] };
    const problem = problemOfStatus(refusal, request.action);
    if (problem.kind !== "throttled" || tries >= throttledTries) throw new KubeError(problem);
    const seconds = Math.min(problem.retryAfterSeconds ?? 1, longestWaitSeconds);
    await delay(seconds * 1000, undefined, { signal: request.signal });
  }
}

async function attempt(
  session: Session,
  request: ApiRequest,
): Promise<{ answer: IncomingMessage; credentials: Credentials }> {
  if (session.ended.aborted) throw abortError();
  const transport = await session.transport();
  const credentials = await orAborted(session.authenticator.credentials(), request.signal);
  return { answer: await transport.open(request, credentials), credentials };
}

/** A sign-in that others wait for too goes on when one of them gives up. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError());
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
