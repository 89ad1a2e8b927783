import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { waitFor } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { isOpen } from "../cluster/isOpen.ts";

const root = resolve(import.meta.dirname, "../..");
const longestStartMs = 40 * 60_000;

describeWithGo("npm run demo", () => {
  /** Everything that the demo writes and starts names this folder. */
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nap-demo-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  function start(): { demo: ChildProcess; said: (what: RegExp) => Promise<string> } {
    const demo = spawn(process.execPath, [join(root, "scripts/setup.mjs"), "demo.ts"], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TMPDIR: folder, DISPLAY: "", WAYLAND_DISPLAY: "" },
    });
    let text = "";
    for (const stream of [demo.stdout, demo.stderr])
      stream.setEncoding("utf8").on("data", (more: string) => (text += more));
    return {
      demo,
      said: (what) =>
        waitFor(
          `the demo to say ${what.source}`,
          () => {
            if (demo.exitCode !== null) throw new Error(`the demo ended:\n${text}`);
            return Promise.resolve(what.exec(text)?.[0]);
          },
          longestStartMs,
        ),
    };
  }

  async function nothingIsLeft(): Promise<void> {
    await waitFor("the end of everything", () =>
      Promise.resolve(
        processesOf(folder).length === 0 && readdirSync(folder).length === 0 ? true : undefined,
      ),
    );
  }

  it("runs until Ctrl-C, and leaves no process, no port and no file behind", async () => {
    const { demo, said } = start();
    const window = new URL(await said(/http:\/\/127\.0\.0\.1:\S+(?=\n)/));
    const azure = new URL(await said(/https:\/\/localhost:\d+/));
    const kubeconfig = await said(/\S+\/kubeconfig(?= get)/);
    assert.ok(kubeconfig.startsWith(folder));
    assert.equal((await fetch(window, { redirect: "manual" })).status < 400, true);
    const ports = [window, azure].map(({ port }) => Number(port));
    assert.deepEqual(await Promise.all(ports.map(isOpen)), [true, true]);
    assert.ok(demo.pid);
    process.kill(-demo.pid, "SIGINT");
    const [code] = (await once(demo, "close")) as [number];
    assert.equal(code, 130);
    await nothingIsLeft();
    assert.deepEqual(await Promise.all(ports.map(isOpen)), [false, false]);
  });

  it("leaves nothing behind either when it is ended while it starts", async () => {
    const { demo, said } = start();
    await said(/\(1 of 3\)/);
    await waitFor("the control plane to start", () =>
      Promise.resolve(processesOf(folder).length > 0 ? true : undefined),
    );
    demo.kill("SIGTERM");
    await once(demo, "close");
    await nothingIsLeft();
  });
});

function processesOf(folder: string): readonly string[] {
  const { stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(folder));
}
