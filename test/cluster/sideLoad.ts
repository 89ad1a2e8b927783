import type { ApiClient } from "./apiClient.ts";
import { listObjects } from "./clusterObjects.ts";

const held = { annotations: { "karpenter.sh/do-not-disrupt": "true" } };
const labels = { "karpenter.sh/nodepool": "a" };

const claimForm = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodeClaim",
  spec: {
    nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
    requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
  },
};

const objects: readonly (readonly [collection: string, object: Named])[] = [
  ["/api/v1/namespaces", { metadata: { name: "default" } }],
  ["/api/v1/nodes", { metadata: { name: "fixed" }, spec: { providerID: "azure:///fixed" } }],
  [
    "/api/v1/nodes",
    { metadata: { name: "n", labels, ...held }, spec: { providerID: "azure:///n" } },
  ],
  [
    "/apis/karpenter.sh/v1/nodeclaims",
    {
      ...claimForm,
      metadata: { name: "a-n", labels },
      status: { nodeName: "n", providerID: "azure:///n" },
    },
  ],
  [
    "/api/v1/namespaces/default/pods",
    {
      metadata: { name: "web", labels: { app: "web" }, ...held },
      spec: {
        nodeName: "n",
        terminationGracePeriodSeconds: 0,
        containers: [{ name: "c", image: "registry.example/app:1" }],
      },
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
    },
  ],
];

interface Named {
  readonly metadata: { readonly name: string; readonly [member: string]: unknown };
  readonly status?: object;
  readonly [member: string]: unknown;
}

/** A NAP node with its NodeClaim and a pod, both not to be disrupted, and a fixed node: made, or made whole again. */
export async function putLoad(client: ApiClient): Promise<void> {
  for (const [collection, object] of objects) await put(client, collection, object);
}

/** A node of a NodePool with its NodeClaim, which is initialized. */
export async function putNapNode(client: ApiClient, pool: string, number: number): Promise<void> {
  const name = `${pool}-${number}`;
  const ofPool = { "karpenter.sh/nodepool": pool };
  const providerID = `azure:///${name}`;
  await put(client, "/api/v1/nodes", {
    metadata: { name, labels: ofPool },
    spec: { providerID },
  });
  await put(client, "/apis/karpenter.sh/v1/nodeclaims", {
    ...claimForm,
    metadata: { name, labels: ofPool },
    status: {
      ...{ nodeName: name, providerID },
      conditions: [
        {
          ...{ type: "Initialized", status: "True", reason: "Initialized", message: "" },
          lastTransitionTime: "2026-01-01T00:00:00Z",
        },
      ],
    },
  });
}

async function put(client: ApiClient, collection: string, object: Named): Promise<void> {
  const { name } = object.metadata;
  const type = "application/json";
  await client.send("POST", collection, { body: JSON.stringify(object), type });
  const merge = (path: string, patch: object) =>
    client.send("PATCH", path, {
      body: JSON.stringify(patch),
      type: "application/merge-patch+json",
    });
  const { status, body } = await merge(`${collection}/${name}`, { metadata: object.metadata });
  if (status >= 300) throw new Error(JSON.stringify(body));
  if (object.status === undefined) return;
  const answer = await merge(`${collection}/${name}/status`, { status: object.status });
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
}

/** What of the load is no longer as it was put. */
export async function loadOf(client: ApiClient): Promise<readonly string[]> {
  const [nodes, pods] = await Promise.all([
    listObjects(client, "Node"),
    listObjects(client, "Pod"),
  ]);
  const [node, pod] = [nodes, pods].map((all) =>
    all.find(({ metadata }) => ["n", "web"].includes(metadata.name)),
  );
  const isHeld = (one: typeof node) =>
    one?.metadata.annotations?.["karpenter.sh/do-not-disrupt"] === "true";
  return [
    ...(nodes.some(({ metadata }) => metadata.name === "fixed") ? [] : ["no fixed node"]),
    ...(node === undefined ? ["no node"] : isHeld(node) ? [] : ["node may be disrupted"]),
    ...(pod === undefined ? ["no pod"] : isHeld(pod) ? [] : ["pod may be disrupted"]),
  ];
}
