import type { Words } from "./words.ts";
import type { Refusal, RefusalKind } from "./refusal.ts";

type Say = (named: Refusal["named"], refusal: Refusal) => Words;

function given(value: string | undefined, say: (value: string) => string): string {
  return value === undefined || value === "" ? "" : say(value);
}

function lastOf(scope: string | undefined): string {
  return scope?.split("/").at(-1) ?? "";
}

const tryLater = "Wait until it has ended, then try again.";

const otherWords: Say = (_named, { code, text }) =>
  text === ""
    ? {
        title: `Azure gave no reason${given(code, (one) => ` but the code ${one}`)}.`,
        remedy: "Look into the cluster's activity log in the portal.",
      }
    : {
        title: `Azure's reason${given(code, (one) => ` (${one})`)}: ${firstSentence(text)}`,
        detail: text,
        remedy: "Do what Azure's sentence says, or ask Azure support with it.",
      };

function firstSentence(text: string): string {
  return /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? `${text}.`;
}

/** How each kind of refusal is told; kinds about properties are told elsewhere. */
const sayings: Readonly<Partial<Record<RefusalKind, Say>>> = {
  "operation-in-progress": ({ operation, on, startedAt }) => ({
    title: `Another operation is in progress${given(on, (what) => ` on the ${what}`)}.`,
    detail: [
      given(operation, (one) => `It is: ${one}.`),
      given(startedAt, (time) => `It began at ${time}.`),
    ]
      .filter(Boolean)
      .join(" "),
    remedy: tryLater,
    az: "az aks operation-abort -g <group> -n <name>",
  }),
  "changed-meanwhile": () => ({
    title: "Somebody changed the cluster in the meantime.",
    remedy: "Nothing was changed by us. Look at the cluster again, then repeat it.",
  }),
  preempted: () => ({
    title: "Another operation took the place of this one.",
    remedy: tryLater,
  }),
  stopped: () => ({
    title: "The cluster is stopped.",
    detail: "A stopped cluster takes no change but to be started.",
    remedy: "Start it, then try again.",
    az: "az aks start -g <group> -n <name>",
    check: "stopped",
  }),
  state: ({ state, power }) => ({
    title: `The cluster is ${state ?? ""}, its power state ${power ?? ""}: this is not possible now.`,
    remedy: tryLater,
    check: "provisioning-state",
  }),
  "stop-with-nap": () => ({
    title: "A cluster with node auto-provisioning cannot be stopped.",
    remedy:
      "Switch node auto-provisioning off first, stop the cluster, and switch it on after the start.",
  }),
  permission: ({ action, scope }) => ({
    title: `You lack the permission${given(action, (one) => ` ${one}`)}.`,
    detail: given(scope, (one) => `It is needed on ${one}.`),
    remedy:
      "Ask an owner of the subscription for a role that has it, such as Azure Kubernetes Service Contributor Role. A role given just now counts after signing in again.",
  }),
  "linked-permission": ({ action, scope }) => ({
    title: `A permission is missing on another resource${given(action, (one) => `: ${one}`)}.`,
    detail: given(scope, (one) => `It is needed on ${one}.`),
    remedy:
      "Give the identity that the message names this right there; for subnets the role Network Contributor has it.",
  }),
  "not-registered": ({ namespace }) => ({
    title: `The subscription is not registered for ${namespace ?? "the resource provider"}.`,
    remedy: "Register the resource provider and wait some minutes.",
    az: `az provider register --namespace ${namespace ?? "Microsoft.ContainerService"} --wait`,
  }),
  quota: ({ family, location, left, limit, usage, required }) => ({
    title: `The quota of vCPUs${given(family, (one) => ` (${one})`)}${given(location, (one) => ` in ${one}`)} does not suffice.`,
    detail: [
      given(required, (count) => `Needed: ${count}.`),
      given(left, (count) => `Left: ${count}.`),
      given(limit, (count) => `Limit: ${count}, used: ${usage ?? "unknown"}.`),
    ]
      .filter(Boolean)
      .join(" "),
    remedy: "Ask for more quota on the portal's page Quotas, or use smaller or fewer nodes.",
  }),
  capacity: (_named, { code, text }) => ({
    title: `Azure has no capacity for this now${given(code, (one) => ` (${one})`)}.`,
    detail: text,
    remedy: "Take another size, zone or region, or try later.",
  }),
  "size-not-allowed": ({ size, zones, location }) => ({
    title: `The size ${size ?? ""} is not available to this subscription in ${location ?? "this region"}${given(zones, (list) => ` but for zones ${list}`)}.`,
    remedy: "Take another size or other zones.",
  }),
  lock: ({ scope }) => ({
    title: `A lock forbids the change${given(lastOf(scope), (one) => `: ${one}`)}.`,
    detail: given(scope, (one) => `It stands on ${one}.`),
    remedy: "Let an owner remove the lock for the time of the change.",
  }),
  policy: ({ policy }, { text }) => ({
    title: `A policy of the organisation forbids it${given(policy, (one) => ` (${one})`)}.`,
    detail: text,
    remedy: "Ask whoever is responsible for Azure Policy for an exemption.",
  }),
  throttled: () => ({
    title: "Azure has had too many requests from this account.",
    remedy: "Wait a few minutes, then try again. Nothing was changed.",
  }),
  "not-found": () => ({
    title: "The cluster or something that it needs does not exist.",
    remedy: "Refresh the list: it may have been deleted or moved.",
  }),
  "local-accounts": () => ({
    title: "Local accounts are disabled on this cluster.",
    remedy: "Use your own account (Microsoft Entra ID) instead of the admin's kubeconfig.",
  }),
  "new-pool": () => ({
    title: "Agent pools cannot be added by changing the cluster.",
    remedy: "Add the pool by itself.",
  }),
  "version-not-supported": (_named, { text }) => ({
    title: "The cluster's Kubernetes version is no longer supported in this region.",
    detail: text,
    remedy: "Upgrade the cluster, then try again.",
    az: "az aks get-upgrades -g <group> -n <name>",
  }),
};

/** The words for a refusal that is not about the mode. */
export function kindWords(refusal: Refusal): Words {
  return (sayings[refusal.kind] ?? otherWords)(refusal.named, refusal);
}
