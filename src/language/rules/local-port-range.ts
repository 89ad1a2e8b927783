import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "linuxOSConfig", "sysctls", "netIPv4IPLocalPortRange"] as const;

export const localPortRange: Rule = {
  id: "local-port-range",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary: "The range of local ports goes from 1024-60999 to 32768-65535.",
  why: "`netIPv4IPLocalPortRange` is two ports with a blank between: the first from 1024 to 60999, the last from 32768 to 65535 and not below the first.",
  example: {
    bad: nodeClass('linuxOSConfig:\n  sysctls:\n    netIPv4IPLocalPortRange: "1000 65535"\n'),
    good: nodeClass('linuxOSConfig:\n  sysctls:\n    netIPv4IPLocalPortRange: "1024 65535"\n'),
  },
  explain(finding, manifest) {
    const { layer, server } = finding;
    if (layer === "unknown-field" || server?.message.includes("netIPv4IPLocalPortRange") !== true)
      return undefined;
    const [, one = "", other = ""] =
      /^(\d{1,6}) (\d{1,6})$/.exec(textAt(manifest, ...path) ?? "") ?? [];
    if (one === "") return undefined;
    const ports = [Number(one), Number(other)].sort((a, b) => a - b);
    const right = `${within(ports[0], 1024, 60_999)} ${within(ports[1], 32_768, 65_535)}`;
    return {
      at: path,
      message: `The first port is one of 1024 to 60999, the last one of 32768 to 65535: ${right} is the nearest.`,
      fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
    };
  },
};

function within(port: number | undefined, least: number, most: number): number {
  return Math.min(Math.max(port ?? least, least), most);
}
