import type { Answer } from "./answers.ts";
import type { Json, JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** A scripted misbehaviour of the routes that it matches. */
export interface Fault {
  /** Absent: every method. */
  readonly method?: string;
  /** Regular expression over path and query, without case. */
  readonly path: string;
  /** Requests that pass before it begins. */
  readonly skip?: number;
  /** Requests that it hits; absent: all. */
  readonly times?: number;
  /** Answers with this status and body instead of handling the request. */
  readonly status?: number;
  readonly body?: Json;
  /** With `status`: the request is handled all the same, only the answer is lost. */
  readonly handled?: boolean;
  /** Headers over those of the answer; a Retry-After here is a lie. An empty value takes one away. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  /** Cuts the connection before the request is handled or after it. */
  readonly drop?: "before" | "after";
  /** After the answer the cluster of the path gets other eTags, as if someone else changed it. */
  readonly changeETag?: boolean;
}

/** Lets the next operation on matching resources fail at its end, with the polls' HTTP status still 200. */
export interface OperationFault {
  /** Regular expression over the path of the request that starts the operation, without case. */
  readonly path: string;
  readonly method?: string;
  readonly times?: number;
  readonly error: JsonObject;
  /** `Failed` unless told. */
  readonly status?: "Failed" | "Canceled";
}

interface Matcher {
  readonly method?: string;
  readonly path: string;
  readonly times?: number;
}

function matches(fault: Matcher, method: string, url: string): boolean {
  if (fault.times === 0) return false;
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  return new RegExp(fault.path, "i").test(url);
}

function used<T extends Matcher>(fault: T): T {
  return fault.times === undefined ? fault : { ...fault, times: fault.times - 1 };
}

/** The fault that hits a request, if one does, and the state in which it is counted. */
export function takeFault(
  state: AzureState,
  method: string,
  url: string,
): { state: AzureState; fault: Fault | undefined } {
  let taken: Fault | undefined;
  const faults = state.faults.map((fault) => {
    if (taken !== undefined || !matches(fault, method, url)) return fault;
    if (fault.skip !== undefined && fault.skip > 0) return { ...fault, skip: fault.skip - 1 };
    taken = fault;
    return used(fault);
  });
  return { state: { ...state, faults }, fault: taken };
}

/** The fault that an operation which a request starts will end with. */
export function takeOperationFault(
  state: AzureState,
  method: string,
  url: string,
): { state: AzureState; fault: OperationFault | undefined } {
  const fault = state.operationFaults.find((known) => matches(known, method, url));
  if (fault === undefined) return { state, fault };
  const operationFaults = state.operationFaults.map((known) =>
    known === fault ? used(known) : known,
  );
  return { state: { ...state, operationFaults }, fault };
}

/** The answer that a client sees in place of the true one. */
export function disguise(answer: Answer, fault: Fault | undefined): Answer {
  if (fault === undefined) return answer;
  const shown: Answer =
    fault.status === undefined
      ? answer
      : { status: fault.status, ...(fault.body !== undefined && { body: fault.body }) };
  const headers = Object.entries({ ...shown.headers, ...fault.headers });
  return { ...shown, headers: Object.fromEntries(headers.filter(([, value]) => value !== "")) };
}
