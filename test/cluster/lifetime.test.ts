import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { waitFor } from "./clusterObjects.ts";
import { describeWithGo } from "./goToolchain.ts";
import { isOpen } from "./isOpen.ts";
import { startCluster } from "./start.ts";

const here = import.meta.dirname;
const fixture = join(here, "fixtures", "suiteOnCluster.ts");

/** A cluster that another process started. */
interface Started {
  readonly kubeconfig: string;
  /** Its API server and its control endpoint. */
  readonly urls: readonly string[];
}

describeWithGo("the end of a test cluster", function () {
  this.timeout(40 * 60_000);

  it("leaves no process, no port and no file behind, also with several at once", async () => {
    const kinds = ["api", "all"] as const;
    const clusters = await Promise.all(kinds.map((parts) => startCluster({ parts })));
    const urls = clusters.flatMap(({ server, control }) => [server, ...(control ? [control] : [])]);
    assert.equal(urls.length, 3);
    for (const url of urls) assert.equal(await isOpen(Number(new URL(url).port)), true, url);
    await Promise.all(clusters.map((cluster) => cluster.stop()));
    for (const { kubeconfig } of clusters) await assertGone({ kubeconfig, urls });
  });

  for (const ending of ["failing set-up", "failing test"]) {
    it(`comes with the end of a test run that has a ${ending} and does not stop it`, async () => {
      const { runner, started } = await runSuiteOnCluster(ending);
      const [code] = await endOf(runner);
      assert.equal(code, 0, "the runner itself has not failed");
      await assertGone(started);
    });
  }

  it("comes with Ctrl-C during the tests, before the test run ends", async () => {
    const { runner, started } = await runSuiteOnCluster("hanging test");
    process.kill(-Number(runner.pid), "SIGINT");
    assert.deepEqual(await endOf(runner), [130, null]);
    await assertGone(started);
  });

  it("comes by itself when the test run is killed", async () => {
    const { runner, started } = await runSuiteOnCluster("hanging test");
    runner.kill("SIGKILL");
    await waitFor("the end of the tests", () => gone(processesOf(fixture).length === 0));
    await waitFor("the end of the cluster", () => gone(!existsSync(dirname(started.kubeconfig))));
    await assertGone(started);
  });

  it("comes by itself when the tests are killed", async () => {
    const { runner, started } = await runSuiteOnCluster("hanging test");
    const tests = processesOf(fixture).map((line) => Number.parseInt(line));
    for (const pid of tests) if (pid !== runner.pid) process.kill(pid, "SIGKILL");
    assert.deepEqual(await endOf(runner), [0, null], "the runner lives on to report it");
    await waitFor("the end of the cluster", () => gone(!existsSync(dirname(started.kubeconfig))));
    await assertGone(started);
  });

  it("comes with Ctrl-C, which a terminal sends to every process of the group", async () => {
    const demo = start([join(here, "demo.ts")]);
    const kubeconfig = await said(demo, /^READY (.*)$/m);
    process.kill(-Number(demo.pid), "SIGINT");
    assert.deepEqual(await endOf(demo), [0, null]);
    await assertGone({ kubeconfig, urls: [] });
  });

  for (const [part, end, signal] of [
    ["etcd", "is killed", "SIGKILL"],
    ["karpenter", "is killed", "SIGKILL"],
    ["karpenter", "gets a Ctrl-C", "SIGINT"],
  ] as const) {
    it(`comes before it is READY when its starter ${end} while ${part} starts`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "lifetime-"));
      const starter = start([join(here, "demo.ts")], { TMPDIR: folder });
      const started = ` ${part} `;
      await waitFor(part, () => gone(processesOf(folder).some((line) => line.includes(started))));
      process.kill(signal === "SIGINT" ? -Number(starter.pid) : Number(starter.pid), signal);
      await endOf(starter);
      await waitFor("the end of every part", () => gone(processesOf(folder).length === 0));
      await waitFor("the end of the folder", () => gone(readdirSync(folder).length === 0));
      rmSync(folder, { recursive: true });
    });
  }

  it("comes when one of its parts dies", async () => {
    const cluster = await startCluster({ parts: "all" });
    const { kubeconfig, server, control = "" } = cluster;
    const etcd = processesOf(dirname(kubeconfig)).find((line) => line.includes(" etcd "));
    process.kill(Number.parseInt(etcd ?? ""), "SIGKILL");
    await waitFor("the end of the cluster", () => gone(!existsSync(dirname(kubeconfig))));
    await assertGone({ kubeconfig, urls: [server, control] });
    await cluster.stop();
  });
});

/** Runs the suite of the fixture as `npm test` runs its own, and returns when its cluster is there. */
async function runSuiteOnCluster(ending: string) {
  const command = ["mocha", "--no-config", "--timeout", "0", fixture];
  const runner = start(
    [
      "--input-type=module",
      "-e",
      `const { runSuite } = await import(${JSON.stringify(join(here, "../../scripts/runSuite.ts"))});
       await runSuite({ name: "fixture", command: ${JSON.stringify(command)}, count: "exit" });`,
    ],
    { NAP_ENDING: ending },
  );
  const told = await said(runner, /^STARTED (.*)$/m);
  return { runner, started: JSON.parse(told) as Started };
}

/** A program of Node in a process group of its own, as a terminal starts it. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: join(here, "../.."),
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The first group of a pattern in what the program writes. */
async function said({ stdout }: ChildProcess, pattern: RegExp): Promise<string> {
  let text = "";
  stdout?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return waitFor(String(pattern), () => Promise.resolve(pattern.exec(text)?.[1]));
}

/** Exit code and signal of a program, also when it has ended already. */
async function endOf(program: ChildProcess): Promise<readonly unknown[]> {
  const { exitCode, signalCode } = program;
  if (exitCode !== null || signalCode !== null) return [exitCode, signalCode];
  return (await once(program, "exit")) as readonly unknown[];
}

function gone(isGone: boolean): Promise<true | undefined> {
  return Promise.resolve(isGone ? true : undefined);
}

async function assertGone({ kubeconfig, urls }: Started): Promise<void> {
  assert.deepEqual(processesOf(dirname(kubeconfig)), []);
  assert.equal(existsSync(dirname(kubeconfig)), false);
  for (const url of urls) assert.equal(await isOpen(Number(new URL(url).port)), false, url);
}

/** Process id and command line of each process that names the text. */
function processesOf(text: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(text));
}
