import { once as onceEmitted } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

/** A request as it came in. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

/** What to answer: JSON with a status, or whatever is done to the response. */
export type Answer =
  | {
      readonly status?: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse) => void);

/** An API server on loopback that answers as told. */
export interface FakeApi {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** A kubeconfig of it, for a user of these members. */
  kubeconfig(user?: object, cluster?: object): string;
  /** Number of open connections. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Starts one; `tls` makes it speak TLS. */
export async function startFakeApi(
  answer: (request: SeenRequest) => Answer,
  tls?: ServerOptions,
): Promise<FakeApi> {
  const seen: SeenRequest[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void readText(request).then((text) => {
      const one = seenRequest(request, text);
      seen.push(one);
      reply(answer(one), response);
    });
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, "127.0.0.1");
  await onceEmitted(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  return {
    url,
    seen,
    kubeconfig: (user = { token: "a-token" }, cluster = {}) =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name: "fake", cluster: { server: url, ...cluster } }],
        users: [{ name: "someone", user }],
        contexts: [{ name: "fake", context: { cluster: "fake", user: "someone" } }],
        "current-context": "fake",
      }),
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await onceEmitted(server, "close");
    },
  };
}

function seenRequest(request: IncomingMessage, text: string): SeenRequest {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
  return {
    method: request.method ?? "",
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk as string;
  return text;
}

function reply(answer: Answer, response: ServerResponse): void {
  if (typeof answer === "function") {
    answer(response);
    return;
  }
  response.writeHead(answer.status ?? 200, {
    "content-type": "application/json",
    ...answer.headers,
  });
  response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
}

/** A Status of the API server. */
export function status(code: number, reason: string, message = "", details?: object): Answer {
  return {
    status: code,
    body: { kind: "Status", status: "Failure", code, reason, message, details },
  };
}

/** A page of a list. */
export function page(items: readonly object[], resourceVersion: string, next?: string): Answer {
  return { body: { kind: "List", metadata: { resourceVersion, continue: next }, items } };
}

/** A watch that sends these events, one after the other, and then stays open, ends or breaks. */
export function watched(events: readonly object[], then: "stay" | "end" | "cut" = "stay"): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    for (const event of events) response.write(`${JSON.stringify(event)}\n`);
    if (then === "end") response.end();
    // Only after the events have left.
    if (then === "cut") setTimeout(() => response.destroy(), 20);
  };
}

/** An answer that is given once the condition holds. */
export function once(condition: () => boolean, answer: Answer): Answer {
  return (response) => {
    void until(condition, "the answer may be given").then(() => reply(answer, response));
  };
}

/** An object with a name; its uid is the same. */
export function named(name: string, resourceVersion: string, more: object = {}): object {
  return { metadata: { name, uid: name, resourceVersion }, ...more };
}

/** Waits until the condition holds, at most 15 seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 15_000; !condition();) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
