import "./useVscode.ts";
import assert from "node:assert/strict";
import { AzureError } from "../../../src/azure/azureError.ts";
import { parseKubeconfig } from "../../../src/kube/kubeconfig.ts";
import type { registerCommand as register } from "../../../src/ui/command.ts";
import { redactedLog } from "../../../src/ui/redactedLog.ts";
import { createLog } from "./memory.ts";
import { seen } from "./vscode.ts";

/** Secret parts by the text that holds them. */
const secrets: readonly (readonly [string, string, string])[] = [
  ["a token", "Authorization: Bearer s3cr3t-0123456789abcdef", "s3cr3t"],
  ["a JWT", "eyJhbGciOiJub25lIn0.eyJzM2NyM3QiOjF9.c2ln", "eyJzM2NyM3QiOjF9"],
  ["a kubeconfig", "users:\n- user: {token: s3cr3t-of-a-user}", "s3cr3t"],
  ["a client key", "client-key-data: s3cr3tLS0tLS1CRUdJTg==", "s3cr3t"],
  ["a PEM key", "-----BEGIN PRIVATE KEY-----\ns3cr3t\n-----END PRIVATE KEY-----", "s3cr3t"],
  ["a shared access signature", "https://x.blob.example/y?sv=1&sig=s3cr3t%3D", "s3cr3t"],
  ["a polling URL", "https://x/operations/1?api-version=2&t=638&c=s3cr3t&s=s3cr3t&h=x", "s3cr3t"],
];

describe("what people and files get to read", () => {
  let registerCommand: typeof register;
  before(async () => {
    ({ registerCommand } = await import("../../../src/ui/command.ts"));
  });
  beforeEach(() => seen.reset());

  for (const [name, text, secret] of secrets) {
    it(`has never ${name}: neither in the log nor in a notification`, async () => {
      const { log, lines } = createLog();
      const clean = redactedLog(log);
      for (const level of ["info", "warn", "error", "debug", "trace"] as const)
        clean[level](`a line with ${text}`, new Error(text, { cause: new Error(text) }), { text });
      registerCommand(
        "nap.test",
        () => {
          throw new Error(`it failed: ${text}`);
        },
        { log: clean },
      );
      await seen.commands.get("nap.test")?.();
      assert.equal(lines.length, 6);
      assert.equal(seen.messages.length, 1);
      assert.match(seen.messages.join(), /^NAP: it failed: /);
      const shown = [...lines, ...seen.messages].join("\n");
      assert.equal(shown.includes(secret), false, shown);
    });

    it(`has never ${name} in an error about a kubeconfig that cannot be read`, () => {
      assert.throws(
        () => parseKubeconfig(`a: [\n${text}\n b: {`),
        (error) => !String(error).includes(secret),
      );
    });
  }

  it("says everything else as it is", () => {
    const { log, lines } = createLog();
    redactedLog(log).info("shop is on mode Auto", 7);
    assert.deepEqual(lines, ["shop is on mode Auto,7"]);
  });

  it("names what a request of Azure was about", async () => {
    const { log } = createLog();
    const failure = { request: "GET clusters/shop", message: "no", changed: "no" } as const;
    const error = new AzureError({ kind: "permission", ...failure });
    registerCommand("nap.test", () => Promise.reject(error), { log: redactedLog(log) });
    await seen.commands.get("nap.test")?.();
    assert.equal(seen.messages[0]?.startsWith(`NAP: ${error.message}`), true);
  });
});
