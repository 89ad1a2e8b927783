import { request, type ClientRequest } from "node:http";
import { Agent, type AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import { credentialError } from "./kubeconfig.ts";

type Connected = (error: Error | null, socket?: Socket) => void;

/**
 * An agent whose connections go through the `proxy-url` of a kubeconfig, by CONNECT (RFC 9110, 9.3.6).
 * TLS is spoken with the server, through the tunnel.
 * @throws KubeError (`credential`) for proxies other than http
 */
export function proxyAgent(proxyUrl: string, options: AgentOptions): Agent {
  const proxy = URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined;
  if (proxy?.protocol !== "http:")
    throw credentialError(
      "The kubeconfig names a proxy of a kind other than http, which is not supported.",
    );
  const agent = new Agent(options);
  const createConnection = (to: ConnectionOptions, connected: Connected) => {
    openTunnel(proxy, to)
      .once("connect", (answer, socket) => {
        if (answer.statusCode === 200) {
          connected(null, connectTls({ ...to, socket }));
          return;
        }
        socket.destroy();
        connected(proxyError(`the proxy answered ${answer.statusCode ?? 0}`));
      })
      .once("error", (error) => connected(proxyError(error.message)))
      .end();
    return undefined;
  };
  return Object.assign(agent, { createConnection });
}

function openTunnel(proxy: URL, to: ConnectionOptions): ClientRequest {
  const target = `${to.host ?? ""}:${to.port ?? 443}`;
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = `Basic ${Buffer.from(user).toString("base64")}`;
  return request({
    host: proxy.hostname,
    port: proxy.port === "" ? 80 : proxy.port,
    method: "CONNECT",
    path: target,
    headers: {
      Host: target,
      ...(proxy.username !== "" && { "Proxy-Authorization": authorization }),
    },
  });
}

function proxyError(message: string): Error {
  return Object.assign(new Error(message), { code: "EPROXY" });
}
