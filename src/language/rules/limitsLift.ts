import type { Draft } from "../edit/draft.ts";
import { move, remove } from "../edit/edit.ts";
import { isObject } from "./jsonObject.ts";

const limits = ["spec", "limits"] as const;

/** `spec.limits.resources` of karpenter.sh/v1alpha5 one level up, where NodePools have their limits. */
export function liftLimits(draft: Draft): void {
  const old = [...limits, "resources"];
  const resources = draft.json(old);
  if (resources === undefined || !isObject(resources)) return;
  for (const name of Object.keys(resources)) {
    const [from, to] = [
      [...old, name],
      [...limits, name],
    ];
    const isSaid = draft.json(to) === resources[name];
    draft.step((now) => (isSaid ? remove(now, from) : move(now, from, to)));
  }
  if (draft.json(old) !== undefined) draft.step((now) => remove(now, old));
}
