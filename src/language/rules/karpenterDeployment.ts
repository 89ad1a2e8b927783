import type { Json } from "../yaml/node.ts";
import { fieldsOf } from "./jsonObject.ts";
import { podSpecOf } from "./podSpec.ts";

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
