import { taintText } from "../snapshot/taints.ts";
import type { Taint } from "../snapshot/kubernetesObjects.ts";

/** Why a pod cannot go to a node. */
export type Refusal =
  | { readonly kind: "taint"; readonly taint: Taint }
  | { readonly kind: "selector" }
  | { readonly kind: "volume" }
  | { readonly kind: "ports" }
  | { readonly kind: "room"; readonly resource: string; readonly missing: number }
  | {
      readonly kind: "spread" | "affinity" | "antiAffinity";
      readonly topologyKey: string;
    };

const neighbours = {
  spread: "topology spread over",
  affinity: "pod affinity by",
  antiAffinity: "pod anti-affinity by",
} as const;

const units: Readonly<Record<string, readonly [number, string]>> = {
  cpu: [1, "cores"],
  memory: [2 ** 30, "GiB"],
  "ephemeral-storage": [2 ** 30, "GiB"],
};

/** An amount with its unit, rounded up to what a person reads: `1.5 cores`, `12 GiB`. */
function amountText(resource: string, amount: number): string {
  const [size, unit] = units[resource] ?? [1, ""];
  const rounded = Math.ceil((amount / size) * 100 - 1e-6) / 100;
  return `${rounded}${unit === "" ? "" : ` ${unit}`}`;
}

/** The refusal in words, without the node's name. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case "taint":
      return `taint ${taintText(refusal.taint)} is not tolerated`;
    case "selector":
      return "node selector or affinity does not match";
    case "volume":
      return "a volume cannot be used there";
    case "ports":
      return "a host port is taken";
    case "room":
      return `${refusal.resource} lacks ${amountText(refusal.resource, refusal.missing)}`;
    case "spread":
    case "affinity":
    case "antiAffinity":
      return `${neighbours[refusal.kind]} ${refusal.topologyKey} forbids it`;
  }
}
