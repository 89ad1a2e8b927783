import { stringify } from "yaml";
import { nodePool } from "../scenario.ts";
import type { AgentPool } from "../controlClient.ts";

/** A cluster made up from a seed: what runs on NAP nodes, what protects it, and the fixed nodes that are to take it. */
export interface GeneratedCluster {
  readonly manifests: readonly string[];
  /** Replicas by the label `app` of the pods. */
  readonly apps: ReadonlyMap<string, number>;
  readonly fixed: AgentPool;
}

/** Numbers from 0 up to 1 that a seed fixes (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Chance {
  readonly is: (share: number) => boolean;
  readonly of: <T>(...values: [T, ...T[]]) => T;
}

function chanceOf(seed: number): Chance {
  const next = randomOf(seed);
  return {
    is: (share) => next() < share,
    of: (...values) => values[Math.floor(next() * values.length)] ?? values[0],
  };
}

function neighbours(app: string, chance: Chance): object {
  const labelSelector = { matchLabels: { app } };
  if (chance.is(0.2)) {
    const term = { topologyKey: "kubernetes.io/hostname", labelSelector };
    return {
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
    };
  }
  if (!chance.is(0.2)) return {};
  const topologyKey = chance.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");
  const spread = { maxSkew: 1, topologyKey, whenUnsatisfiable: "DoNotSchedule", labelSelector };
  return { topologySpreadConstraints: [spread] };
}

interface Wanted {
  readonly replicas: number;
  readonly pool: string;
  /** Whether a pod of two CPUs fits on no node of some pool. */
  readonly isSmall: boolean;
}

function deployment(app: string, { replicas, pool, isSmall }: Wanted, chance: Chance): string {
  const chosen = chance.of("250m", "500m", "1", "1500m", "2");
  const cpu = isSmall && chosen === "2" ? "1500m" : chosen;
  const memory = chance.of("256Mi", "1Gi", "3Gi");
  const container = {
    name: "main",
    image: "registry.example/app:1",
    resources: { requests: { cpu, memory } },
  };
  const annotations = chance.is(0.12) ? { "karpenter.sh/do-not-disrupt": "true" } : {};
  const selector = chance.is(0.15) ? { nodeSelector: { "karpenter.sh/nodepool": pool } } : {};
  const tolerations = chance.is(0.7) ? [{ key: "dedicated", operator: "Exists" }] : [];
  return stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: app },
    spec: {
      replicas,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app }, annotations },
        spec: { containers: [container], tolerations, ...selector, ...neighbours(app, chance) },
      },
    },
  });
}

function budget(app: string, maxUnavailable: number): string {
  const spec = { maxUnavailable, selector: { matchLabels: { app } } };
  return stringify({
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: app },
    spec,
  });
}

const someCpus = (chance: Chance) => chance.of(["2"], ["4"], ["2", "4"], ["8"]);

function pool(name: string, cpus: readonly string[]): string {
  const requirements = [{ key: "karpenter.azure.com/sku-cpu", operator: "In", values: cpus }];
  const disruption = { consolidateAfter: "Never", budgets: [{ nodes: "100%" }] };
  return nodePool(name, { requirements, spec: { disruption } });
}

/** Makes a cluster up. The same seed gives the same one; names begin with the prefix. */
export function generateCluster(seed: number, prefix: string): GeneratedCluster {
  const chance = chanceOf(seed);
  const pools = chance.is(0.5) ? [`${prefix}a`] : [`${prefix}a`, `${prefix}b`];
  const apps = new Map<string, number>();
  const cpus = pools.map(() => someCpus(chance));
  const isSmall = cpus.some((some) => some.join() === "2");
  const manifests = pools.map((name, index) => pool(name, cpus[index] ?? []));
  const count = chance.of(2, 3, 4, 5);
  for (let index = 0; index < count; index++) {
    const app = `${prefix}${index}`;
    const replicas = chance.of(1, 2, 3, 4);
    apps.set(app, replicas);
    const [first = "", last = first] = pools;
    const wanted = { replicas, pool: chance.of(first, last), isSmall };
    manifests.push(deployment(app, wanted, chance));
    if (chance.is(0.4)) manifests.push(budget(app, chance.of(0, 1, 1)));
  }
  const taints = [{ key: "dedicated", value: "yes", effect: "NoSchedule" }];
  const fixed = {
    count: chance.of(1, 2, 2, 3),
    vmSize: chance.of("Standard_D2s_v5", "Standard_D4s_v5", "Standard_D4s_v5"),
    ...(chance.is(0.5) && { zones: ["1", "2", "3"] }),
    ...(chance.is(0.2) && { taints }),
  };
  return { manifests, apps, fixed };
}
