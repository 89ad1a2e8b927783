import { readFileSync } from "node:fs";
import { Agent, request, type RequestOptions } from "node:https";
import type { TestCluster } from "./start.ts";

/** The API server's answer. */
export interface ApiAnswer {
  /** HTTP status: 200 or 201 accepted, 4xx rejected. */
  readonly status: number;
  /** The object, or for a rejection the server's Status: `{ kind: "Status", message, reason, details: { causes } }`. */
  readonly body: unknown;
  /** The texts of the Warning headers (a deprecated version, a duplicate field). */
  readonly warnings: readonly string[];
}

/** A Status as the API server sends it for a rejected request (k8s.io/apimachinery metav1.Status). */
export interface ApiStatus {
  readonly kind: "Status";
  readonly message: string;
  readonly reason?: string;
  readonly code: number;
  readonly details?: {
    readonly causes?: readonly { reason?: string; message?: string; field?: string }[];
  };
}

/** Requests over kept connections; manifests go as YAML text, exactly as written. */
export interface ApiClient {
  /** Strict dry-run create: POST of a manifest to a collection, for example `/apis/karpenter.sh/v1/nodepools`. */
  create(collection: string, manifest: string): Promise<ApiAnswer>;
  /** Strict dry-run update: PUT of a manifest to a stored object, for transition rules. */
  update(object: string, manifest: string): Promise<ApiAnswer>;
  /** Any other request; the body is YAML (or JSON) unless a content type is given. */
  send(method: string, path: string, content?: ApiContent): Promise<ApiAnswer>;
  /** Closes the kept connections. */
  close(): void;
}

/** A request body. */
export interface ApiContent {
  readonly body: string;
  /** `application/yaml` by default; patches need `application/merge-patch+json` or another of their own. */
  readonly type?: string;
}

const strictDryRun = "dryRun=All&fieldValidation=Strict";

/**
 * A client of the test cluster's API server as its administrator. Run eight requests at a time for
 * the best rate (about 800 a second on two cores).
 */
export function createApiClient(
  cluster: Pick<TestCluster, "server" | "token" | "caFile">,
): ApiClient {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 8,
    ca: readFileSync(cluster.caFile),
  });
  const send: ApiClient["send"] = (method, path, content) => {
    const headers = {
      Authorization: `Bearer ${cluster.token}`,
      Accept: "application/json",
      ...(content && { "Content-Type": content.type ?? "application/yaml" }),
    };
    return exchange(new URL(path, cluster.server), { method, agent, headers }, content?.body);
  };
  return {
    send,
    create: (collection, body) => send("POST", `${collection}?${strictDryRun}`, { body }),
    update: (object, body) => send("PUT", `${object}?${strictDryRun}`, { body }),
    close: () => agent.destroy(),
  };
}

function exchange(url: URL, options: RequestOptions, body?: string): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const status = answer.statusCode ?? 0;
        resolve({ status, body: parse(text), warnings: warnings(answer.headersDistinct) });
      });
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The server closes connections that were idle for long, perhaps just while we send.
      const isClosed = error.code === "ECONNRESET" || error.code === "EPIPE";
      if (sent.reusedSocket && isClosed) resolve(exchange(url, options, body));
      else reject(error);
    });
    sent.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** `299 - "text"`, with quotes and backslashes of the text escaped (RFC 7234, 5.5). */
function warnings(headers: NodeJS.Dict<string[]>): string[] {
  return (headers.warning ?? []).map((header) => {
    const quoted = /^\d+ \S+ "(.*)"$/s.exec(header)?.[1];
    return quoted === undefined ? header : quoted.replace(/\\(.)/gs, "$1");
  });
}
