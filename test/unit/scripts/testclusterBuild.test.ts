import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

const binary = resolve(import.meta.dirname, "../../cluster/binary.ts");

/** A compiler that writes down how it was called and, told so, fails. */
const compiler = `#!/bin/sh
echo "$*" >> "$CALLS"
case "$1" in
  list) echo one; echo two ;;
  build)
    if [ -n "$BROKEN" ]; then echo "main.go:1: broken" >&2; exit 1; fi
    while [ "$1" != "-o" ]; do shift; done
    echo built > "$2" ;;
esac
`;

describe("the build of the test control plane", function () {
  this.timeout(120_000);

  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nap-build-"));
    writeFileSync(join(folder, "go"), compiler);
    chmodSync(join(folder, "go"), 0o755);
    writeFileSync(join(folder, "calls"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Asks for the program as a fresh clone does; answers what was said and the commands of Go that ran. */
  function ask(broken = "") {
    const script = `const { testclusterBinary } = await import(${JSON.stringify(binary)});
      console.log(await testclusterBinary());`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", script],
      {
        encoding: "utf8",
        env: {
          ...process.env,
          PATH: `${folder}${delimiter}${process.env.PATH ?? ""}`,
          XDG_CACHE_HOME: folder,
          CALLS: join(folder, "calls"),
          BROKEN: broken,
        },
      },
    );
    const calls = readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
    return {
      status,
      path: stdout.trim(),
      said: stderr,
      calls: calls.map((call) => call.split(" ")[0]),
    };
  }

  it("says what it does and how long that takes, and happens once for every clone of a user", () => {
    const first = ask();
    assert.equal(first.status, 0, first.said);
    assert.match(first.said, /the first time this takes some 12 minutes/);
    assert.match(first.said, /The test control plane is built/);
    assert.equal(readFileSync(first.path, "utf8"), "built\n");
    const second = ask();
    assert.deepEqual([second.path, second.said], [first.path, ""]);
    assert.deepEqual(second.calls, ["version", "list", "build"]);
  });

  it("leaves nothing to find when it fails, and tells what the compiler said", () => {
    const { status, said } = ask("yes");
    assert.equal(status, 1);
    assert.match(said, /go build of .*testcluster failed:\n.*main\.go:1: broken/);
    const [built = ""] = readdirSync(join(folder, "aks-nap"));
    assert.deepEqual(readdirSync(join(folder, "aks-nap", built)), []);
    assert.equal(ask().status, 0);
  });
});
