import { ownValue } from "../../../karpenter/ownValue.ts";
import { normalize } from "../../../karpenter/nearest.ts";
import { commentOut } from "../../edit/commentOut.ts";
import { Draft } from "../../edit/draft.ts";
import { move, renameKey, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { nodeAt, pairsOf, toJson } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import { fix, shown } from "./explanation.ts";
import { intents } from "./intentTable.ts";
import type { Intent } from "./intentTable.ts";

/** Fields of the AKSNodeClass that people look for in the NodePool. */
const classFields = new Set([
  "artifactstreaming",
  "fipsmode",
  "imagefamily",
  "imageversion",
  "kubeletconfiguration",
  "linuxosconfig",
  "localdns",
  "maxpods",
  "osdisksizegb",
  "ossku",
  "security",
  "tags",
  "vnetsubnetid",
]);

/** Fields of the NodePool that people look for in the AKSNodeClass. */
const poolFields = new Set([
  "annotations",
  "disruption",
  "expireafter",
  "labels",
  "limits",
  "replicas",
  "requirements",
  "startuptaints",
  "taints",
  "template",
  "terminationgraceperiod",
  "weight",
]);

export interface Meant {
  /** Where it belongs, as a person reads it. */
  readonly place: string;
  readonly fixes: readonly Fix[];
  /** Something stands there already, or there is no such place: this one says nothing more. */
  readonly taken?: boolean;
}

/** What an unknown field was meant to be in this API, with the fix that makes it that; undefined for all others. */
export function intentOf(manifest: Manifest, path: Path): Meant | undefined {
  const name = normalize(String(path.at(-1)));
  const isPool = manifest.kind === "NodePool";
  if (isPool && classFields.has(name) && path[0] === "spec")
    return inOther(manifest, path, "AKSNodeClass");
  if (manifest.kind === "AKSNodeClass" && poolFields.has(name) && isOfSpec(path))
    return inOther(manifest, path, "NodePool");
  const parent = path
    .slice(0, -1)
    .map((step) => (typeof step === "number" ? "*" : step))
    .join(".");
  const requirement = asRequirement(manifest, path);
  if (requirement) return requirement;
  const intent = ownValue(intents, manifest.kind)?.find(
    (one) => one.parent === parent && one.names.includes(name),
  );
  return intent && asMeant(manifest, path, intent);
}

function isOfSpec(path: Path): boolean {
  return path.length === 2 && path[0] === "spec";
}

function inOther(manifest: Manifest, path: Path, kind: "AKSNodeClass" | "NodePool"): Meant {
  const name = String(path.at(-1));
  const edits = commentOut(manifest, path, `Belongs to the ${kind}:`);
  return {
    place: `a field of the ${kind}`,
    fixes: fix(`Comment out ${name}, to be moved to the ${kind}`, edits),
  };
}

/** `- kubernetes.io/os: linux` among the requirements. */
function asRequirement(manifest: Manifest, path: Path): Meant | undefined {
  const [key, item] = [path.at(-1), path.slice(0, -1)];
  const isAlone = pairsOf(nodeAt(manifest.root, item)).length === 1;
  if (typeof key !== "string" || !key.includes("/") || path.at(-3) !== "requirements" || !isAlone)
    return undefined;
  const value = nodeAt(manifest.root, path);
  const nodes = value?.kind === "seq" ? value.items : value ? [value] : [];
  const values = nodes.flatMap((node) => (node.kind === "scalar" ? [node.raw] : []));
  if (values.length === 0 || values.length < nodes.length) return undefined;
  const edits = setValue(manifest, item, { key, operator: "In", values });
  return {
    place: "a requirement with key, operator and values",
    fixes: fix(`Require ${key} In ${values.join(", ")}`, edits),
  };
}

function asMeant(manifest: Manifest, path: Path, { to, value, also = [] }: Intent): Meant {
  const target = to.map((step, index) => (step === "*" ? (path[index] ?? step) : step));
  const place = shown(target);
  const old = nodeAt(manifest.root, path);
  const taken = [target, ...also.map(([other]) => other)].some(
    (one) => nodeAt(manifest.root, one) !== undefined,
  );
  if (old === undefined || taken) return { place, fixes: [], taken };
  const json = toJson(old);
  const right = value ? value(json) : json;
  if (right === undefined) return { place, fixes: [] };
  const draft = new Draft(manifest);
  const isBeside = shown(target.slice(0, -1)) === shown(path.slice(0, -1));
  draft.step((now) =>
    isBeside ? renameKey(now, path, String(target.at(-1))) : move(now, path, target),
  );
  if (right !== json) draft.step((now) => setValue(now, target, right));
  for (const [other, text] of also) draft.step((now) => setValue(now, other, text));
  return { place, fixes: fix(`Make it ${place}`, draft.edits()) };
}
