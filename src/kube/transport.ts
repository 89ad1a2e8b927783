import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import type { ApiRequest } from "./apiRequest.ts";
import { credentialError } from "./kubeconfig.ts";
import type { Credentials } from "./authenticator.ts";
import { proxyAgent } from "./proxyAgent.ts";

/** Where requests go, and whom we trust there. */
export interface Endpoint {
  /** Base URL without a slash at its end. */
  readonly server: string;
  /** PEM of the kubeconfig; undefined trusts the public authorities. */
  readonly ca: Buffer | undefined;
  readonly serverName: string | undefined;
  readonly proxyUrl: string | undefined;
}

/** Sends requests over kept connections. */
export interface Transport {
  /** Resolves when the answer begins. Rejects with the error of the network, of TLS or of the abort. */
  open(request: ApiRequest, credentials: Credentials): Promise<IncomingMessage>;
  /** Closes all connections, those in use included. */
  close(): void;
}

const answerTimeoutMs = 60_000;
/** Load balancers of Azure forget idle connections after four minutes. */
const keepAliveMs = 30_000;

/** @throws KubeError (`credential`) for plain http to another machine, and for proxies that we do not know */
export function createTransport(endpoint: Endpoint): Transport {
  const { protocol, hostname } = new URL(endpoint.server);
  const isPlain = protocol === "http:";
  if (isPlain && !isLoopback(hostname))
    throw credentialError(`${hostname} is to be reached without TLS, which is not done.`);
  const agent = agentOf(endpoint, isPlain);
  const isLocal = isLoopback(hostname);
  return {
    open: (request, credentials) => {
      const content = request.body === undefined ? undefined : JSON.stringify(request.body);
      const options: RequestOptions = {
        agent,
        method: request.method,
        headers: headersOf(request, credentials, { isLocal, content }),
        // A server that is reached by address or tunnel is checked by the name that the kubeconfig gives.
        ...(endpoint.serverName !== undefined && { servername: endpoint.serverName }),
        ...(credentials.certificate && { cert: credentials.certificate, key: credentials.key }),
        ...(endpoint.ca && { ca: endpoint.ca }),
        rejectUnauthorized: true,
      };
      const send = isPlain ? httpRequest : httpsRequest;
      const url = new URL(endpoint.server + pathWithQuery(request));
      return exchange(send, { url, options, content, request });
    },
    close: () => agent.destroy(),
  };
}

function agentOf({ proxyUrl }: Endpoint, isPlain: boolean): HttpAgent | HttpsAgent {
  const options = { keepAlive: true, keepAliveMsecs: keepAliveMs, maxSockets: 32 };
  if (proxyUrl !== undefined && proxyUrl !== "" && !isPlain) return proxyAgent(proxyUrl, options);
  return isPlain ? new HttpAgent(options) : new HttpsAgent(options);
}

function exchange(
  send: typeof httpsRequest,
  {
    url,
    options,
    content,
    request: { signal, timeoutMs = answerTimeoutMs },
  }: {
    readonly url: URL;
    readonly options: RequestOptions;
    readonly content: string | undefined;
    readonly request: ApiRequest;
  },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortError());
      return;
    }
    const sent = send(url, options);
    const timer = setTimeout(() => sent.destroy(timeoutError()), timeoutMs);
    const abort = () => sent.destroy(abortError());
    signal?.addEventListener("abort", abort, { once: true });
    sent.once("response", (answer) => {
      clearTimeout(timer);
      answer.once("close", () => signal?.removeEventListener("abort", abort));
      resolve(answer);
    });
    sent.once("error", (error) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      reject(error);
    });
    // After the answer began, its own error speaks.
    sent.on("error", () => undefined);
    sent.end(content);
  });
}

/** As an abort of the platform looks. */
export function abortError(): Error {
  return new DOMException("aborted", "AbortError");
}

function timeoutError(): Error {
  return new DOMException("no answer", "TimeoutError");
}

function headersOf(
  { contentType = "application/json" }: ApiRequest,
  { authorization, impersonate }: Credentials,
  { isLocal, content }: { readonly isLocal: boolean; readonly content: string | undefined },
): Record<string, string> {
  return {
    Accept: "application/json",
    "User-Agent": "aks-nap",
    // On one machine compressing takes longer than sending.
    ...(!isLocal && { "Accept-Encoding": "gzip" }),
    ...(authorization !== undefined && { Authorization: authorization }),
    ...(impersonate !== undefined && { "Impersonate-User": impersonate }),
    // Without a length Node sends the content of a DELETE as if it were the next request.
    ...(content !== undefined && {
      "Content-Type": contentType,
      "Content-Length": String(Buffer.byteLength(content)),
    }),
  };
}

function pathWithQuery({ path, query = {} }: ApiRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Addresses that never leave this machine. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
