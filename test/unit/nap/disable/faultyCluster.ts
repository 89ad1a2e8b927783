import { addClaim, addNode, happenToNodes, isOfNodes } from "./nodeHappenings.ts";
import type { NodeHappening } from "./nodeHappenings.ts";
import { fixedNode, managedCluster, snapshot } from "./objects.ts";
import { patched } from "./patched.ts";
import { happenToPool } from "./poolHappenings.ts";
import type { PoolHappening } from "./poolHappenings.ts";
import { touched } from "./touchedFields.ts";
import type { Change } from "../../../../src/nap/disable/changes/change.ts";
import type { Node } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim, NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { Pod } from "../../../../src/nap/disable/snapshot/podObjects.ts";
import type { ClusterSnapshot } from "../../../../src/nap/disable/snapshot/snapshot.ts";

/** What somebody else, or Karpenter, does to the cluster. */
export type Happening = NodeHappening | PoolHappening;

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
  pods: Pod[] = [];
  mode = "Auto";
  /** Names of nodes that are Karpenter's, whatever labels say. */
  readonly truth = new Set<string>();
  /** Names of all nodes that ever carried the label of a NodePool. */
  readonly labelled = new Set<string>();
  readonly violations: string[] = [];
  #next = 100;

  /** Each node with a pod; `leftovers` NodeClaims have no node. */
  constructor(pools: readonly NodePool[], nodesOfPools: number, leftovers = 0) {
    this.pools = [...pools];
    for (const pool of pools) this.expected.set(pool.metadata.name, pool);
    const nameOf = (count: number) => pools[count % pools.length]?.metadata.name ?? "";
    for (let count = 0; count < nodesOfPools; count++) addNode(this, nameOf(count));
    for (let count = 0; count < leftovers; count++) addClaim(this, nameOf(count));
    this.nodes.push(fixedNode("f0"));
    for (let pick = 0; pick <= nodesOfPools; pick++) happenToNodes(this, { is: "podComes", pick });
  }

  read(): ClusterSnapshot {
    return snapshot({
      nodes: [...this.nodes],
      nodeClaims: [...this.claims],
      pods: [...this.pods],
      nodePools: [...this.pools],
      managedCluster: managedCluster(this.mode, [
        { name: "fixed", count: this.nodes.length - this.truth.size },
      ]),
    });
  }

  /** A number that was not there before, as a version or in a name. */
  next(): string {
    return String(this.#next++);
  }

  happen(happening: Happening): void {
    if (isOfNodes(happening)) happenToNodes(this, happening);
    else happenToPool(this, happening);
  }

  /** A node that goes takes its pods along. */
  remove(name: string): void {
    this.nodes = this.nodes.filter(({ metadata }) => metadata.name !== name);
    this.claims = this.claims.filter(({ metadata }) => metadata.name !== name);
    this.pods = this.pods.filter(({ spec }) => spec.nodeName !== name);
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
        this.remove(name);
        return true;
      }
      case "deleteNodeClaim": {
        const { name, uid, resourceVersion } = change.nodeClaim;
        const found = this.claims.find(({ metadata }) => metadata.name === name);
        if (found?.metadata.uid !== uid || found.metadata.resourceVersion !== resourceVersion)
          return false;
        // Karpenter takes the machine along, not another one of the same name.
        if (this.truth.has(name)) this.remove(name);
        this.claims = this.claims.filter((one) => one !== found);
        return true;
      }
      case "evictPod":
      case "removeDoNotDisrupt":
        return this.#disturb(change);
      case "setMode":
        if (this.truth.size > 0)
          this.violations.push(`mode Manual with ${this.truth.size} nodes left`);
        if (this.claims.length > 0)
          this.violations.push(`mode Manual with ${this.claims.length} NodeClaims left`);
        this.mode = change.mode;
        return true;
      default:
        return true;
    }
  }

  /** Does what is asked of one pod or node, if it is still as it was read; only what runs on Karpenter's nodes is touched. */
  #disturb(change: Extract<Change, { do: "evictPod" | "removeDoNotDisrupt" }>): boolean {
    const asked = change.do === "evictPod" ? change.pod : change.object;
    const isNode = change.do === "removeDoNotDisrupt" && change.kind === "Node";
    const found = (isNode ? this.nodes : this.pods).find(
      ({ metadata }) => metadata.name === asked.name,
    );
    if (found?.metadata.uid !== asked.uid) return false;
    if (found.metadata.resourceVersion !== asked.resourceVersion) return false;
    const node = isNode
      ? asked.name
      : (this.pods.find((pod) => pod === found)?.spec.nodeName ?? "");
    if (!this.labelled.has(node)) this.violations.push(`${change.do} ${asked.name} on ${node}`);
    if (change.do === "evictPod") this.pods = this.pods.filter((pod) => pod !== found);
    else this.#freed(found);
    return true;
  }

  #freed(held: Node | Pod): void {
    const annotations = { "karpenter.sh/do-not-disrupt": null };
    const free = <T extends Node | Pod>(one: T): T =>
      one.metadata.uid === held.metadata.uid
        ? patched(one, { metadata: { annotations, resourceVersion: this.next() } })
        : one;
    this.nodes = this.nodes.map(free);
    this.pods = this.pods.map(free);
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
      metadata: { ...changed.metadata, resourceVersion: this.next() },
    };
    return true;
  }
}
