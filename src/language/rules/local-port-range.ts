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
    const text = textAt(manifest, ...path) ?? "";
    const found = /^\D*(\d{1,6})\D+(\d{1,6})\D*$/.exec(text);
    if (found === null) return undefined;
    const ports = [Number(found[1]), Number(found[2])].sort((a, b) => a - b);
    const right = `${within(ports[0], 1024, 60_999)} ${within(ports[1], 32_768, 65_535)}`;
    return {
      at: path,
      message: `${sentence(server.message, text)}: ${right} is the nearest that is allowed.`,
      fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
    };
  },
};

/** Each of the server's rules has its own. */
function sentence(server: string, text: string): string {
  if (!/^\d+ \d+$/.test(text)) return `${text} is not two ports with one blank between`;
  if (server.includes("first port must be in")) return "The first port is one of 1024 to 60999";
  if (server.includes("last port must be in")) return "The last port is one of 32768 to 65535";
  return "The first port must not be above the last";
}

function within(port: number | undefined, least: number, most: number): number {
  return Math.min(Math.max(port ?? least, least), most);
}
