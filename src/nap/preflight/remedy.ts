import type { Unresolved } from "../model.ts";
import type { Action, Remedy, Subject } from "./check.ts";
import { textAt } from "./member.ts";

export interface RemedyParts {
  /** For a cluster that exists. */
  readonly text: string;
  /** For a file: what to write there instead. */
  readonly inFile: string;
  readonly commands?: readonly string[];
  readonly action?: Action;
  readonly instead?: Remedy;
}

/** The remedy that fits what was judged: commands for a cluster, a change of the text for a file. */
export function remedy({ cluster }: Subject, parts: RemedyParts): { readonly remedy: Remedy } {
  if (cluster.origin !== "model") return { remedy: { text: parts.inFile, commands: [] } };
  const { text, commands = [], action, instead } = parts;
  return { remedy: { text, commands, ...(action && { action }), ...(instead && { instead }) } };
}

/** What needs no quotes in any shell: names of clusters, groups and pools. */
const plain = /^[\w.()-]+$/;

function argument(value: string | Unresolved | undefined, placeholder: string): string {
  if (typeof value !== "string" || !plain.test(value)) return placeholder;
  return /[()]/.test(value) ? `'${value}'` : value;
}

function groupOf({ cluster: { model } }: Subject): string {
  const id = textAt(model, "id");
  const inId = typeof id === "string" ? /\/resourcegroups\/([^/]+)/i.exec(id)?.[1] : undefined;
  return argument(inId ?? textAt(model, "resourceGroup"), "RESOURCE_GROUP");
}

/** The subscription of a cluster, where its document tells. */
export function subscriptionOf({ cluster: { model } }: Pick<Subject, "cluster">) {
  const id = textAt(model, "id");
  const found = typeof id === "string" ? /^\/subscriptions\/([^/]+)/i.exec(id)?.[1] : undefined;
  return found !== undefined && plain.test(found) ? found : undefined;
}

/**
 * A command of az for the subscription of the cluster, whichever is the default of az; where the document does not tell
 * it, the default is left to count.
 */
export function inSubscription(subject: Pick<Subject, "cluster">, command: string): string {
  const subscription = subscriptionOf(subject);
  return subscription === undefined ? command : `${command} --subscription ${subscription}`;
}

/** `az aks <command> --subscription ... --resource-group ... --name ...` for the cluster. */
export function az(subject: Subject, command: string, flags = ""): string {
  const name = argument(subject.cluster.name, "CLUSTER");
  const start = inSubscription(subject, `az aks ${command}`);
  return `${start} --resource-group ${groupOf(subject)} --name ${name} ${flags}`.trim();
}

/** `az aks nodepool <command> ...` for one pool of the cluster. */
export function azPool(subject: Subject, command: string, more: [name: string, flags?: string]) {
  const [pool, flags = ""] = more;
  const start = inSubscription(subject, `az aks nodepool ${command}`);
  const place = `--resource-group ${groupOf(subject)} --cluster-name ${argument(subject.cluster.name, "CLUSTER")}`;
  return `${start} ${place} --name ${argument(pool, "POOL")} ${flags}`.trim();
}

/** Sets a property for which `az aks update` has no flag: the command reads the cluster and writes it back. */
export function azResource(subject: Subject, assignment: string): string {
  const name = argument(subject.cluster.name, "CLUSTER");
  const start = inSubscription(subject, "az resource update");
  return `${start} --resource-group ${groupOf(subject)} --name ${name} --resource-type Microsoft.ContainerService/managedClusters --set ${assignment}`;
}
