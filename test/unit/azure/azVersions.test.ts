import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { azProgram, readAzVersions } from "../../../src/azure/azVersions.ts";

describe("the version of az", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "az-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** An az that prints its arguments as its version, then ends with a code. */
  async function install(line: string): Promise<{ PATH: string }> {
    const file = join(folder, "az");
    await writeFile(file, `#!/bin/sh\n${line}\n`);
    await chmod(file, 0o755);
    return { PATH: folder };
  }

  it("is asked of az itself", async function () {
    if (process.platform === "win32") this.skip();
    const env = await install(`echo "{\\"azure-cli\\": \\"$*\\"}"`);
    assert.deepEqual(await readAzVersions(env), { azureCli: "version -o json" });
  });

  it("stays unknown, in words, without az or with another answer", async function () {
    if (process.platform === "win32") this.skip();
    await assert.rejects(readAzVersions({ PATH: folder }), /^Error: az is not installed$/);
    await assert.rejects(readAzVersions(await install("exit 3")), /^Error: az failed$/);
    await assert.rejects(readAzVersions(await install("echo hello")), /something else/);
  });

  it("is asked of Python on Windows, where az is a script of the command prompt", async () => {
    await writeFile(join(folder, "az.cmd"), "");
    const program = azProgram({ Path: folder }, "win32");
    assert.deepEqual(program, {
      file: join(folder, "..", "python.exe"),
      args: ["-IBm", "azure.cli"],
    });
    assert.equal(azProgram({ Path: join(folder, "none") }, "win32").file, "az");
  });
});
