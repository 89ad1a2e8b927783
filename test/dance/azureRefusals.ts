import type { Fault } from "../emulator/faults.ts";

const inProgress = {
  code: "OperationNotAllowed",
  message:
    "Operation is not allowed because there's an in progress update managed cluster operation (operation ID: 00000000-0000-4000-8000-000000000001) on the managed cluster started on UTC 2026-05-01T10:00:00Z. Please wait for it to finish before starting a new operation.",
};
const expired = {
  error: { code: "ExpiredAuthenticationToken", message: "The access token has expired." },
};
/** How an operation of Azure ends that finds no machines. */
export const quota = {
  code: "ErrCode_InsufficientVCPUQuota",
  message: "Insufficient vcpu quota requested 2, remaining 0 for family standardDSv5Family.",
};

/** What happens to the PUT of a change, and what is said of a pool and of the mode then. */
export const refusals: Readonly<Record<string, readonly [Omit<Fault, "path">, RegExp, RegExp]>> = {
  "somebody else's operation (409)": [
    { status: 409, body: inProgress },
    /in progress update managed cluster operation/,
    /Another operation is in progress/,
  ],
  "somebody else's change (412)": [
    { status: 412, body: { code: "PreconditionFailed", message: "The eTag is another one." } },
    /The eTag is another one/,
    /Somebody changed the cluster/,
  ],
  "too many requests (429)": [
    { status: 429, headers: { "retry-after": "3600" }, body: { message: "Far too many." } },
    /Far too many/,
    /was not taken by Azure: Far too many/,
  ],
  "an expired token (401)": [
    { status: 401, body: expired },
    /access token has expired/,
    /was not taken by Azure: The access token has expired/,
  ],
  "a lost connection": [
    { drop: "before" },
    /ECONNRESET|hang up|connection|network|reset/i,
    /answer[^]*was lost/,
  ],
};
