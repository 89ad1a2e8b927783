import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { makeCertificate } from "./certificates.ts";
import { converse, type Surroundings } from "./conversation.ts";
import { gatewayError } from "./errors.ts";
import type { Hooks } from "./hooks.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { routes } from "./routes.ts";
import { settle } from "./operations.ts";
import type { AzureState } from "./state.ts";
import { createStateStore } from "./stateStore.ts";
import { startTokenServer } from "./tokenServer.ts";

/** How to start a stand-in. */
export interface AzureOptions {
  /** What exists at the start; {@link emptyState} unless told. */
  readonly state?: AzureState;
  /** A JSON file that holds the state: what is written there counts from the next request on. */
  readonly stateFile?: string;
  readonly hooks?: Hooks;
  /** Ports, free ones unless told. */
  readonly port?: number;
  readonly tokenPort?: number;
}

/** A running stand-in of Azure Resource Manager. */
export interface AzureStandIn {
  /** `https://localhost:<port>`, with a certificate that {@link AzureStandIn.certificate} proves. */
  readonly origin: string;
  /** PEM of the authority. */
  readonly certificate: string;
  /** IDENTITY_ENDPOINT of the managed identity; any IDENTITY_HEADER will do. */
  readonly identityEndpoint: string;
  readonly recorder: Recorder;
  getState(): AzureState;
  setState(change: (state: AzureState) => AzureState): void;
  /** Moves the stand-in's clock, which operations, registrations and tokens follow. */
  advance(seconds: number): void;
  stop(): Promise<void>;
}

function portOf(server: FastifyInstance): number {
  return (server.server.address() as AddressInfo).port;
}

function parseJson(_request: FastifyRequest, text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

async function listen(around: Surroundings, options: AzureOptions) {
  const certificate = await makeCertificate();
  const server = fastify({
    https: certificate,
    bodyLimit: 16_000_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 500 },
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (request, text, done) => {
    try {
      done(null, parseJson(request, String(text)));
    } catch {
      done(Object.assign(new Error("The request content was invalid."), { statusCode: 400 }));
    }
  });
  for (const route of routes) {
    const { method, path: url } = route;
    server.route({
      method,
      url,
      handler: (request, reply) => converse(around, route, request, reply),
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const message = `The stand-in has no ${request.method} ${request.url.split("?")[0] ?? ""}.`;
    return reply.code(404).send(gatewayError(404, "InvalidResourceType", message).body);
  });
  await server.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  return { server, certificate };
}

/** Starts a stand-in on loopback. It ends with `stop`. */
export async function startAzure(options: AzureOptions = {}): Promise<AzureStandIn> {
  const store = createStateStore(options.state, options.stateFile);
  let [ahead, origin] = [0, ""];
  const now = (): Date => new Date(Date.now() + ahead);
  const recorder = createRecorder();
  const around = { store, recorder, hooks: options.hooks ?? {}, now, origin: () => origin };
  const { server, certificate } = await listen(around, options);
  origin = `https://localhost:${portOf(server)}`;
  const tokens = await startTokenServer(() => store.get(), now, options.tokenPort ?? 0);
  return {
    origin,
    certificate: certificate.cert,
    identityEndpoint: tokens.endpoint,
    recorder,
    getState: () => settle(store.get(), now()),
    setState: (change) => store.set(change(store.get())),
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
    stop: async () => {
      await Promise.all([server.close(), tokens.stop()]);
    },
  };
}
