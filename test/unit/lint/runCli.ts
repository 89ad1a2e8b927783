import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const cli = join(import.meta.dirname, "../../../src/cli.ts");

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder. */
export function runCli(
  folder: string,
  args: readonly string[],
  { input = "", env = {} }: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Run {
  const plain = { ...process.env };
  delete plain.FORCE_COLOR;
  delete plain.NO_COLOR;
  const result = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    maxBuffer: 1e9,
    env: { ...plain, ...env },
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

/** Makes a folder with files for one suite, and removes it afterwards. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "nap-lint-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A NodePool whose only mistake, if any, is its zone. */
export function poolInZone(zone: string, name = "general"): string {
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: ${name}
spec:
  disruption:
    consolidateAfter: 1m
  template:
    spec:
      expireAfter: 720h
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      requirements:
        - key: topology.kubernetes.io/zone
          operator: In
          values: [${zone}]
`;
}

export const goodPool = poolInZone('"westeurope-1"');

/** What --fix makes `goodPool` of, where the region is known. */
export const badPool = poolInZone('"1"');
