import type { Answer, Step } from "./answers.ts";
import type { JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** An error as Resource Manager itself words it: `{error: {code, message}}`. */
export function gatewayError(status: number, code: string, message: string): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "x-ms-failure-cause": "gateway" },
    body: { error: { code, message } },
  };
}

/** An error as AKS words it: flat, without an `error` member. */
export function aksError(
  status: number,
  code: string,
  message: string,
  more: { details?: readonly JsonObject[]; subcode?: string } = {},
): Answer {
  const { details, subcode } = more;
  return { status, body: { code, details: details ?? null, message, subcode: subcode ?? "" } };
}

/** A refusal: the state stays as it is. */
export function refuse(state: AzureState, answer: Answer): Step {
  return { state, answer };
}

/** 404 of a resource that does not exist, `type` with its namespace (`Microsoft.ContainerService/managedClusters`). */
export function notFound(type: string, group: string, name: string): Answer {
  const message =
    `The Resource '${type}/${name}' under resource group '${group}' was not found. ` +
    "For more details please go to https://aka.ms/ARMResourceNotFoundFix";
  return gatewayError(404, "ResourceNotFound", message);
}

/** 404 of a subscription that the caller's tenant does not have. */
export function subscriptionNotFound(subscription: string): Answer {
  const message = `The subscription '${subscription}' could not be found.`;
  return gatewayError(404, "SubscriptionNotFound", message);
}
