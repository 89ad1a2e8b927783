import { StringDecoder } from "node:string_decoder";
import { recordOf, textOf } from "../karpenter/plain.ts";
import type { ClusterAccess } from "./access.ts";
import { contentOf } from "./answer.ts";
import { actionOn, requestOn } from "./apiRequest.ts";
import { KubeError } from "./kubeError.ts";
import { problemOfFailure } from "./problemOfFailure.ts";
import { problemOfStatus } from "./problemOfStatus.ts";
import { resources, type ResourceName } from "./resources.ts";
import { trimmed, type KubeObject } from "./trim.ts";

/** A change of a collection; a bookmark only moves the resource version on. */
export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  readonly object: KubeObject;
}

export interface WatchQuery {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly resourceVersion: string;
  readonly signal: AbortSignal;
  /** Called when the server has taken the watch, which may be long before the first change. */
  readonly opened?: (() => void) | undefined;
}

/** The server ends a watch by itself after this time; the next one goes on where it ended. */
const watchSeconds = 290;

/**
 * The changes of a collection from a resource version on, in batches as they arrive. Ends when the server ends the watch.
 * @throws KubeError; `gone` when the resource version is too old
 */
export async function* watchEvents(
  access: ClusterAccess,
  name: ResourceName,
  query: WatchQuery,
): AsyncGenerator<readonly WatchEvent[]> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, signal } = query;
  const request = requestOn(
    resources[name],
    { namespace },
    {
      verb: "watch",
      method: "GET",
      query: {
        watch: "true",
        allowWatchBookmarks: "true",
        timeoutSeconds: String(watchSeconds),
        resourceVersion,
        labelSelector,
        fieldSelector,
      },
      signal,
    },
  );
  const answer = await access.open(request);
  query.opened?.();
  const lost = setTimeout(() => answer.destroy(), (watchSeconds + 30) * 1000);
  try {
    for await (const lines of linesOf(contentOf(answer)))
      yield lines.map((line) => eventOf(line, name));
  } catch (error) {
    const problem = problemOfFailure(error, request.action, access);
    throw problem === undefined ? error : new KubeError(problem);
  } finally {
    clearTimeout(lost);
    answer.destroy();
  }
}

/** Whole lines, as many as have arrived. */
async function* linesOf(content: AsyncIterable<unknown>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of content) {
    const text = rest + decoder.write(chunk as Buffer);
    const end = text.lastIndexOf("\n");
    rest = text.slice(end + 1);
    const lines = text.slice(0, Math.max(end, 0)).split("\n").filter(Boolean);
    if (lines.length > 0) yield lines;
  }
}

function eventOf(line: string, name: ResourceName): WatchEvent {
  const event = recordOf(JSON.parse(line));
  const type = textOf(event.type);
  switch (type) {
    case "ADDED":
    case "MODIFIED":
    case "DELETED":
      return { type, object: trimmed(name, event.object as KubeObject) };
    case "BOOKMARK":
      return { type, object: event.object as KubeObject };
    default:
      throw errorOf(event.object, name);
  }
}

/** An event of type ERROR carries a Status, as a refused request does. */
function errorOf(object: unknown, name: ResourceName): KubeError {
  const code = Number(recordOf(object).code ?? 500);
  const action = actionOn("watch", resources[name]);
  return new KubeError(problemOfStatus({ status: code, body: object }, action));
}
