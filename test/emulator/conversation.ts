import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Answer, Effect } from "./answers.ts";
import { subscriptionNotFound } from "./errors.ts";
import { disguise, takeFault, type Fault } from "./faults.ts";
import { carryOut, gatherFacts, type Hooks } from "./hooks.ts";
import { sameName, type Json } from "./json.ts";
import { lockRefusal } from "./locks.ts";
import { clusterKey } from "./managedClusters.ts";
import { outsideDone, settle } from "./operations.ts";
import { guidOf, withNewETags } from "./pools.ts";
import type { Recorder } from "./recorder.ts";
import { requestOf } from "./requestOf.ts";
import type { Route } from "./routes.ts";
import { withEntry, type AzureState } from "./state.ts";
import type { StateStore } from "./stateStore.ts";
import { authenticate } from "./tokens.ts";

/** What a server needs to answer. */
export interface Surroundings {
  readonly store: StateStore;
  readonly recorder: Recorder;
  readonly hooks: Hooks;
  readonly now: () => Date;
  readonly origin: () => string;
}

const noFacts = { napInUse: [] };
const nobody = { tenantId: "", objectId: "" };

function refusalOfCaller(
  state: AzureState,
  request: FastifyRequest,
  now: Date,
): { caller: { tenantId: string; objectId: string } } | { refusal: Answer } {
  const known = authenticate(state, request.headers.authorization, now);
  if ("refusal" in known) return known;
  const { subscription } = request.params as { subscription?: string };
  if (subscription === undefined) return known;
  const isTheirs = state.subscriptions.some(
    (one) => sameName(one.subscriptionId, subscription) && one.tenantId === known.caller.tenantId,
  );
  return isTheirs ? known : { refusal: subscriptionNotFound(subscription) };
}

async function answerOf(
  around: Surroundings,
  route: Route,
  request: FastifyRequest,
): Promise<Answer> {
  const { store, hooks, origin } = around;
  const now = around.now();
  const known = route.isPublic ? { caller: nobody } : refusalOfCaller(store.get(), request, now);
  if ("refusal" in known) return known.refusal;
  const locked = lockRefusal(store.get(), request.method, request.url.split("?")[0] ?? "");
  if (locked !== undefined) return locked;
  const seen = requestOf(request, { origin: origin(), now, facts: noFacts, caller: known.caller });
  const facts = route.asksWorld === true ? await gatherFacts(hooks, clusterKey(seen)) : noFacts;
  const step = route.handler(settle(store.get(), now), { ...seen, facts });
  store.set(step.state);
  void carryOutAll(around, step.effects ?? []);
  return step.answer;
}

/** An operation waits for all of its effects, which follow each other; the first that fails ends it. */
async function carryOutAll({ store, hooks, now }: Surroundings, effects: readonly Effect[]) {
  const [first] = effects;
  if (first === undefined) return;
  let outcome: Awaited<ReturnType<typeof carryOut>> = {};
  for (const effect of effects) {
    outcome = { ...outcome, ...(await carryOut(hooks, effect, store.get())) };
    if (outcome.error !== undefined) break;
  }
  store.set(settle(outsideDone(store.get(), first.operation, outcome), now()));
}

/** Someone else's change, right after the answer. */
function changeETag(store: StateStore, url: string): void {
  const state = store.get();
  const path = (url.split("?")[0] ?? "").toLowerCase();
  const key = Object.keys(state.clusters).find((id) => path === id || path.startsWith(`${id}/`));
  const cluster = key === undefined ? undefined : state.clusters[key];
  if (key === undefined || cluster === undefined) return;
  const changed = withNewETags(cluster, undefined, guidOf(JSON.stringify(cluster)));
  store.set({ ...state, clusters: withEntry(state.clusters, key, changed) });
}

async function faulted(
  fault: Fault | undefined,
  handle: () => Promise<Answer>,
): Promise<Answer | undefined> {
  // The server keeps the process alive as long as it runs; a delay that outlives it must not.
  if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { ref: false });
  if (fault?.drop === "before") return undefined;
  const isHandled = fault?.status === undefined || fault.handled === true;
  const answer = isHandled ? await handle() : { status: 200 };
  return fault?.drop === "after" ? undefined : disguise(answer, fault);
}

/** Answers a request: faults first, then the token, then the route's handler; undefined cuts the connection. */
export async function converse(
  around: Surroundings,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { store, recorder } = around;
  const taken = takeFault(settle(store.get(), around.now()), request.method, request.url);
  store.set(taken.state);
  const answer = await faulted(taken.fault, () => answerOf(around, route, request));
  if (taken.fault?.changeETag === true) changeETag(store, request.url);
  recorder.record({
    method: request.method,
    url: request.url,
    headers: request.headers as Record<string, string>,
    ...(request.body !== undefined && request.body !== null && { body: request.body as Json }),
    status: answer?.status ?? 0,
  });
  if (answer === undefined) {
    reply.hijack();
    request.raw.socket.destroy();
    return;
  }
  await send(reply, answer);
}

/** How many requests are left: reads, writes and deletions are counted apart (recorded in 2026). */
function remainingRequests(method: string, status: number): Readonly<Record<string, string>> {
  const left = "x-ms-ratelimit-remaining-subscription-global";
  if (status >= 400) return {};
  if (method === "GET" || method === "HEAD") return { [`${left}-reads`]: "16499" };
  return { [`${left}-${method === "DELETE" ? "deletes" : "writes"}`]: "11999" };
}

async function send(reply: FastifyReply, answer: Answer): Promise<void> {
  const { status, headers, body } = answer;
  reply.code(status).headers(remainingRequests(reply.request.method, status));
  if (body === undefined) {
    await reply.headers(headers ?? {}).send();
    return;
  }
  const type = { "content-type": "application/json" };
  await reply
    .headers({ ...type, ...headers })
    .serializer((text: string) => text)
    .send(JSON.stringify(body));
}
