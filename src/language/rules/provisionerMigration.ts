import { Draft } from "../edit/draft.ts";
import { commentOut } from "../edit/commentOut.ts";
import { move, remove, setValue } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { Path } from "../yaml/node.ts";
import { liftLimits } from "./limitsLift.ts";

const nodeSpec = ["spec", "template", "spec"] as const;

/** Where the fields of a Provisioner (karpenter.sh/v1alpha5) stand in a NodePool. */
const moves: readonly (readonly [Path, Path])[] = [
  [
    ["spec", "labels"],
    ["spec", "template", "metadata", "labels"],
  ],
  [
    ["spec", "annotations"],
    ["spec", "template", "metadata", "annotations"],
  ],
  [
    ["spec", "requirements"],
    [...nodeSpec, "requirements"],
  ],
  [
    ["spec", "taints"],
    [...nodeSpec, "taints"],
  ],
  [
    ["spec", "startupTaints"],
    [...nodeSpec, "startupTaints"],
  ],
];

/** Fields of a Provisioner that a NodePool has no place for, and what becomes of them. */
const homeless: readonly (readonly [string, string])[] = [
  ["kubeletConfiguration", "Belongs to the AKSNodeClass (spec.kubelet):"],
  ["provider", "Settings of another cloud; those of Azure stand in the AKSNodeClass:"],
];

/** A Provisioner as NodePool v1; one that names no class gets the class that AKS makes. */
export function provisionerToV1(manifest: Manifest): readonly Edit[] {
  const draft = new Draft(manifest);
  const name = draft.json(["spec", "providerRef", "name"]);
  draft.step((now) => setValue(now, ["apiVersion"], "karpenter.sh/v1"));
  draft.step((now) => setValue(now, ["kind"], "NodePool"));
  const reference = {
    group: "karpenter.azure.com",
    kind: "AKSNodeClass",
    name: typeof name === "string" ? name : "default",
  };
  draft.step((now) => setValue(now, [...nodeSpec, "nodeClassRef"], reference));
  for (const [from, to] of moves)
    if (draft.json(from) !== undefined) draft.step((now) => move(now, from, to));
  if (draft.json([...nodeSpec, "requirements"]) === undefined)
    draft.step((now) => setValue(now, [...nodeSpec, "requirements"], []));
  liftLimits(draft);
  migrateLifetime(draft);
  for (const [field, heading] of homeless)
    if (draft.json(["spec", field]) !== undefined)
      draft.step((now) => commentOut(now, ["spec", field], heading));
  if (draft.json(["spec", "providerRef"]) !== undefined)
    draft.step((now) => remove(now, ["spec", "providerRef"]));
  return draft.edits();
}

/** Times were seconds; without them a node never expired and an empty one stayed. */
function migrateLifetime(draft: Draft): void {
  const seconds = (name: string): string | undefined => {
    const value = draft.json(["spec", name]);
    return typeof value === "number" ? `${value}s` : undefined;
  };
  const expiry = seconds("ttlSecondsUntilExpired");
  const empty = seconds("ttlSecondsAfterEmpty");
  const consolidates = draft.json(["spec", "consolidation", "enabled"]) === true;
  const disruption = consolidates
    ? { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "0s" }
    : { consolidationPolicy: "WhenEmpty", consolidateAfter: empty ?? "Never" };
  draft.step((now) => setValue(now, [...nodeSpec, "expireAfter"], expiry ?? "Never"));
  draft.step((now) => setValue(now, ["spec", "disruption"], disruption));
  for (const name of ["ttlSecondsUntilExpired", "ttlSecondsAfterEmpty", "consolidation"])
    if (draft.json(["spec", name]) !== undefined) draft.step((now) => remove(now, ["spec", name]));
}
