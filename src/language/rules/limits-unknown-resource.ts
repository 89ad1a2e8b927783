import { ownValue } from "../../karpenter/ownValue.ts";
import { remove, renameKey } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";

/** The resources that a node of the Azure provider reports (pkg/providers/instancetype/instancetype.go), and `nodes`. */
const known = [
  "cpu",
  "memory",
  "ephemeral-storage",
  "pods",
  "nodes",
  "nvidia.com/gpu",
  "amd.com/gpu",
];

const meant: Readonly<Record<string, string>> = {
  cpus: "cpu",
  vcpu: "cpu",
  vcpus: "cpu",
  cores: "cpu",
  mem: "memory",
  ram: "memory",
  gpu: "nvidia.com/gpu",
  gpus: "nvidia.com/gpu",
  "nvidia.com/gpus": "nvidia.com/gpu",
  "amd.com/gpus": "amd.com/gpu",
  node: "nodes",
  pod: "pods",
  storage: "ephemeral-storage",
};

/**
 * Resources of device plugins and huge pages: Karpenter counts what nodes report themselves, too (core v1.14.0,
 * pkg/controllers/state/statenode.go, Capacity).
 */
function isReportedLater(name: string): boolean {
  return name.includes("/") || name.startsWith("hugepages-");
}

export const limitsUnknownResource: Rule = {
  id: "limits-unknown-resource",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A limit on a resource that no node reports never binds.",
  why: "Karpenter adds up what the pool's nodes report as capacity and compares it with the limits of the same names. A name that no node reports counts as zero for ever, so the limit limits nothing.",
  example: {
    bad: nodePool("limits:\n  gpu: 4\n"),
    good: nodePool("limits:\n  nvidia.com/gpu: 4\n"),
  },
  *check(manifest) {
    for (const { name, value } of pairsOf(at(manifest, "spec", "limits"))) {
      if (known.includes(name) || name.startsWith("$") || value.kind === "map") continue;
      const path = ["spec", "limits", name];
      const right = ownValue(meant, name.toLowerCase());
      const mayCount = right === undefined && isReportedLater(name);
      yield {
        at: path,
        onKey: true,
        severity: mayCount ? "info" : "error",
        message: mayCount
          ? `No VM size is known to have ${name}: the limit binds only once a node of the pool reports it.`
          : `No node reports ${name}, so this limit never binds; ${right ? `${right} is the name` : `known are ${known.join(", ")}`}.`,
        fixes: [
          ...(right
            ? [{ title: `Rename to ${right}`, edits: renameKey(manifest, path, right) }]
            : []),
          { title: `Remove the limit on ${name}`, edits: remove(manifest, path), preferred: false },
        ],
      };
    }
  },
};
