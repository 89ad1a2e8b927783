import type { Fault } from "../../emulator/faults.ts";

const refusedText =
  ".properties.nodeProvisioningProfile.mode cannot be Auto unless .properties.publicNetworkAccess is set to one of [Enabled].";

/** What can happen to one request of Azure. */
export const requestFaults: Readonly<Record<string, Omit<Fault, "path">>> = {
  "is cut before it arrives": { drop: "before" },
  "is cut before the answer": { drop: "after" },
  "gets 400 with a refusal": {
    status: 400,
    body: { code: "OperationNotAllowed", message: refusedText },
  },
  "gets 401": { status: 401, body: { error: { code: "ExpiredAuthenticationToken" } } },
  "gets 403": { status: 403, body: { error: { code: "AuthorizationFailed", message: "No." } } },
  "gets 404": { status: 404, body: { error: { code: "ResourceNotFound", message: "None." } } },
  "gets 408": { status: 408 },
  "gets 409": {
    status: 409,
    body: { code: "EtagMismatch", message: "Another operation is in progress" },
  },
  "gets 412": { status: 412, body: { code: "PreconditionFailed", message: "Another eTag." } },
  "gets 429": { status: 429, headers: { "retry-after": "1" } },
  "gets 429 for an hour": { status: 429, headers: { "retry-after": "3600" } },
  "gets 429 though it was done": { status: 429, handled: true },
  "gets 500": { status: 500, body: { error: { code: "InternalServerError", message: "Oh." } } },
  "gets 500 though it was done": { status: 500, handled: true },
  "gets 502 from a proxy": { status: 502, headers: { "content-type": "text/html" } },
  "gets 503": { status: 503, headers: { "retry-after": "2" } },
  "gets 504 though it was done": { status: 504, handled: true },
  "gets an empty answer": { status: 200, headers: { "content-type": "text/plain" } },
  "gets an empty answer though it was done": { status: 200, handled: true },
  "gets something else": { status: 200, body: { hello: "world" } },
  "gets a page of the hotel": {
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<html>Please log in</html>",
  },
  "meets somebody else's change": { changeETag: true },
};
