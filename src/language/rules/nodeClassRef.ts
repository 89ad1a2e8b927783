import type { Manifest } from "../manifest.ts";
import { textAt } from "../manifest.ts";
import type { IndexedObject, Workspace } from "../workspace.ts";
import type { Json } from "../yaml/node.ts";
import { nodeSpecPath } from "./access.ts";
import { fieldsOf } from "./jsonObject.ts";

/** The AKSNodeClass that a NodePool or NodeClaim refers to, where the workspace has it. */
export function nodeClassOf(manifest: Manifest, workspace: Workspace): IndexedObject | undefined {
  const name = textAt(manifest, ...nodeSpecPath(manifest), "nodeClassRef", "name");
  return name === undefined ? undefined : workspace.find("AKSNodeClass", name);
}

/** What stands at a path of keys; undefined where something on the way is no object or lacks the key. */
export function jsonAt(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  let value = json;
  for (const step of path) {
    const fields = fieldsOf(value);
    value = fields && Object.hasOwn(fields, step) ? fields[step] : undefined;
  }
  return value;
}

/** Whether a class asks for trusted launch: either of its switches is enough. */
export function asksTrustedLaunch(nodeClass: Json): boolean {
  return ["vtpm", "secureBoot"].some(
    (name) => jsonAt(nodeClass, "spec", "security", "trustedLaunch", name) === true,
  );
}
