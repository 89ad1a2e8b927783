import { readFileSync } from "node:fs";
import { accessFromText } from "../../src/kube/access.ts";
import { readSnapshot } from "../../src/kube/readSnapshot.ts";
import { createApiClient, type ApiClient } from "../cluster/apiClient.ts";
import { collectionOf } from "../cluster/clusterObjects.ts";
import { reasonWithoutGo } from "../cluster/goToolchain.ts";
import { startCluster } from "../cluster/start.ts";
import { median, type Measured } from "./measure.ts";

/** So many requests are under way at once while the cluster is filled. */
const writers = 40;

/** A pod about as long as those of a Deployment with a sidecar, probes, mounts and settings in its environment. */
function podOf(index: number, node: string): object {
  const container = (name: string) => ({
    name,
    image: `registry.example/${name}:1.${index % 10}`,
    env: Array.from({ length: 12 }, (_, one) => ({ name: `SETTING_${one}`, value: "some-value" })),
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    readinessProbe: { httpGet: { path: "/ready", port: 8080 }, periodSeconds: 5 },
    livenessProbe: { httpGet: { path: "/alive", port: 8080 }, periodSeconds: 10 },
    volumeMounts: [{ name: "settings", mountPath: "/etc/settings" }],
  });
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `p-${index}`, labels: { app: `app-${index % 200}` } },
    spec: {
      nodeName: node,
      containers: [container("web"), container("proxy")],
      volumes: [{ name: "settings", configMap: { name: "settings" } }],
    },
  };
}

function nodeOf(name: string): object {
  const labels = { "karpenter.sh/nodepool": "default", "kubernetes.io/hostname": name };
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels } };
}

async function fill(client: ApiClient, objects: readonly [string, object][]): Promise<void> {
  const left = objects.values();
  const write = async () => {
    for (const [kind, object] of left) {
      const body = JSON.stringify(object);
      const answer = await client.send("POST", collectionOf(kind), { body });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

/**
 * Everything that the way to Manual looks at, read page by page from a real API server with so many nodes and twenty
 * pods on each; nothing where there is no Go to build one with.
 */
export async function snapshotReading(runs: number, nodes: number): Promise<readonly Measured[]> {
  if (reasonWithoutGo() !== undefined) return [];
  const cluster = await startCluster({ parts: "api" });
  const client = createApiClient(cluster);
  const access = accessFromText(readFileSync(cluster.kubeconfig, "utf8"));
  try {
    const names = Array.from({ length: nodes }, (_, index) => `nap-${index}`);
    await fill(client, [
      ...names.map((name): [string, object] => ["Node", nodeOf(name)]),
      ...names.flatMap((name, node) =>
        Array.from({ length: 20 }, (_, index): [string, object] => [
          "Pod",
          podOf(node * 20 + index, name),
        ]),
      ),
    ]);
    let pods = 0;
    const ours = await median(runs, async () => {
      pods = (await readSnapshot(access)).pods.length;
    });
    if (pods !== nodes * 20) throw new Error(`${pods} pods were read instead of ${nodes * 20}`);
    const what = `state of ${nodes} nodes, ${pods} pods, read from a real API server`;
    return [{ what, ours, atMost: 5000 }];
  } finally {
    access.close();
    client.close();
    await cluster.stop();
  }
}
