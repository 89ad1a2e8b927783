import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const sysctls = ["spec", "linuxOSConfig", "sysctls"] as const;

interface Pair {
  readonly smaller: string;
  readonly larger: string;
  /** What nodes have where the field is left out; the lowest of the images (learn.microsoft.com, AKS custom node configuration). */
  readonly defaults: { readonly smaller: number; readonly larger: number };
  /** The largest value that the CRD takes for `larger`. */
  readonly most: number;
}

const most = 134_217_728;
const pairs: readonly Pair[] = [
  {
    smaller: "netCoreRmemDefault",
    larger: "netCoreRmemMax",
    // Ubuntu allows 1 MiB, Azure Linux no more than the default.
    defaults: { smaller: 212_992, larger: 1_048_576 },
    most,
  },
  {
    smaller: "netCoreWmemDefault",
    larger: "netCoreWmemMax",
    defaults: { smaller: 212_992, larger: 212_992 },
    most,
  },
  {
    smaller: "netIPv4NeighDefaultGcThresh1",
    larger: "netIPv4NeighDefaultGcThresh2",
    defaults: { smaller: 4096, larger: 8192 },
    most: 90_000,
  },
  {
    smaller: "netIPv4NeighDefaultGcThresh2",
    larger: "netIPv4NeighDefaultGcThresh3",
    defaults: { smaller: 8192, larger: 16_384 },
    most: 100_000,
  },
];

export const sysctlBelowDefault: Rule = {
  id: "sysctl-below-default",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "One of two sysctls that belong together contradicts the default of the other.",
  why: "The API server compares a default with its maximum, and one threshold with the next, only when both are written. A node keeps its own value for the one that is left out, so the larger may end up below the smaller.",
  example: {
    bad: nodeClass("linuxOSConfig:\n  sysctls:\n    netIPv4NeighDefaultGcThresh1: 20000\n"),
    good: nodeClass(
      "linuxOSConfig:\n  sysctls:\n    netIPv4NeighDefaultGcThresh1: 20000\n    netIPv4NeighDefaultGcThresh2: 20000\n    netIPv4NeighDefaultGcThresh3: 20000\n",
    ),
  },
  *check(manifest) {
    if (manifest.partial) return;
    const valueOf = (name: string): number | undefined => {
      const node = at(manifest, ...sysctls, name);
      return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
    };
    for (const { smaller, larger, defaults, most: limit } of pairs) {
      const [low, high] = [valueOf(smaller), valueOf(larger)];
      if (low !== undefined && high === undefined && low > defaults.larger)
        yield {
          at: [...sysctls, smaller],
          message: `${larger} is left out and ${defaults.larger} on a node, below this ${low}: set it too.`,
          fixes:
            low <= limit
              ? [
                  {
                    title: `Set ${larger} to ${low}`,
                    edits: setValue(manifest, [...sysctls, larger], low),
                  },
                ]
              : [],
        };
      if (high !== undefined && low === undefined && high < defaults.smaller)
        yield {
          at: [...sysctls, larger],
          message: `${smaller} is left out and ${defaults.smaller} on a node, above this ${high}: set it too.`,
          fixes: [
            {
              title: `Set ${smaller} to ${high}`,
              edits: setValue(manifest, [...sysctls, smaller], high),
            },
          ],
        };
    }
  },
  explain(finding, manifest) {
    const message = finding.server?.message ?? "";
    const [, smaller = "", larger = ""] = /(net\w+) must be <= (net\w+)/.exec(message) ?? [];
    const node = at(manifest, ...sysctls, smaller);
    if (node?.kind !== "scalar" || typeof node.value !== "number") return undefined;
    return {
      at: [...sysctls, larger],
      message: `${larger} is below ${smaller}, which is ${node.value}.`,
      fixes: [
        {
          title: `Set ${larger} to ${node.value}`,
          edits: setValue(manifest, [...sysctls, larger], node.value),
        },
      ],
    };
  },
};
