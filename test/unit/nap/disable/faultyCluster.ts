import { applyMergePatch } from "../../../../src/nap/disable/mergePatch.ts";
import { hasZeroCpu, isStatic } from "../../../../src/nap/disable/remembered.ts";
import { claim, fixedNode, managedCluster, napNode, snapshot } from "./objects.ts";
import { patched } from "./patched.ts";
import type { Change } from "../../../../src/nap/disable/change.ts";
import type { Node, NodeClaim, NodePool } from "../../../../src/nap/disable/kubernetesObjects.ts";
import type { ClusterSnapshot } from "../../../../src/nap/disable/snapshot.ts";

const disableKey = "karpenter.azure.com/disable";

/** What somebody else, or Karpenter, does to the cluster. */
export type Happening =
  | { readonly is: "karpenterMakesNode" | "karpenterRemovesNode"; readonly pick: number }
  | {
      readonly is: "fixedNodeComes" | "somebodyLabelsFixedNode" | "claimLosesItsNode";
      readonly pick: number;
    }
  | { readonly is: "limit"; readonly pick: number; readonly cpu: string }
  | {
      readonly is:
        "memory" | "addTaint" | "dropOurTaint" | "budgets" | "revert" | "recreate" | "status";
      readonly pick: number;
    };

/**
 * A small model of a cluster and of Azure: it takes patches and deletions as the API server does, remembers which node
 * truly is whose, and what each NodePool would be like if only others had ever changed it.
 */
export class FaultyCluster {
  pools: NodePool[];
  /** By name: the pools without our doing. */
  readonly expected = new Map<string, NodePool>();
  nodes: Node[] = [];
  claims: NodeClaim[] = [];
  mode = "Auto";
  /** Names of nodes that are Karpenter's, whatever labels say. */
  readonly truth = new Set<string>();
  readonly violations: string[] = [];
  #next = 100;

  constructor(pools: readonly NodePool[], nodesOfPools: number) {
    this.pools = [...pools];
    for (const pool of pools) this.expected.set(pool.metadata.name, pool);
    for (let count = 0; count < nodesOfPools; count++) this.#makeNode(count);
    this.nodes.push(fixedNode("f0"));
  }

  read(): ClusterSnapshot {
    return snapshot({
      nodes: [...this.nodes],
      nodeClaims: [...this.claims],
      nodePools: [...this.pools],
      managedCluster: managedCluster(this.mode, [
        { name: "fixed", count: this.nodes.length - this.truth.size },
      ]),
    });
  }

  #version(): string {
    return String(this.#next++);
  }

