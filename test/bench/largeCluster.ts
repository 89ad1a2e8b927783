import type { ApiClient } from "../cluster/apiClient.ts";
import { createApiClient } from "../cluster/apiClient.ts";
import type { TestCluster } from "../cluster/start.ts";

/** Sizes of a large cluster. */
export interface LargeCluster {
  readonly nodes: number;
  readonly pods: number;
}

const pool = "default";

/** Fills a cluster without controllers with nodes of Karpenter, their claims, and pods bound to them; with status. */
export async function fill(cluster: TestCluster, { nodes, pods }: LargeCluster): Promise<void> {
  const client = createApiClient(cluster);
  await post(client, "/api/v1/namespaces", { metadata: { name: "load" } });
  await post(client, "/apis/karpenter.sh/v1/nodepools", nodePool);
  await each(nodes, async (index) => {
    const name = `aks-${pool}-${index}`;
    await create(client, "/apis/karpenter.sh/v1/nodeclaims", nodeClaim(index));
    await create(client, "/api/v1/nodes", node(name, index));
  });
  await each(pods, async (index) => {
    const path = "/api/v1/namespaces/load/pods";
    await create(client, path, pod(index, `aks-${pool}-${index % Math.max(nodes, 1)}`));
  });
  client.close();
}

type Json = Readonly<Record<string, unknown>>;

async function create(client: ApiClient, path: string, object: Json): Promise<void> {
  await post(client, path, object);
  const { name } = object.metadata as { name: string };
  const body = JSON.stringify({ status: object.status });
  const type = "application/merge-patch+json";
  await accepted(client.send("PATCH", `${path}/${name}/status`, { body, type }));
}

async function post(client: ApiClient, path: string, object: Json): Promise<void> {
  const body = JSON.stringify(object);
  await accepted(client.send("POST", path, { body, type: "application/json" }));
}

async function accepted(answer: ReturnType<ApiClient["send"]>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(body));
}

/** Eight at a time. */
async function each(count: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

const nodePool: Json = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodePool",
  metadata: { name: pool },
  spec: {
    disruption: { consolidateAfter: "Never" },
    template: {
      spec: {
        nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
        requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
      },
    },
  },
};

const labels = (index: number) => ({
  "karpenter.sh/nodepool": pool,
  "karpenter.sh/capacity-type": index % 3 === 0 ? "spot" : "on-demand",
  "node.kubernetes.io/instance-type": "Standard_D16s_v5",
  "topology.kubernetes.io/zone": `southcentralus-${(index % 3) + 1}`,
  "kubernetes.io/arch": "amd64",
  "kubernetes.io/os": "linux",
});

const condition = (type: string) => ({
  type,
  status: "True",
  reason: type,
  message: "",
  lastTransitionTime: "2026-11-22T08:00:00Z",
});

const resources = { cpu: "16", memory: "64Gi", pods: "250" };

function nodeClaim(index: number): Json {
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodeClaim",
    metadata: { name: `${pool}-${index}`, labels: labels(index) },
    spec: {
      nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
      requirements: Object.entries(labels(index)).flatMap(([key, value]) =>
        key === "karpenter.sh/nodepool" ? [] : [{ key, operator: "In", values: [value] }],
      ),
      resources: { requests: { cpu: "15", memory: "50Gi" } },
    },
    status: {
      nodeName: `aks-${pool}-${index}`,
      providerID: `azure:///x/${index}`,
      imageID: "/CommunityGalleries/x/images/2404gen2containerd/versions/202512.18.0",
      capacity: resources,
      allocatable: resources,
      conditions: ["Launched", "Registered", "Initialized", "Ready"].map(condition),
    },
  };
}

function node(name: string, index: number): Json {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { ...labels(index), "kubernetes.io/hostname": name } },
    spec: { providerID: `azure:///x/${index}` },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"].map(condition),
      images: Array.from({ length: 40 }, (_, image) => ({
        names: [`registry.example/team/image-${image}@sha256:${"0123456789abcdef".repeat(4)}`],
        sizeBytes: 123456789,
      })),
    },
  };
}

function pod(index: number, nodeName: string): Json {
  const app = `app-${index % 200}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `${app}-${index}`, labels: { app, tier: "web" } },
    spec: {
      nodeName,
      containers: ["main", "sidecar"].map((name) => ({
        name,
        image: `registry.example/team/${app}:1.2.3`,
        env: Array.from({ length: 12 }, (_, one) => ({ name: `SETTING_${one}`, value: `v${one}` })),
        resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { memory: "512Mi" } },
        readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
      })),
      tolerations: [
        { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
      ],
    },
    status: {
      phase: "Running",
      podIP: "10.0.0.1",
      startTime: "2026-11-22T08:00:00Z",
      conditions: ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map((type) => ({
        type,
        status: "True",
      })),
      containerStatuses: ["main", "sidecar"].map((name) => ({
        name,
        ready: true,
        restartCount: 0,
        image: `registry.example/team/${app}:1.2.3`,
        imageID: `registry.example/team/${app}@sha256:${"0123456789abcdef".repeat(4)}`,
        containerID: `containerd://${"0123456789abcdef".repeat(4)}`,
        state: { running: { startedAt: "2026-11-22T08:00:00Z" } },
      })),
    },
  };
}
