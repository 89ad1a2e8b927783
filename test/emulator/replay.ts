import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settled, startTestAzure, type Seen, type TestAzure } from "./client.ts";
import { asText, at, type Json, type JsonObject } from "./json.ts";
import { defaultSettings, emptyState, withEntry, type AzureState, type Settings } from "./state.ts";

/** A recorded request with what came back; leaves of the answer that nobody compares are `…`, 0 or kept. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: Json;
  readonly status: number;
  /** URLs without their host. */
  readonly headers: Readonly<Record<string, string>>;
  readonly answer?: Json;
}

interface Recording {
  readonly source: string;
  readonly recorded: string;
  readonly exchanges: readonly Exchange[];
}

/** An exchange beside what the stand-in answers to the same request. */
export interface Replayed extends Exchange {
  /** Method, kind of resource and recorded status, such as `PUT cluster 201`. */
  readonly call: string;
  /** Undefined for the poll of something that the stand-in did not begin. */
  readonly seen: Seen | undefined;
}

/** What happened before the first exchange of a recording and is not in it. */
export interface Before {
  readonly settings?: Partial<Settings>;
  /** Requests with the recorded operation (a guid) that they began, where its polls are in the recording. */
  readonly requests?: readonly {
    readonly path: string;
    readonly body: Json;
    readonly operation?: string;
  }[];
}

const recordedSubscription = "00000000-0000-0000-0000-000000000000";
const folder = join(import.meta.dirname, "recordings");

/** Names of the recordings. */
export const recordingNames: readonly string[] = readdirSync(folder)
  .map((name) => name.replace(".json", ""))
  .filter((name) => name !== "reportedErrors")
  .sort();

/** Reads a recording. */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Recording;
}

/** The path below operations or commandResults that names an operation. */
function operationIn(path: string): string | undefined {
  const part = /\/(operations|operationresults|commandResults)\/([^/?]+)/i.exec(path);
  return part === null ? undefined : `${part[1]?.toLowerCase() ?? ""}/${part[2] ?? ""}`;
}

/** What a request is about, so that differences of many recordings fall together. */
export function callOf({ method, path, status }: Exchange): string {
  const [plain = ""] = path.split("?");
  const parts = plain.split("/");
  const kind =
    operationIn(plain)?.split("/")[0] ??
    (parts.length === 5
      ? "resourceGroup"
      : ((parts.length % 2 === 0 ? (parts.at(-1) ?? "") : parts.at(-2)) ?? ""));
  return `${method} ${kind} ${status}`;
}

async function begin(azure: TestAzure, before: Before, known: Map<string, string>) {
  for (const { path, body, operation } of before.requests ?? []) {
    const answer = await azure.send("PUT", path, { body });
    if (answer.status >= 300) throw new Error(`PUT ${path}: ${JSON.stringify(answer.body)}`);
    const url = answer.headers.get("azure-asyncoperation");
    if (operation !== undefined && url !== null) known.set(`operations/${operation}`, url);
    await settled();
    if (operation === undefined) azure.advance(600);
  }
}

function remember(known: Map<string, string>, { headers }: Exchange, seen: Seen): void {
  for (const name of ["azure-asyncoperation", "location"]) {
    const [recorded, url] = [operationIn(headers[name] ?? ""), seen.headers.get(name)];
    if (recorded !== undefined && url !== null) known.set(recorded, url);
  }
}

/** Whether the recorded exchange shows that what was in progress has come to its end. */
function needsTheEnd({ method, answer, path, status }: Exchange): boolean {
  if (method === "PUT") return true;
  if (method !== "GET") return false;
  if (path.includes("/operationresults/")) return status !== 202;
  const word =
    asText(at(answer, "status")) || asText(at(answer, "properties", "provisioningState"));
  return ["Succeeded", "Failed", "Canceled"].includes(word) || Array.isArray(at(answer, "value"));
}

/** A deletion that the recording leaves out. */
function forget(azure: TestAzure, { path }: Exchange): void {
  const key = (path.split("?")[0] ?? "").toLowerCase();
  azure.setState((state) => ({ ...state, clusters: withEntry(state.clusters, key, undefined) }));
}

async function replayOne(
  azure: TestAzure,
  exchange: Exchange,
  known: Map<string, string>,
): Promise<Replayed> {
  if (needsTheEnd(exchange)) azure.advance(600);
  if (exchange.method === "GET" && exchange.status === 404) forget(azure, exchange);
  const call = callOf(exchange);
  const operation = operationIn(exchange.path);
  const path = operation === undefined ? exchange.path : known.get(operation);
  if (path === undefined) return { ...exchange, call, seen: undefined };
  const more = exchange.body === undefined ? {} : { body: exchange.body };
  const seen = await azure.send(exchange.method, path, more);
  await settled();
  remember(known, exchange, seen);
  return { ...exchange, call, seen };
}

/** What the recordings presuppose: one tenant, their subscription, a kubeconfig, an answer to a command. */
function startState(settings: Partial<Settings>): AzureState {
  const [tenant] = emptyState.tenants;
  const { tenantId = "" } = tenant ?? {};
  return {
    ...emptyState,
    settings: { ...defaultSettings, ...settings },
    subscriptions: [{ subscriptionId: recordedSubscription, displayName: "Recorded", tenantId }],
    commands: [{ match: "", answer: { exitCode: 0, logs: "" } }],
  };
}

/** Sends the requests of a recording to a stand-in of their own, polls by the stand-in's own URLs. */
export async function replay(name: string, before: Before): Promise<readonly Replayed[]> {
  const azure = await startTestAzure({ state: startState(before.settings ?? {}) });
  const known = new Map<string, string>();
  try {
    await begin(azure, before, known);
    azure.setState((state) => ({
      ...state,
      kubeconfigs: Object.fromEntries(Object.keys(state.clusters).map((id) => [id, "kind: x"])),
    }));
    const done: Replayed[] = [];
    for (const exchange of readRecording(name).exchanges)
      done.push(await replayOne(azure, exchange, known));
    return done;
  } finally {
    await azure.stop();
  }
}

/**
 * A create of a cluster at a path like the recorded one, whose answer is not compared; `change` makes another body
 * of the recorded one.
 */
export function createLike(
  name: string,
  path: string,
  change: (body: JsonObject) => JsonObject = (body) => body,
): { path: string; body: Json } {
  const found = readRecording(name).exchanges.find(
    (exchange) => exchange.method === "PUT" && exchange.status === 201,
  );
  return { path, body: change((found?.body ?? {}) as JsonObject) };
}
