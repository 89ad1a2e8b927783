import { awsKinds } from "./awsCounterparts.ts";
import { commentOut } from "../edit/commentOut.ts";
import { Draft } from "../edit/draft.ts";
import { move, remove, renameKey, setValue } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { Path } from "../yaml/node.ts";
import { isObject } from "./jsonObject.ts";
import { liftLimits } from "./limitsLift.ts";

const azure = { group: "karpenter.azure.com", kind: "AKSNodeClass" } as const;
const kubeletHeading = "Belongs to the AKSNodeClass (spec.kubelet; maxPods to spec):";

/**
 * karpenter.sh/v1beta1 to v1, of a NodePool or NodeClaim: what the conversion webhook of karpenter v1.0
 * (pkg/apis/v1beta1/nodepool_conversion.go) did. Kubelet settings become comments, unless `clear` puts them somewhere. No
 * edits where one of the steps cannot be written.
 */
export function toV1(
  manifest: Manifest,
  clear: (draft: Draft, kubelet: Path) => void = toComment,
): readonly Edit[] {
  const draft = new Draft(manifest);
  const isPool = manifest.kind === "NodePool";
  const nodeSpec: Path = isPool ? ["spec", "template", "spec"] : ["spec"];
  draft.step((now) => setValue(now, ["apiVersion"], "karpenter.sh/v1"));
  if (isPool) migrateDisruption(draft, nodeSpec);
  if (isPool) liftLimits(draft);
  if (has(draft, [...nodeSpec, "kubelet"])) clear(draft, [...nodeSpec, "kubelet"]);
  if (isPool) drop(draft, [...nodeSpec, "resources"]);
  migrateNodeClassRef(draft, [...nodeSpec, "nodeClassRef"]);
  dropAnnotations(draft);
  return draft.edits();
}

function toComment(draft: Draft, kubelet: Path): void {
  draft.step((now) => commentOut(now, kubelet, kubeletHeading));
}

function has(draft: Draft, path: Path): boolean {
  return draft.json(path) !== undefined;
}

function drop(draft: Draft, path: Path): void {
  if (has(draft, path)) draft.step((now) => remove(now, path));
}

function migrateDisruption(draft: Draft, nodeSpec: Path): void {
  const disruption = ["spec", "disruption"];
  const policy = [...disruption, "consolidationPolicy"];
  if (!has(draft, disruption)) return;
  if (draft.json(policy) === "WhenUnderutilized")
    draft.step((now) => setValue(now, policy, "WhenEmptyOrUnderutilized"));
  // v1 requires what v1beta1 forbade beside WhenUnderutilized: it consolidated at once.
  const delay = [...disruption, "consolidateAfter"];
  if (!has(draft, delay))
    draft.step((now) => setValue(now, delay, "0s", { after: "consolidationPolicy" }));
  const expiry = [...disruption, "expireAfter"];
  if (has(draft, expiry) && !has(draft, [...nodeSpec, "expireAfter"]))
    draft.step((now) => move(now, expiry, [...nodeSpec, "expireAfter"], { after: "nodeClassRef" }));
  else drop(draft, expiry);
}

/** The reference had an apiVersion, and could do without the kind. */
function migrateNodeClassRef(draft: Draft, path: Path): void {
  const reference = draft.json(path);
  if (reference === undefined || !isObject(reference)) return;
  const { apiVersion, group, kind } = reference;
  if (typeof kind === "string" && awsKinds.has(kind)) {
    draft.step((now) => setValue(now, path, { ...azure, name: reference.name ?? "default" }));
    return;
  }
  if (typeof apiVersion === "string" && group === undefined) {
    draft.step((now) => setValue(now, [...path, "apiVersion"], apiVersion.split("/")[0] ?? ""));
    draft.step((now) => renameKey(now, [...path, "apiVersion"], "group"));
  } else if (group === undefined)
    draft.step((now) => setValue(now, [...path, "group"], azure.group));
  else drop(draft, [...path, "apiVersion"]);
  if (kind === undefined)
    draft.step((now) => setValue(now, [...path, "kind"], azure.kind, { after: "group" }));
}

/** What the conversion left in annotations means nothing in v1. */
function dropAnnotations(draft: Draft): void {
  const path = ["metadata", "annotations"];
  const annotations = draft.json(path);
  if (annotations === undefined || !isObject(annotations)) return;
  const names = Object.keys(annotations);
  const old = names.filter(
    (name) =>
      name.startsWith("compatibility.karpenter.sh/") ||
      name === "karpenter.sh/stored-version-migrated",
  );
  if (old.length > 0 && old.length === names.length) drop(draft, path);
  else for (const name of old) drop(draft, [...path, name]);
}
