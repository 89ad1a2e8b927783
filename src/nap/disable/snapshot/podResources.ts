import { parseQuantity, toNumber } from "../../../karpenter/quantity.ts";
import type { ResourceList } from "./kubernetesObjects.ts";
import type { Container, PodSpec } from "./podObjects.ts";

/** Amounts by resource name in base units: cores, bytes, pieces. */
export type Amounts = Readonly<Record<string, number>>;

const read = new Map<string, number>();

/** A quantity in base units; what cannot be read counts as nothing. */
export function amountOf(quantity: string | number | undefined): number {
  if (quantity === undefined) return 0;
  const text = String(quantity);
  const known = read.get(text);
  if (known !== undefined) return known;
  const parsed = parseQuantity(text);
  const amount = parsed.error === undefined ? toNumber(parsed.value) : 0;
  // Few different quantities stand in a cluster's manifests; a cluster that makes them up must not fill the memory.
  if (read.size > 10_000) read.clear();
  read.set(text, amount);
  return amount;
}

/** Every quantity of the list in base units. */
export function amountsOf(list: ResourceList | undefined): Amounts {
  return Object.fromEntries(
    Object.entries(list ?? {}).map(([name, quantity]) => [name, amountOf(quantity)]),
  );
}

/** The sum, resource by resource. */
export function sum(...lists: readonly Amounts[]): Amounts {
  const total: Record<string, number> = {};
  for (const list of lists)
    for (const [name, amount] of Object.entries(list)) total[name] = (total[name] ?? 0) + amount;
  return total;
}

function greatest(left: Amounts, right: Amounts): Amounts {
  const most: Record<string, number> = { ...left };
  for (const [name, amount] of Object.entries(right))
    most[name] = Math.max(most[name] ?? 0, amount);
  return most;
}

/** A request that is not said is that of the limit: the server fills it in for pods, not in a DaemonSet's template. */
function requestsOf({ resources }: Container): Amounts {
  return amountsOf({ ...resources?.limits, ...resources?.requests });
}

/**
 * What the scheduler counts for a pod: all containers and sidecars together, or the greediest moment of the init
 * containers with the sidecars started before it, whichever is more; pod-level requests instead of both where given;
 * the overhead of the runtime class; and the pod itself as one of `pods` (PodRequests of k8s.io/component-helpers).
 */
export function podRequests(spec: PodSpec): Amounts {
  let sidecars: Amounts = {};
  let peak: Amounts = {};
  for (const container of spec.initContainers ?? []) {
    const requests = requestsOf(container);
    if (container.restartPolicy === "Always") sidecars = sum(sidecars, requests);
    else peak = greatest(peak, sum(sidecars, requests));
  }
  const running = sum(sidecars, ...(spec.containers ?? []).map(requestsOf));
  const whole = { ...greatest(running, peak), ...amountsOf(spec.resources?.requests) };
  return { ...sum(whole, amountsOf(spec.overhead)), pods: 1 };
}
