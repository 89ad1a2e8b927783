import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sizesJson from "../../data/sizes.json" with { type: "json" };
import { cacheFolder } from "../../scripts/host/cacheFolder.ts";
import { decodeSizes, type SizeRow } from "../../src/karpenter/sizes.ts";

/**
 * Writes the project's facts about the VM sizes that Karpenter knows, one object per size, in the form
 * that the Go program reads (testcluster/sizes.go), and answers the path. The file is named after its
 * content and stays in the cache folder.
 */
export function sizesFile(): string {
  const rows = decodeSizes(sizesJson).rows.filter(({ known }) => known);
  const text = JSON.stringify(rows.map(sizeFacts), undefined, 1);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const file = join(cacheFolder(), `sizes-${hash}.json`);
  if (existsSync(file)) return file;
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

function sizeFacts(row: SizeRow): object {
  return {
    name: row.name,
    series: row.parts?.series ?? "",
    cpus: row.cpus,
    memoryGiB: row.memoryGiB,
    arch: row.arch,
    premium: row.premium,
    accelNet: row.acceleratedNetworking,
    ephemeralOsMaxGB: row.ephemeralOsMaxGB ?? null,
    ephemeralOsPlacement: row.ephemeralOsPlacement ?? "",
    spot: row.spot ?? null,
    gens: row.generations.map(Number),
    trustedLaunch: row.trustedLaunch ?? null,
    encryptionAtHost: row.encryptionAtHost ?? null,
    gpuCount: row.gpuCount ?? null,
  };
}
