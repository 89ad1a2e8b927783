import { clusterContents } from "../../src/nap/view/contents/clusterContents.ts";
import type { ContentObjects } from "../../src/nap/view/contents/clusterContents.ts";
import type { ClusterRow } from "../../src/nap/view/clusterRow.ts";
import { childrenOf, present } from "../../src/nap/view/tree.ts";
import type { TreeState } from "../../src/nap/view/tree.ts";
import type { TreeNode } from "../../src/nap/view/treeNode.ts";
import { median, type Measured } from "./measure.ts";

const live = { phase: "live" } as const;
const kinds = {
  nodePools: live,
  nodeClaims: live,
  aksNodeClasses: live,
  nodes: live,
  events: live,
};

/** From the list to what the tree draws: the nodes of a large cluster, and the list of many clusters. */
export async function treeScale(
  runs: number,
  size: { clusters: number; subscriptions: number; claims: number },
): Promise<readonly Measured[]> {
  const { clusters, subscriptions, claims } = size;
  const objects = Array.from({ length: runs }, () => objectsOf(claims));
  const state = stateOf(clusters, subscriptions);
  const flat: TreeState = { ...state, options: { ...state.options, grouping: "flat" } };
  const [first] = childrenOf(state, undefined);
  return [
    {
      what: `${claims} NodeClaims: from the list to the rows of their pool`,
      ours: await median(runs, (run) => drawPool(state, objects[run] ?? objectsOf(claims))),
      atMost: 1000,
    },
    {
      what: `${clusters} clusters: the top of the tree, flat`,
      ours: await median(runs, () => drawn(flat, undefined)),
      atMost: 200,
    },
    {
      what: `${clusters} clusters: one of ${subscriptions} subscriptions opened`,
      ours: await median(runs, () => drawn(state, first)),
      atMost: 16,
    },
  ];
}

function drawn(state: TreeState, node: TreeNode | undefined): void {
  for (const child of childrenOf(state, node)) present(child);
}

function drawPool(state: TreeState, objects: ContentObjects): void {
  const contents = clusterContents(objects, kinds, 0);
  const context = { name: "large", server: "", signIn: "stored" } as const;
  const [pool] = contents.nodePools;
  if (pool?.nodes.length !== objects.nodeClaims.length) throw new Error("rows are missing");
  drawn(state, { kind: "nodePool", place: { kind: "context", context }, pool });
}

function objectsOf(count: number): ContentObjects {
  const labels = {
    "karpenter.sh/nodepool": "web",
    "karpenter.sh/capacity-type": "spot",
    "node.kubernetes.io/instance-type": "Standard_D16s_v5",
  };
  const indices = Array.from({ length: count }, (_, index) => index);
  return {
    nodePools: [
      {
        metadata: { name: "web" },
        spec: { template: { spec: { nodeClassRef: { name: "linux" } } } },
      },
    ],
    nodeClaims: indices.map((index) => ({
      metadata: { name: `web-${index}`, labels },
      status: { nodeName: `aks-web-${index}`, providerID: `azure:///x/${index}` },
    })),
    aksNodeClasses: [],
    nodes: indices.map((index) => ({ metadata: { name: `aks-web-${index}`, labels } })),
    events: [],
  };
}

function stateOf(count: number, subscriptions: number): TreeState {
  const rows = Array.from({ length: count }, (_, index) => rowOf(index, index % subscriptions));
  return {
    list: {
      phase: "complete",
      subscriptions: Array.from({ length: subscriptions }, (_, index) => ({
        id: `s-${index}`,
        name: `subscription ${index}`,
        tenantId: "t",
      })),
      clusters: rows,
      problems: [],
      operations: new Map(),
    },
    options: {
      grouping: "subscription",
      search: "",
      onlyNap: false,
      onlyFavourites: false,
      favourites: new Set(),
    },
    contexts: [],
    contents: new Map(),
  };
}

function rowOf(index: number, subscription: number): ClusterRow {
  return {
    id: `/subscriptions/s-${subscription}/resourceGroups/apps/providers/Microsoft.ContainerService/managedClusters/cluster-${index}`,
    name: `cluster-${index}`,
    subscriptionId: `s-${subscription}`,
    tenantId: "t",
    resourceGroup: "apps",
    location: "westeurope",
    napMode: index % 3 === 0 ? "Auto" : "Manual",
    isConfirmed: false,
    kubernetesVersion: "1.34",
    provisioningState: "Succeeded",
    powerState: "Running",
    sku: "Base",
    isPrivate: false,
  };
}
