import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSshKey } from "../../../src/azure/sshKey.ts";
import { sshKeyProblem } from "../../../src/nap/create/validation.ts";

describe("a new SSH key pair", function () {
  this.timeout(120_000);
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ssh-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is written for the owner alone, and its halves belong together", async () => {
    const path = join(folder, "new", "key");
    const line = await createSshKey(path);
    assert.equal(sshKeyProblem(line), undefined);
    assert.equal(readFileSync(`${path}.pub`, "utf8"), `${line}\n`);
    if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
    const jwk = createPublicKey(createPrivateKey(readFileSync(path))).export({ format: "jwk" });
    const blob = Buffer.from(line.split(" ")[1] ?? "", "base64");
    const fields: string[] = [];
    for (let at = 0; at < blob.length;) {
      const length = blob.readUInt32BE(at);
      fields.push(blob.subarray(at + 4, at + 4 + length).toString("base64url"));
      at += 4 + length;
    }
    const [name = "", e, n = ""] = fields;
    assert.equal(Buffer.from(name, "base64url").toString(), "ssh-rsa");
    assert.equal(e, jwk.e);
    assert.deepEqual(
      [...Buffer.from(n, "base64url")],
      [0, ...Buffer.from(jwk.n ?? "", "base64url")],
    );
  });

  it("never takes the place of a file, and leaves no half", async () => {
    const path = join(folder, "key");
    writeFileSync(`${path}.pub`, "mine");
    await assert.rejects(createSshKey(path), /key\.pub is there already/);
    assert.deepEqual(readdirSync(folder), ["key.pub"]);
    assert.equal(readFileSync(`${path}.pub`, "utf8"), "mine");
  });
});
