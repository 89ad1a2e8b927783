import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { waitFor } from "./clusterObjects.ts";
import { describeWithGo } from "./goToolchain.ts";
import { startCluster } from "./start.ts";

describeWithGo("the end of a test cluster", function () {
  this.timeout(40 * 60_000);

  it("leaves no process, no port and no file behind, also with several at once", async () => {
    const kinds = ["api", "all"] as const;
    const clusters = await Promise.all(kinds.map((parts) => startCluster({ parts })));
    const urls = clusters.flatMap(({ server, control }) => [server, ...(control ? [control] : [])]);
    assert.equal(urls.length, 3);
    await Promise.all(clusters.map((cluster) => cluster.stop()));
    for (const url of urls) await assert.rejects(fetch(url), /fetch failed/);
    for (const { kubeconfig } of clusters) {
      assert.deepEqual(processesOf(dirname(kubeconfig)), []);
      assert.equal(existsSync(dirname(kubeconfig)), false);
    }
  });

  it("comes by itself when the process that started it is killed", async () => {
    const starter = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `const { startCluster } = await import(${JSON.stringify(`${import.meta.dirname}/start.ts`)});
         console.log((await startCluster({ parts: "all" })).kubeconfig);
         process.kill(process.pid, "SIGKILL");`,
      ],
      { encoding: "utf8" },
    );
    assert.equal(starter.signal, "SIGKILL");
    await nothingLeftOf(dirname(starter.stdout.trim()));
  });

  it("comes with Ctrl-C, which a terminal sends to every process of the group", async () => {
    const demo = spawn(process.execPath, [join(import.meta.dirname, "demo.ts")], {
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    demo.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    const ready = () => Promise.resolve(/^READY (.*)$/m.exec(said)?.[1]);
    const kubeconfig = await waitFor("READY of the demo", ready, 40 * 60_000);
    assert.ok(demo.pid);
    process.kill(-demo.pid, "SIGINT");
    const [code] = (await once(demo, "close")) as [number];
    assert.equal(code, 0);
    await nothingLeftOf(dirname(kubeconfig));
  });

  it("comes when one of its parts dies", async () => {
    const cluster = await startCluster({ parts: "all" });
    const directory = dirname(cluster.kubeconfig);
    const etcd = processesOf(directory).find((line) => line.includes(" etcd "));
    process.kill(Number(etcd?.trim().split(" ")[0]), "SIGKILL");
    await nothingLeftOf(directory);
    await cluster.stop();
  });
});

async function nothingLeftOf(directory: string): Promise<void> {
  await waitFor(`the end of ${directory}`, () =>
    Promise.resolve(existsSync(directory) ? undefined : true),
  );
  assert.deepEqual(processesOf(directory), []);
}

/** Process id and command line of each process that names the directory. */
function processesOf(directory: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(directory));
}
