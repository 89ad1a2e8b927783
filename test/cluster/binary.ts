import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../scripts/host/cacheFolder.ts";
import { onEnd } from "../../scripts/host/cleanup.ts";
import { reasonWithoutGo } from "./goToolchain.ts";

const sources = join(import.meta.dirname, "testcluster");

/**
 * What the parts call themselves: without it the server is v0.0.0-master and Karpenter's
 * behaviour that depends on versions (node images, drift) is off.
 */
const linkerFlags = [
  "-s -w",
  "-X k8s.io/component-base/version.gitVersion=v1.35.4",
  "-X k8s.io/component-base/version.gitMajor=1",
  "-X k8s.io/component-base/version.gitMinor=35",
  "-X sigs.k8s.io/karpenter/pkg/operator.Version=1.14.0",
].join(" ");

/** Says what a long step does; the default writes to standard error. */
export type Progress = (line: string) => void;

/** The default {@link Progress}: standard error, because standard output may be a result. */
export const printProgress: Progress = (line) => void process.stderr.write(`${line}\n`);

/**
 * The path of the `testcluster` program, built on the first call for these sources (about 12 minutes
 * on two cores) and found again in the per-user cache folder by every later clone.
 * @throws Error when Go is missing or the build fails, with what the compiler said.
 */
export async function testclusterBinary(progress: Progress = printProgress): Promise<string> {
  const folder = join(cacheFolder(), `testcluster-${sourcesHash()}`);
  const binary = join(folder, "testcluster");
  if (existsSync(binary)) {
    utimesSync(binary, new Date(), new Date());
    return binary;
  }
  const reason = reasonWithoutGo();
  if (reason !== undefined) throw new Error(reason);
  mkdirSync(folder, { recursive: true });
  // Several runs may build at once: each into its own file, the rename is atomic.
  const unfinished = `${binary}.${process.pid}`;
  await build(unfinished, progress);
  renameSync(unfinished, binary);
  removeUnused(binary);
  return binary;
}

/** Each state of the sources leaves 140 MB behind; two weeks after its last use nobody needs it. */
function removeUnused(current: string): void {
  for (const name of readdirSync(cacheFolder())) {
    const binary = join(cacheFolder(), name, "testcluster");
    const oldest = Date.now() - 14 * 24 * 3600_000;
    if (!name.startsWith("testcluster-") || binary === current || !existsSync(binary)) continue;
    if (statSync(binary).mtimeMs < oldest) rmSync(dirname(binary), { recursive: true });
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${linkerFlags}`);
  for (const name of readdirSync(sources).sort()) {
    if (name.endsWith("_test.go")) continue;
    hash.update(`\0${name}\0`).update(readFileSync(join(sources, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function build(output: string, progress: Progress): Promise<void> {
  progress("Building the test control plane; the first time this takes some 12 minutes.");
  const total = await countPackages(progress);
  const flags = ["-v", "-buildvcs=false", "-ldflags", linkerFlags, "-o", output];
  // Packages that Go's own cache has are not told: only a first build comes near the total.
  await go(["build", ...flags, "."], (said) => {
    const compiled = said.split("\n").length - 1;
    const step = said.endsWith("testcluster\n") ? ", now the program itself" : "";
    progress(
      `Building the test control plane: ${compiled} of at most ${total} packages compiled${step}`,
    );
  });
  progress("The test control plane is built.");
}

/** The packages of the program; their modules are downloaded when Go's own cache lacks them. */
async function countPackages(progress: Progress): Promise<number> {
  const listed = await go(["list", "-deps", "."], (said) => {
    const modules = said.split("\n").filter((line) => line.startsWith("go: downloading ")).length;
    progress(`Building the test control plane: ${modules} Go modules downloaded`);
  });
  return listed.split("\n").length;
}

/**
 * Runs a command of Go on the sources and answers its standard output; every ten seconds it shows what Go said on
 * standard error so far. Go ends with this process.
 * @throws Error with the end of what Go said when it fails.
 */
async function go(args: readonly string[], show: (said: string) => void): Promise<string> {
  const compiler = spawn("go", args, {
    cwd: sources,
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = onEnd(() => void compiler.kill());
  const output = { out: "", said: "" };
  compiler.stdout.setEncoding("utf8").on("data", (text: string) => (output.out += text));
  compiler.stderr.setEncoding("utf8").on("data", (text: string) => (output.said += text));
  const ticker = setInterval(() => show(output.said), 10_000);
  const code = await new Promise<number | null>((resolve, reject) => {
    compiler.on("error", reject).on("close", resolve);
  }).finally(() => clearInterval(ticker));
  await kill();
  if (code === 0) return output.out;
  throw new Error(`go ${args[0] ?? ""} of ${sources} failed:\n${output.said.slice(-4000)}`);
}
