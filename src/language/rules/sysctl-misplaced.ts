import { move } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const parent = "spec/linuxOSConfig";

export const sysctlMisplaced: Rule = {
  id: "sysctl-misplaced",
  kinds: ["AKSNodeClass"],
  layer: "unknown-field",
  severity: "error",
  summary: "Sysctls stand under `linuxOSConfig.sysctls`.",
  why: "Directly under `linuxOSConfig` there are only the swap file and transparent huge pages. A sysctl there is refused by strict validation and dropped without a word by anything else, so that nodes keep their own value.",
  example: {
    bad: nodeClass(
      "linuxOSConfig:\n  vmSwappiness: 10\n  swapFileSize: 1Gi\nkubelet:\n  failSwapOn: false\n",
    ),
    good: nodeClass(
      "linuxOSConfig:\n  swapFileSize: 1Gi\n  sysctls:\n    vmSwappiness: 10\nkubelet:\n  failSwapOn: false\n",
    ),
  },
  explain(finding, manifest) {
    const name = finding.path.at(-1);
    if (finding.layer !== "unknown-field" || typeof name !== "string") return undefined;
    if (finding.path.slice(0, -1).join("/") !== parent) return undefined;
    const spec = manifest.crd?.schema.properties?.spec;
    const known = spec?.properties?.linuxOSConfig?.properties?.sysctls?.properties ?? {};
    const right = Object.keys(known).find((one) => one.toLowerCase() === name.toLowerCase());
    if (right === undefined) return undefined;
    const target = ["spec", "linuxOSConfig", "sysctls", right];
    return {
      message: `${right} is a sysctl and stands under linuxOSConfig.sysctls; here it is refused, or dropped without a word.`,
      fixes: [{ title: `Move ${right} to sysctls`, edits: move(manifest, finding.path, target) }],
    };
  },
};
