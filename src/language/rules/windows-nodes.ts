import { remove, setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const windowsNodes: Rule = {
  id: "windows-nodes",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "Node auto-provisioning launches Linux machines only.",
  why: "Every instance type of the Azure provider has `kubernetes.io/os: linux`. A pool that requires `windows` launches nothing; pods for Windows need a fixed-size node pool.",
  example: {
    bad: poolRequiring("kubernetes.io/os In linux windows"),
    good: poolRequiring("kubernetes.io/os In linux"),
  },
  *check(manifest) {
    for (const { key, operator, values, path } of requirementsOf(manifest)) {
      if (key !== "kubernetes.io/os" && key !== "beta.kubernetes.io/os") continue;
      const windows = values.find(({ text }) => /^windows/i.test(text));
      if (operator !== "In" || windows === undefined) continue;
      const alone = values.length === 1;
      yield {
        at: windows.path,
        message:
          "Node auto-provisioning has no Windows machines: Windows pods need a fixed-size node pool.",
        severity: alone ? "error" : "warning",
        // Beside another value it changes nothing to remove it. Alone, Linux machines may not be what is wanted.
        fixes: [
          alone
            ? {
                title: "Write linux",
                edits: setValue(manifest, [...path, "values", 0], "linux"),
                preferred: false,
              }
            : { title: `Remove ${windows.text}`, edits: remove(manifest, windows.path) },
        ],
      };
    }
  },
};
