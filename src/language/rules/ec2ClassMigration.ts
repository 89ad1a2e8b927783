import { parseQuantity, toNumber } from "../../karpenter/quantity.ts";
import { commentOut } from "../edit/commentOut.ts";
import { Draft } from "../edit/draft.ts";
import { move, remove, setValue } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { SchemaSet } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import { fieldsOf, listOf } from "./jsonObject.ts";

const heading = "Of Karpenter for AWS, without a counterpart in the AKSNodeClass:";

/**
 * An EC2NodeClass or AWSNodeTemplate as AKSNodeClass: tags and the kubelet settings that both know stay, the size of the
 * first disk and maxPods go to their places, and all else becomes comments.
 */
export function ec2ClassToAks(manifest: Manifest, schemas: SchemaSet): readonly Edit[] {
  const crd = schemas.kinds.find(({ kind, storage }) => kind === "AKSNodeClass" && storage);
  if (crd === undefined) return [];
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, ["apiVersion"], `${crd.group}/${crd.version}`));
  draft.step((now) => setValue(now, ["kind"], crd.kind));
  if (draft.json(["status"]) !== undefined) draft.step((now) => remove(now, ["status"]));
  moveDiskSize(draft);
  if (draft.json(["spec", "kubelet", "maxPods"]) !== undefined)
    draft.step((now) => move(now, ["spec", "kubelet", "maxPods"], ["spec", "maxPods"]));
  const spec = crd.schema.properties?.spec?.properties;
  leaveOut(draft, ["spec", "kubelet"], Object.keys(spec?.kubelet?.properties ?? {}));
  leaveOut(draft, ["spec"], ["tags", "kubelet", "maxPods", "osDiskSizeGB"]);
  return draft.edits();
}

function moveDiskSize(draft: Draft): void {
  const [first] = listOf(draft.json(["spec", "blockDeviceMappings"]));
  const size = fieldsOf(fieldsOf(first)?.ebs)?.volumeSize;
  const bytes = typeof size === "string" ? parseQuantity(size).value : undefined;
  const gigabytes = bytes === undefined ? 0 : Math.ceil(toNumber(bytes) / 2 ** 30);
  // The field takes no less, and more than its bound is another finding's.
  if (gigabytes >= 30) draft.step((now) => setValue(now, ["spec", "osDiskSizeGB"], gigabytes));
}

/** All fields of a map but those that stay; where none is left, the map goes too, and only a spec stays, empty. */
function leaveOut(draft: Draft, path: Path, staying: readonly string[]): void {
  const names = Object.keys(fieldsOf(draft.json(path)) ?? {});
  const leaving = names.filter((name) => !staying.includes(name));
  for (const [index, name] of leaving.entries()) {
    const at = [...path, name];
    const isCommented = draft.attempt(
      (now) => commentOut(now, at, index === 0 ? heading : undefined),
      () => true,
    );
    if (!isCommented) draft.step((now) => remove(now, at));
  }
  const left = draft.json(path);
  if (left === undefined || Object.keys(fieldsOf(left) ?? {}).length > 0) return;
  // An empty kubelet would set defaults that nobody asked for; a spec is required.
  draft.step((now) => (path.length > 1 ? remove(now, path) : setValue(now, path, {})));
}
