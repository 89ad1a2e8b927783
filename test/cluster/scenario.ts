import { stringify } from "yaml";
import type { ApiClient } from "./apiClient.ts";
import {
  applyManifests,
  deleteObject,
  listObjects,
  waitFor,
  type ClusterEvent,
  type ClusterObject,
} from "./clusterObjects.ts";

/** The AKSNodeClass of every scenario. */
export const nodeClass = stringify({
  apiVersion: "karpenter.azure.com/v1beta1",
  kind: "AKSNodeClass",
  metadata: { name: "default" },
  spec: { imageFamily: "Ubuntu" },
});

/** What a scenario's NodePool says beyond the least: on-demand amd64 nodes of family D, never consolidated. */
export interface PoolOptions {
  /** Merged into spec. */
  readonly spec?: object;
  readonly requirements?: readonly object[];
  readonly expireAfter?: string;
}

/** A NodePool manifest. */
export function nodePool(name: string, options: PoolOptions = {}): string {
  const only = (key: string, value: string) => ({ key, operator: "In", values: [value] });
  const template = {
    spec: {
      nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
      expireAfter: options.expireAfter ?? "Never",
      requirements: [
        only("karpenter.sh/capacity-type", "on-demand"),
        only("kubernetes.io/arch", "amd64"),
        only("karpenter.azure.com/sku-family", "D"),
        ...(options.requirements ?? []),
      ],
    },
  };
  return stringify({
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name },
    spec: { disruption: { consolidateAfter: "Never" }, template, ...options.spec },
  });
}

/** A Deployment of pods of one CPU each; with `pool` they run on nodes of that NodePool alone. */
export function deployment(
  name: string,
  options: { replicas: number; annotations?: Record<string, string>; pool?: string },
): string {
  const containers = [
    { name, image: "registry.example/app:1", resources: { requests: { cpu: "1" } } },
  ];
  return stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: {
      replicas: options.replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, annotations: options.annotations ?? {} },
        spec: {
          containers,
          ...(options.pool && { nodeSelector: { "karpenter.sh/nodepool": options.pool } }),
        },
      },
    },
  });
}

/** A PodDisruptionBudget over a deployment's pods. */
export function disruptionBudget(name: string, maxUnavailable: number): string {
  return stringify({
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name },
    spec: { maxUnavailable, selector: { matchLabels: { app: name } } },
  });
}

/** The name of the node a pod runs on, by pod name, once all pods of the app are Running and so many. */
export async function runningPods(
  client: ApiClient,
  app: string,
  count: number,
): Promise<ReadonlyMap<string, string>> {
  return waitFor(`${count} running pods of ${app}`, async () => {
    const pods = (await listObjects(client, "Pod")).filter(
      ({ metadata }) => metadata.labels?.app === app && !metadata.deletionTimestamp,
    );
    const running = pods.filter(({ status }) => (status as { phase: string }).phase === "Running");
    if (pods.length !== count || running.length !== count) return undefined;
    return new Map(
      running.map(({ metadata, spec }) => [metadata.name, (spec as { nodeName: string }).nodeName]),
    );
  });
}

/** The NodeClaims of a NodePool. */
export async function claimsOf(client: ApiClient, pool: string): Promise<readonly ClusterObject[]> {
  const claims = await listObjects(client, "NodeClaim");
  return claims.filter(({ metadata }) => metadata.labels?.["karpenter.sh/nodepool"] === pool);
}

/** A condition of an object's status. */
export function conditionOf(
  object: ClusterObject,
  type: string,
): { status: string; reason: string; message: string } | undefined {
  const status = object.status as
    | { conditions?: { type: string; status: string; reason: string; message: string }[] }
    | undefined;
  return status?.conditions?.find((condition) => condition.type === type);
}

/**
 * The first event of a reason whose message matches, about an object whose name starts so. It can take two
 * minutes: so long Karpenter sends no second DisruptionBlocked event for a node, whatever its message, and
 * the first one often is that the node is nominated for a pending pod (core pkg/controllers/disruption/events).
 * @throws Error after that time with the events of this reason that came instead.
 */
export async function eventLike(
  client: ApiClient,
  { reason, message, about = "" }: { reason: string; message: RegExp; about?: string },
): Promise<ClusterEvent> {
  let seen: string[] = [];
  const found = waitFor(
    `event ${reason} ${String(message)}`,
    async () => {
      const events = await eventsAbout(client, about);
      const alike = events.filter((event) => event.reason === reason);
      seen = alike.map((event) => event.message);
      return alike.find((event) => message.test(event.message));
    },
    500_000,
  );
  return found.catch((error: unknown) => {
    throw new Error(`${String(error)}; seen: ${seen.join(" | ")}`);
  });
}

/** The events about objects whose names start so. */
export async function eventsAbout(
  client: ApiClient,
  start: string,
): Promise<readonly ClusterEvent[]> {
  const events = await listObjects<ClusterEvent>(client, "Event");
  return events.filter(({ involvedObject: { name = "" } }) => name.startsWith(start));
}

/** Deletes what scenarios made and waits until no node of Karpenter is left. */
export async function cleanUp(client: ApiClient): Promise<void> {
  for (const kind of ["PodDisruptionBudget", "Deployment", "NodePool"]) {
    for (const { metadata } of await listObjects(client, kind)) {
      await deleteObject(client, kind, metadata.name);
    }
  }
  await waitFor("the end of all NodeClaims", async () => {
    const claims = await listObjects(client, "NodeClaim");
    return claims.length === 0 ? true : undefined;
  });
}

/** Applies several manifests, one after the other. */
export async function applyAll(client: ApiClient, ...manifests: string[]): Promise<void> {
  await applyManifests(client, manifests.join("---\n"));
}
