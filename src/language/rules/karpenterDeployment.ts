import type { Json } from "../yaml/node.ts";
import { fieldsOf } from "./jsonObject.ts";
import { podSpecOf } from "./podSpec.ts";

/** A Deployment of Karpenter, for the examples of rules; the fields of its container end the text. */
export const karpenterDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
  namespace: kube-system
spec:
  selector: { matchLabels: { app.kubernetes.io/name: karpenter } }
  template:
    metadata: { labels: { app.kubernetes.io/name: karpenter } }
    spec:
      containers:
        - name: controller
          image: mcr.microsoft.com/aks/karpenter/controller:1.14.0-aks
`;

/** Whether a workload runs the controller of Karpenter: its image is `.../karpenter/controller`. */
export function isKarpenter(workload: Json): boolean {
  const containers = podSpecOf(workload)?.containers;
  return (
    Array.isArray(containers) &&
    containers.some((container: Json) => {
      const image = fieldsOf(container)?.image;
      return typeof image === "string" && /(^|\/)karpenter\/controller(@|:|$)/.test(image);
    })
  );
}
