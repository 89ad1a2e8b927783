import { remove, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { append } from "../../edit/edit.ts";
import { itemsOf, nodeAt, stringOf, toJson, valueOf } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import type { RuleError } from "../cel/validateRules.ts";
import { fix } from "./explanation.ts";
import { dnsZone } from "./required.ts";

type Repair = (manifest: Manifest, path: Path) => readonly Fix[];

/** Repairs by the beginning of the rule's message in the CRDs of Karpenter and its Azure provider. */
const repairs: readonly (readonly [string, Repair])[] = [
  ["group may not be empty", write("karpenter.azure.com")],
  ["kind may not be empty", write("AKSNodeClass")],
  ["name may not be empty", write("default")],
  ["'weight' is not supported on static", removeField("weight")],
  ["cannot set both 'price' and 'priceAdjustment'", eitherPrice],
  [
    "kubelet.failSwapOn must be set to false",
    (manifest, path) =>
      fix(
        "Set kubelet.failSwapOn to false",
        setValue(manifest, [...path, "kubelet", "failSwapOn"], false),
      ),
  ],
  ["requirements with operator 'In' must have a value", asksForValues("Exists")],
  ["requirements with operator 'NotIn' must have a value", asksForValues("DoesNotExist")],
  ["imageGCHighThresholdPercent must be greater", swapThresholds],
  ["must contain required zones", addZones],
];

/** Fixes for a broken CEL rule, where a right text can be derived. */
export function celFixes(manifest: Manifest, error: RuleError, path: Path): readonly Fix[] {
  const message = error.rule.message ?? "";
  const repair = repairs.find(([start]) => message.startsWith(start))?.[1];
  return repair ? repair(manifest, path) : [];
}

function write(text: string): Repair {
  return (manifest, path) => fix(`Write ${text}`, setValue(manifest, path, text));
}

function removeField(name: string): Repair {
  return (manifest, path) => fix(`Remove ${name}`, remove(manifest, [...path, name]));
}

function eitherPrice(manifest: Manifest, path: Path): readonly Fix[] {
  return ["priceAdjustment", "price"].flatMap((name) =>
    fix(`Remove ${name}`, remove(manifest, [...path, name]), false),
  );
}

function asksForValues(operator: string): Repair {
  return (manifest, path) => {
    if (nodeAt(manifest.root, path)?.kind !== "map") return [];
    return fix(`Use the operator ${operator}`, setValue(manifest, [...path, "operator"], operator));
  };
}

function swapThresholds(manifest: Manifest, path: Path): readonly Fix[] {
  const [high, low] = ["imageGCHighThresholdPercent", "imageGCLowThresholdPercent"].map((name) => ({
    path: [...path, name],
    node: nodeAt(manifest.root, [...path, name]),
  }));
  if (!high?.node || !low?.node) return [];
  const values = [toJson(high.node), toJson(low.node)] as const;
  if (values[0] === values[1]) return [];
  return fix("Swap the two thresholds", [
    ...setValue(manifest, high.path, values[1]),
    ...setValue(manifest, low.path, values[0]),
  ]);
}

function addZones(manifest: Manifest, path: Path): readonly Fix[] {
  const zones = itemsOf(nodeAt(manifest.root, path)).map((item) => stringOf(valueOf(item, "zone")));
  const lacking = [".", "cluster.local"].filter((zone) => !zones.includes(zone));
  const [first] = lacking;
  if (first === undefined) return [];
  return fix(`Add the zone ${first}`, append(manifest, path, dnsZone(String(path.at(-1)), first)));
}
