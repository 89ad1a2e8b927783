import { readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import type { TestCluster } from "./start.ts";
import { makeCertificate } from "../emulator/certificates.ts";

/** What becomes of requests on their way to the API server. */
export interface ApiFault {
  /** Absent: every method. */
  readonly method?: string;
  /** Over path and query. */
  readonly path: RegExp;
  /** How many requests it hits. */
  times: number;
  /**
   * A status to answer with instead of asking; the connection is cut before the server is asked, or after it answered;
   * or nobody is asked and no answer comes (`hold`).
   */
  readonly does: 403 | 409 | 410 | "cutBefore" | "cutAfter" | "hold";
}

/** A way to the API server on which things go wrong as told. */
export interface ApiProxy {
  /** The cluster as it is reached by this way. */
  readonly cluster: TestCluster;
  /** Those that hit nothing (any more) stay in the list with their count. */
  readonly faults: ApiFault[];
  /** Breaks every connection and lets no new one in, until `mend`. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

const reasons = { 403: "Forbidden", 409: "Conflict", 410: "Expired" } as const;

function refuse(response: ServerResponse, code: keyof typeof reasons): void {
  const message = `the test answers ${code}`;
  const status = { kind: "Status", apiVersion: "v1", status: "Failure", message, code };
  response.writeHead(code, { "content-type": "application/json" });
  response.end(JSON.stringify({ ...status, reason: reasons[code] }));
}

/** Starts a proxy before the API server of a cluster; its certificate is written into `folder`. */
export async function startApiProxy(cluster: TestCluster, folder: string): Promise<ApiProxy> {
  const certificate = await makeCertificate();
  const caFile = join(folder, "api-proxy.pem");
  writeFileSync(caFile, certificate.cert);
  const agent = new Agent({ ca: readFileSync(cluster.caFile), keepAlive: true });
  const faults: ApiFault[] = [];
  const sockets = new Set<Socket>();
  let isCut = false;

  const pass = (asked: IncomingMessage, response: ServerResponse, fault?: ApiFault) => {
    const { method, headers } = asked;
    const url = new URL(asked.url ?? "/", cluster.server);
    const sent = request(
      url,
      { method, headers: { ...headers, host: url.host }, agent },
      (answer) => {
        if (fault?.does === "cutAfter") {
          answer.resume().once("end", () => asked.socket.destroy());
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        // A watch answers long before its first event.
        response.flushHeaders();
        answer.pipe(response);
      },
    );
    sent.on("error", () => asked.socket.destroy());
    response.on("close", () => sent.destroy());
    asked.pipe(sent);
  };

  const server = createServer(certificate, (asked, response) => {
    const { method, url = "" } = asked;
    const fault = faults.find(
      (one) => one.times > 0 && (one.method ?? method) === method && one.path.test(url),
    );
    if (fault !== undefined) fault.times -= 1;
    if (fault?.does === "hold") return;
    if (fault?.does === "cutBefore") asked.socket.destroy();
    else if (typeof fault?.does === "number") refuse(response, fault.does);
    else pass(asked, response, fault);
  });
  server.on("secureConnection", (socket: Socket) => {
    if (isCut) socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const breakAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    cluster: { ...cluster, server: `https://127.0.0.1:${port}`, caFile },
    faults,
    cut: () => {
      isCut = true;
      breakAll();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      breakAll();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
