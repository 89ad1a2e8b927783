import { stringify } from "yaml";
import type { DemoLoad } from "../cluster/demo.ts";
import { deployment, nodeClass, nodePool } from "../cluster/scenario.ts";

const twoCores = [{ key: "karpenter.azure.com/sku-cpu", operator: "In", values: ["2"] }];

/** A NodePool whose nodes have two cores; on each of them runs one pod of the load. */
export function smallPool(name: string, spec: object): string {
  return nodePool(name, { requirements: twoCores, spec });
}

/** A pod without controller. */
export function nakedPod(name: string): string {
  const requests = { cpu: "1" };
  const containers = [{ name, image: "registry.example/app:1", resources: { requests } }];
  const labels = { app: name };
  return stringify({
    ...{ apiVersion: "v1", kind: "Pod" },
    ...{ metadata: { name, labels }, spec: { containers } },
  });
}

/** NodePool open as its source has it. */
export const openPool = smallPool("open", { weight: 1, limits: { cpu: "100" } });

/** Two NodePools, and one pod on a node of the first, whose limit is on CPUs. */
export const twoPools: DemoLoad = {
  manifests: [
    {
      yaml: [
        nodeClass,
        smallPool("a", { weight: 10, limits: { cpu: "100" } }),
        smallPool("b", {}),
        deployment("web", { replicas: 1 }),
      ].join("---\n"),
      pods: 1,
    },
  ],
};

const guarded = ["guarded", "steady", "pinned"];

/** Pods that find no room elsewhere, each on a node of its own: three in NodePool open, one in NodePool closed. */
export const blockerLoad: DemoLoad = {
  manifests: [
    {
      yaml: [nodeClass, openPool, ...guarded.map((name) => deployment(name, { replicas: 1 }))].join(
        "---\n",
      ),
      pods: guarded.length,
    },
    {
      yaml: [smallPool("closed", { weight: 10 }), deployment("behind", { replicas: 1 })].join(
        "---\n",
      ),
      pods: 1,
    },
  ],
};
