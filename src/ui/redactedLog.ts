import type * as vscode from "vscode";
import { redact } from "../nap/redact.ts";

const writing: ReadonlySet<PropertyKey> = new Set([
  "trace",
  "debug",
  "info",
  "warn",
  "error",
  "append",
  "appendLine",
  "replace",
]);

/** The channel, but for tokens, keys, kubeconfigs and signatures: whatever is written to it is redacted first. */
export function redactedLog(channel: vscode.LogOutputChannel): vscode.LogOutputChannel {
  // Behind an empty target: a frozen channel would insist on its own members.
  return new Proxy({} as vscode.LogOutputChannel, {
    get: (_target, name) => {
      const member: unknown = Reflect.get(channel, name);
      if (typeof member !== "function") return member;
      return (...parts: readonly unknown[]): unknown =>
        Reflect.apply(member, channel, writing.has(name) ? parts.map(clean) : parts);
    },
  });
}

function clean(part: unknown): unknown {
  if (part instanceof Error) return redact(part.stack ?? String(part));
  // In a list, since nothing and functions alone have no JSON.
  return redact(typeof part === "string" ? part : JSON.stringify([part]).slice(1, -1));
}
