import { rememberedOfLast } from "../../karpenter/remembered.ts";
import type { Manifest } from "../manifest.ts";
import { itemsOf, nodeAt, pairsOf, stringOf, valueOf } from "../yaml/node.ts";
import type { Path, SeqNode, YamlNode } from "../yaml/node.ts";

/** Where a manifest says what its nodes are: a NodePool in its template, a NodeClaim and a NodeOverlay in `spec`. */
export function nodeSpecPath(manifest: Manifest): Path {
  return manifest.kind === "NodePool" ? ["spec", "template", "spec"] : ["spec"];
}

/** A requirement as written; what has the wrong type is undefined or left out. */
export interface WrittenRequirement {
  readonly path: Path;
  readonly key: string | undefined;
  readonly operator: string | undefined;
  /** String values with their places. */
  readonly values: readonly WrittenText[];
  readonly valuesNode: SeqNode | undefined;
  readonly minValues: number | undefined;
}

export interface WrittenText {
  readonly path: Path;
  readonly text: string;
}

/** Two dozen rules ask for the same parts of a manifest. */
export const requirementsOf = rememberedOfLast(
  (manifest: Manifest): readonly WrittenRequirement[] => {
    const path = [...nodeSpecPath(manifest), "requirements"];
    return itemsOf(nodeAt(manifest.root, path)).map((item, index) =>
      written(item, [...path, index]),
    );
  },
);

function written(item: YamlNode, path: Path): WrittenRequirement {
  const values = valueOf(item, "values");
  const minValues = valueOf(item, "minValues");
  return {
    path,
    key: stringOf(valueOf(item, "key")),
    operator: stringOf(valueOf(item, "operator")),
    values: textsOf(values, [...path, "values"]),
    valuesNode: values?.kind === "seq" ? values : undefined,
    minValues:
      minValues?.kind === "scalar" && typeof minValues.value === "number"
        ? minValues.value
        : undefined,
  };
}

function textsOf(node: YamlNode | undefined, path: Path): WrittenText[] {
  return itemsOf(node).flatMap((item, index) => {
    const text = stringOf(item);
    return text === undefined ? [] : [{ path: [...path, index], text }];
  });
}

export interface WrittenLabel extends WrittenText {
  readonly key: string;
}

/** The labels that a NodePool's template gives its nodes. */
export const templateLabelsOf = rememberedOfLast((manifest: Manifest): readonly WrittenLabel[] => {
  const path = ["spec", "template", "metadata", "labels"];
  return pairsOf(nodeAt(manifest.root, path)).flatMap((pair) => {
    const text = stringOf(pair.value);
    return text === undefined ? [] : [{ key: pair.name, text, path: [...path, pair.name] }];
  });
});

export interface WrittenTaint {
  readonly path: Path;
  readonly list: "taints" | "startupTaints";
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly effect: string | undefined;
}

/** Taints, then startup taints, in the order in which Karpenter looks at them. */
export const taintsOf = rememberedOfLast((manifest: Manifest): readonly WrittenTaint[] => {
  return (["taints", "startupTaints"] as const).flatMap((list) => {
    const path = [...nodeSpecPath(manifest), list];
    return itemsOf(nodeAt(manifest.root, path)).map((item, index) => ({
      path: [...path, index],
      list,
      key: stringOf(valueOf(item, "key")),
      value: stringOf(valueOf(item, "value")),
      effect: stringOf(valueOf(item, "effect")),
    }));
  });
});

export interface WrittenBudget {
  readonly path: Path;
  readonly nodes: string | undefined;
  readonly schedule: string | undefined;
  readonly duration: string | undefined;
  /** Undefined: applies to every reason. */
  readonly reasons: readonly string[] | undefined;
}

export const budgetsOf = rememberedOfLast((manifest: Manifest): readonly WrittenBudget[] => {
  const path = ["spec", "disruption", "budgets"];
  return itemsOf(nodeAt(manifest.root, path)).map((item, index) => {
    const reasons = valueOf(item, "reasons");
    return {
      path: [...path, index],
      nodes: valueOf(item, "nodes") === undefined ? "10%" : stringOf(valueOf(item, "nodes")),
      schedule: stringOf(valueOf(item, "schedule")),
      duration: stringOf(valueOf(item, "duration")),
      reasons: reasons?.kind === "seq" ? textsOf(reasons, []).map(({ text }) => text) : undefined,
    };
  });
});
