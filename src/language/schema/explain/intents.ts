import { ownValue } from "../../../karpenter/ownValue.ts";
import { normalize } from "../../../karpenter/nearest.ts";
import { commentOut } from "../../edit/commentOut.ts";
import { Draft } from "../../edit/draft.ts";
import { move, renameKey, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { nodeAt, toJson } from "../../yaml/node.ts";
import type { Json, Path } from "../../yaml/node.ts";
import { fix, shown } from "./explanation.ts";

/** What is meant by a field that other APIs have under another name or with another unit. */
interface Intent {
  /** The last key, normalized. */
  readonly names: readonly string[];
  /** Where it stands; `*` is any index. */
  readonly parent: string;
  readonly to: Path;
  /** The value there; undefined where it makes no sense. Default: the same. */
  readonly value?: (json: Json) => Json | undefined;
  /** What must be said along with it. */
  readonly also?: readonly (readonly [Path, Json])[];
}

const nodeSpec = ["spec", "template", "spec"] as const;

/** Names of the AKS API and CLI, and of Karpenter's v1alpha5. */
const intents: Readonly<Record<string, readonly Intent[]>> = {
  AKSNodeClass: [
    { names: ["ossku", "osfamily", "osimage"], parent: "spec", to: ["spec", "imageFamily"] },
    {
      names: ["subnetid", "subnet", "vnetsubnet", "vnetsubnetresourceid", "subnetresourceid"],
      parent: "spec",
      to: ["spec", "vnetSubnetID"],
    },
    {
      names: ["fips", "enablefips", "fipsenabled", "fipsimage"],
      parent: "spec",
      to: ["spec", "fipsMode"],
      value: (json) => (typeof json === "boolean" ? (json ? "FIPS" : "Disabled") : json),
    },
    {
      names: ["kubeletconfig", "kubeletconfiguration", "customkubeletconfig"],
      parent: "spec",
      to: ["spec", "kubelet"],
    },
    {
      names: ["disksizegb", "osdisksizegib", "osdiskgb", "nodeosdisksize"],
      parent: "spec",
      to: ["spec", "osDiskSizeGB"],
    },
    { names: ["maxpodspernode", "maxpodcount"], parent: "spec", to: ["spec", "maxPods"] },
    {
      names: ["imagegchighthreshold"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "imageGCHighThresholdPercent"],
    },
    {
      names: ["imagegclowthreshold"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "imageGCLowThresholdPercent"],
    },
    {
      names: ["podmaxpids", "maxpids"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "podPidsLimit"],
    },
    {
      names: ["containerlogmaxsizemb"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "containerLogMaxSize"],
      value: counted("Mi"),
    },
    {
      names: ["swapfilesizemb"],
      parent: "spec.linuxOSConfig",
      to: ["spec", "linuxOSConfig", "swapFileSize"],
      value: counted("Mi"),
    },
  ],
  NodePool: [
    {
      names: ["maxnodes", "maxcount", "maxsize"],
      parent: "spec",
      to: ["spec", "limits", "nodes"],
      value: counted(""),
    },
    {
      names: ["terminationgraceperiodseconds"],
      parent: "spec.template.spec",
      to: [...nodeSpec, "terminationGracePeriod"],
      value: counted("s"),
    },
    {
      names: ["ttlsecondsuntilexpired"],
      parent: "spec",
      to: [...nodeSpec, "expireAfter"],
      value: counted("s"),
    },
    {
      names: ["ttlsecondsafterempty"],
      parent: "spec",
      to: ["spec", "disruption", "consolidateAfter"],
      value: counted("s"),
      also: [[["spec", "disruption", "consolidationPolicy"], "WhenEmpty"]],
    },
    {
      names: ["maxunavailable", "maxnodes", "percentage"],
      parent: "spec.disruption.budgets.*",
      to: ["spec", "disruption", "budgets", "*", "nodes"],
    },
  ],
};

/** A number with a unit behind it; text of digits counts as a number. */
function counted(unit: string): (json: Json) => Json | undefined {
  return (json) => {
    const text = typeof json === "number" ? String(json) : json;
    return typeof text === "string" && /^[1-9]\d{0,9}$/.test(text) ? `${text}${unit}` : undefined;
  };
}

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
  "vnetsubnetid",
]);

export interface Meant {
  /** Where it belongs, as a person reads it. */
  readonly place: string;
  readonly fixes: readonly Fix[];
}

/** What an unknown field was meant to be in this API, with the fix that makes it that; undefined for all others. */
export function intentOf(manifest: Manifest, path: Path): Meant | undefined {
  const name = normalize(String(path.at(-1)));
  const isPool = manifest.kind === "NodePool";
  if (isPool && classFields.has(name) && path[0] === "spec") return inClass(manifest, path);
  const parent = path
    .slice(0, -1)
    .map((step) => (typeof step === "number" ? "*" : step))
    .join(".");
  const intent = ownValue(intents, manifest.kind)?.find(
    (one) => one.parent === parent && one.names.includes(name),
  );
  return intent && asMeant(manifest, path, intent);
}

function inClass(manifest: Manifest, path: Path): Meant {
  const name = String(path.at(-1));
  const edits = commentOut(manifest, path, "Belongs to the AKSNodeClass:");
  return {
    place: "a field of the AKSNodeClass",
    fixes: fix(`Comment out ${name}, to be moved to the AKSNodeClass`, edits),
  };
}

function asMeant(manifest: Manifest, path: Path, { to, value, also = [] }: Intent): Meant {
  const target = to.map((step, index) => (step === "*" ? (path[index] ?? step) : step));
  const place = shown(target);
  const old = nodeAt(manifest.root, path);
  const taken = [target, ...also.map(([other]) => other)].some(
    (one) => nodeAt(manifest.root, one) !== undefined,
  );
  if (old === undefined || taken) return { place, fixes: [] };
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