  #makeNode(pick: number): void {
    const pool = this.pools[pick % Math.max(1, this.pools.length)];
    if (pool === undefined) return;
    const name = `n${this.#next++}`;
    this.nodes.push(napNode(name, pool.metadata.name));
    this.claims.push(claim(name, pool.metadata.name));
    this.truth.add(name);
  }

  #edit(pick: number, edit: (pool: NodePool) => NodePool, also = true): void {
    const index = pick % Math.max(1, this.pools.length);
    const pool = this.pools[index];
    if (pool === undefined) return;
    const { name } = pool.metadata;
    const expected = this.expected.get(name);
    if (also && expected) this.expected.set(name, edit(expected));
    const edited = edit(pool);
    this.pools[index] = {
      ...edited,
      metadata: { ...edited.metadata, resourceVersion: this.#version() },
    };
  }

  happen(happening: Happening): void {
    const { pick } = happening;
    switch (happening.is) {
      case "karpenterMakesNode":
        if (this.mode === "Auto" && this.#isThawed(pick)) this.#makeNode(pick);
        return;
      case "karpenterRemovesNode": {
        const gone = [...this.truth][pick % Math.max(1, this.truth.size)];
        if (gone !== undefined) this.#remove(gone);
        return;
      }
      case "fixedNodeComes":
        this.nodes.push(fixedNode(`f${this.#next++}`));
        return;
      case "somebodyLabelsFixedNode":
        this.nodes = this.nodes.map((node) =>
          this.truth.has(node.metadata.name)
            ? node
            : {
                ...node,
                metadata: {
                  ...node.metadata,
                  labels: { "karpenter.sh/nodepool": "default" },
                  resourceVersion: this.#version(),
                },
              },
        );
        return;
      case "claimLosesItsNode":
        this.claims = this.claims.map((one, index) =>
          index === pick % this.claims.length ? { ...one, status: {} } : one,
        );
        return;
      case "limit": {
        const { cpu } = happening;
        this.#edit(pick, (pool) =>
          isStatic(pool) ? pool : patched(pool, { spec: { limits: { cpu } } }),
        );
        return;
      }
      case "memory":
        this.#edit(pick, (pool) =>
          isStatic(pool) ? pool : patched(pool, { spec: { limits: { memory: "9Gi" } } }),
        );
        return;
      case "addTaint":
        this.#edit(pick, (pool) => {
          const taints = [
            ...(pool.spec.template.spec.taints ?? []),
            { key: `t${pick}`, effect: "NoSchedule" },
          ];
          return patched(pool, { spec: { template: { spec: { taints } } } });
        });
        return;
      case "dropOurTaint":
        this.#edit(pick, (pool) => {
          const { taints } = pool.spec.template.spec;
          const left = (taints ?? []).filter(
            ({ key, effect }) => key !== disableKey || effect !== "NoSchedule",
          );
          if (taints === undefined || left.length === taints.length) return pool;
          const had =
            this.expected.get(pool.metadata.name)?.spec.template.spec.taints !== undefined;
          return patched(pool, {
            spec: { template: { spec: { taints: left.length > 0 || had ? left : null } } },
          });
        });
        return;
      case "budgets":
        this.#edit(pick, (pool) =>
          patched(pool, { spec: { disruption: { budgets: [{ nodes: String(pick) }] } } }),
        );
        return;
      case "revert":
        this.#edit(
          pick,
          (pool) => ({ ...pool, spec: this.expected.get(pool.metadata.name)?.spec ?? pool.spec }),
          false,
        );
        return;
      case "recreate":
        this.#edit(pick, ({ metadata, spec }) => ({
          metadata: { name: metadata.name, uid: `new${pick}` },
          spec: { disruption: {}, template: spec.template, limits: { cpu: "7" } },
        }));
        this.#recreateTemplate(pick);
        return;
      case "status":
        this.#edit(pick, (pool) => pool);
        return;
    }
  }

  /** A pool that is made anew has what its makers want, not our taint. */
  #recreateTemplate(pick: number): void {
    const pool = this.pools[pick % Math.max(1, this.pools.length)];
    const expected = pool && this.expected.get(pool.metadata.name);
    if (expected) this.#edit(pick, () => ({ ...expected }), false);
  }

  #isThawed(pick: number): boolean {
    const pool = this.pools[pick % Math.max(1, this.pools.length)];
    return pool !== undefined && (isStatic(pool) ? pool.spec.replicas !== 0 : !hasZeroCpu(pool));
  }

  #remove(name: string): void {
    this.nodes = this.nodes.filter(({ metadata }) => metadata.name !== name);
    this.claims = this.claims.filter(({ metadata }) => metadata.name !== name);
    this.truth.delete(name);
  }

  /** Does what the API server and Azure do with a change; a conflict does nothing and answers false. */
  apply(change: Change): boolean {
    switch (change.do) {
      case "patchNodePool":
        return this.#patch(change.name, change.patch);
      case "deleteNode": {
        const { name, uid, resourceVersion } = change.node;
        const node = this.nodes.find(({ metadata }) => metadata.name === name);
        if (node?.metadata.uid !== uid || node.metadata.resourceVersion !== resourceVersion)
          return false;
        if (!this.truth.has(name))
          this.violations.push(`deleted ${name}, which is not Karpenter's`);
        this.#remove(name);
        return true;
      }
      case "deleteNodeClaim": {
        const { name, uid } = change.nodeClaim;
        const found = this.claims.find(({ metadata }) => metadata.name === name);
        if (found?.metadata.uid !== uid) return false;
        this.#remove(name);
        return true;
      }
      case "setMode":
        if (this.truth.size > 0)
          this.violations.push(`mode Manual with ${this.truth.size} nodes left`);
        this.mode = change.mode;
        return true;
      default:
        return true;
    }
  }

  #patch(name: string, patch: Readonly<Record<string, unknown>>): boolean {
    const index = this.pools.findIndex(({ metadata }) => metadata.name === name);
    const pool = this.pools[index];
    const { metadata } = patch as { metadata: { resourceVersion?: string } };
    if (pool === undefined || pool.metadata.resourceVersion !== metadata.resourceVersion)
      return false;
    const changed = patched(pool, patch);
    this.violations.push(...touched(pool, changed));
    this.pools[index] = {
      ...changed,
      metadata: { ...changed.metadata, resourceVersion: this.#version() },
    };
    return true;
  }
}

/** The fields that the plan may touch, emptied; whatever else differs must not. */
function emptied(pool: NodePool): unknown {
  const ours = Object.keys(pool.metadata.annotations ?? {}).filter((key) =>
    key.startsWith("nap.aks/"),
  );
  const annotations = Object.fromEntries(ours.map((key) => [key, null]));
  const without = applyMergePatch(pool, {
    metadata: { annotations },
    spec: {
      replicas: null,
      limits: { cpu: null },
      disruption: { budgets: null },
      template: { spec: { taints: null } },
    },
  }) as { metadata: { annotations: object }; spec: { limits: object } };
  if (Object.keys(without.metadata.annotations).length === 0) without.metadata.annotations = {};
  return without;
}

function touched(before: NodePool, after: NodePool): readonly string[] {
  const [left, right] = [JSON.stringify(emptied(before)), JSON.stringify(emptied(after))];
  return left === right ? [] : [`touched other fields: ${left} -> ${right}`];
}
