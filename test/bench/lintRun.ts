import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { writePools } from "./manifests.ts";
import { median, middle } from "./measure.ts";
import type { Measured } from "./measure.ts";

const root = join(import.meta.dirname, "../..");
const version = "v0.8.0";

/** The command line over a folder of files against kubeconform; undefined where there is no Go to build it with. */
export async function lintRun(
  folder: string,
  { files, runs }: { files: number; runs: number },
): Promise<Measured | undefined> {
  const kubeconform = peer(join(folder, "bin"));
  if (kubeconform === undefined) return undefined;
  const pools = join(folder, "pools");
  const schemas = join(folder, "schemas");
  writePools(pools, files);
  run(process.execPath, ["scripts/schemas.ts", "--set", "current", "--json", schemas]);
  const location = `${schemas}/{{.ResourceKind}}.{{.ResourceAPIVersion}}.json`;
  // In turns, so that what else the machine does befalls both.
  const theirs: number[] = [];
  const own: number[] = [];
  await median(runs, async () => {
    theirs.push(await median(1, () => run(kubeconform, ["-schema-location", location, pools])));
    own.push(await median(1, () => run(process.execPath, ["dist/cli.js", "lint", pools])));
  });
  return {
    what: `${files} files on the command line`,
    ours: middle(own),
    peer: { name: `kubeconform ${version}`, value: middle(theirs) },
    atMost: 2,
  };
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

function peer(folder: string): string | undefined {
  const program = join(folder, "kubeconform");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    "go",
    ["install", `github.com/yannh/kubeconform/cmd/kubeconform@${version}`],
    { env: { ...process.env, GOBIN: folder }, stdio: ["ignore", "ignore", "inherit"] },
  );
  return status === 0 ? program : undefined;
}
