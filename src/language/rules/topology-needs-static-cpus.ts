import { setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const topology = ["spec", "kubelet", "topologyManagerPolicy"] as const;
const cpus = ["spec", "kubelet", "cpuManagerPolicy"] as const;

export const topologyNeedsStaticCpus: Rule = {
  id: "topology-needs-static-cpus",
  kinds: ["AKSNodeClass"],
  severity: "info",
  summary: "A topology policy aligns no CPUs unless the CPU policy is `static`.",
  why: "The topology manager brings together what the CPU and device managers offer. With `cpuManagerPolicy: none`, the default, no container gets CPUs of its own, so there is nothing to align but devices.",
  example: {
    bad: nodeClass("kubelet:\n  topologyManagerPolicy: single-numa-node\n"),
    good: nodeClass(
      "kubelet:\n  topologyManagerPolicy: single-numa-node\n  cpuManagerPolicy: static\n",
    ),
  },
  *check(manifest) {
    const policy = textAt(manifest, ...topology);
    if (policy === undefined || policy === "none" || manifest.partial) return;
    if (at(manifest, ...cpus) && textAt(manifest, ...cpus) !== "none") return;
    yield {
      at: topology,
      message: `Without cpuManagerPolicy static no container has CPUs of its own that ${policy} could align.`,
      fixes: [
        { title: "Set cpuManagerPolicy to static", edits: setValue(manifest, cpus, "static") },
      ],
    };
  },
};
