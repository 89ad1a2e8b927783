import { ask } from "../observedWorkspace.ts";
import { perWorkspace } from "../perWorkspace.ts";
import type { Workspace } from "../workspace.ts";
import type { Json } from "../yaml/node.ts";
import { jsonAt } from "./nodeClassRef.ts";
import { fieldsOf, listOf } from "./jsonObject.ts";
import type { Fields } from "./jsonObject.ts";
import { podSpecOf } from "./podSpec.ts";

/** The specs of all pods and workloads of the workspace. */
export const podSpecs = perWorkspace(({ objects }) =>
  objects.flatMap(({ json }) => {
    const spec = podSpecOf(json);
    return spec === undefined ? [] : [spec];
  }),
);

/** Whether any of the pods and workloads of the workspace has such a spec. */
export function somePod(workspace: Workspace, has: (spec: Fields) => boolean): boolean {
  return ask(workspace, { answerOf: (asked) => podSpecs(asked).some(has), isSame: Object.is });
}

/** The values that pods of the workspace ask for on a label, by nodeSelector or by required affinity; sorted, each once. */
export function valuesAsked(workspace: Workspace, key: string): string[] {
  const answerOf = (of: Workspace): string[] => {
    const asked = podSpecs(of).flatMap((spec) => [
      fieldsOf(spec.nodeSelector)?.[key],
      ...affinityValues(spec.affinity, key),
    ]);
    return [...new Set(asked.filter((value) => typeof value === "string"))].sort();
  };
  return ask(workspace, { answerOf, isSame: haveSameValues });
}

function haveSameValues(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function affinityValues(affinity: Json | undefined, key: string): readonly Json[] {
  const required = "requiredDuringSchedulingIgnoredDuringExecution";
  return listOf(jsonAt(affinity, "nodeAffinity", required, "nodeSelectorTerms"))
    .flatMap((term) => listOf(fieldsOf(term)?.matchExpressions))
    .map(fieldsOf)
    .filter((expression) => expression?.key === key && expression.operator === "In")
    .flatMap((expression) => listOf(expression?.values));
}

/** Whether a pod of the workspace tolerates taints with this key by name. */
export function isTolerated(workspace: Workspace, key: string): boolean {
  return somePod(workspace, ({ tolerations }) =>
    listOf(tolerations).some((toleration) => fieldsOf(toleration)?.key === key),
  );
}
