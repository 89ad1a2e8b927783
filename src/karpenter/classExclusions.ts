import type { NodeClassFacts } from "./nodeClassFacts.ts";
import type { MaybeBoolean, SizeFacts } from "./sizeFacts.ts";
import { addSize, emptySizeSet } from "./sizeSet.ts";
import type { SizeTable } from "./sizes.ts";
import type { SizeVerdict } from "./sizeIndex.ts";

/** Why the provider drops a size for one AKSNodeClass. */
export type ClassExclusion =
  | "gpu-os"
  | "encryption-at-host"
  | "local-dns"
  | "gpu-driver"
  | "artifact-streaming"
  | "trusted-launch";

export interface ClassExclusions {
  /** The size is dropped for these. */
  readonly sure: readonly ClassExclusion[];
  /** The size may be dropped for these: a fact of the class or of the size is unknown. */
  readonly maybe: readonly ClassExclusion[];
}

const ubuntuFamilies = new Set(["Ubuntu", "Ubuntu2204", "Ubuntu2404"]);

function both(a: MaybeBoolean, b: MaybeBoolean): MaybeBoolean {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

function not(value: MaybeBoolean): MaybeBoolean {
  return value === undefined ? undefined : !value;
}

function lacksGpuOs({ gpu }: SizeFacts, imageFamily: string | undefined): MaybeBoolean {
  if (gpu === undefined) return false;
  if (imageFamily === undefined) {
    return gpu.ubuntu === gpu.azureLinux ? !gpu.ubuntu : undefined;
  }
  if (ubuntuFamilies.has(imageFamily)) return !gpu.ubuntu;
  return imageFamily === "AzureLinux" ? !gpu.azureLinux : true;
}

/**
 * Reasons to drop the size for the class. All facts of the class unknown gives what some class may ask.
 * Source: provider v1.14.0 pkg/providers/instancetype/instancetypes.go (isInstanceTypeSupportedByFilters);
 * trusted launch as the provider of 2026-08-21 has it.
 */
export function classExclusions(size: SizeFacts, nodeClass: NodeClassFacts): ClassExclusions {
  const sure: ClassExclusion[] = [];
  const maybe: ClassExclusion[] = [];
  const note = (reason: ClassExclusion, holds: MaybeBoolean) => {
    if (holds === undefined) maybe.push(reason);
    else if (holds) sure.push(reason);
  };
  note("gpu-os", lacksGpuOs(size, nodeClass.imageFamily));
  note("encryption-at-host", both(nodeClass.encryptionAtHost, not(size.encryptionAtHost)));
  note("local-dns", both(nodeClass.localDns, size.cpus < 4));
  note("gpu-driver", both(nodeClass.gpuDriver, size.gpu?.manufacturer === "amd"));
  note("artifact-streaming", both(nodeClass.artifactStreaming, size.arch === "arm64"));
  note("trusted-launch", both(nodeClass.trustedLaunch, not(size.trustedLaunch)));
  return { sure, maybe };
}

/** Rows of the table that nodes of a class may have, and those that surely can be had somewhere. */
export function classSets(table: SizeTable, nodeClass: NodeClassFacts): SizeVerdict {
  const possible = emptySizeSet(table.rows.length);
  const sure = emptySizeSet(table.rows.length);
  for (const [index, row] of table.rows.entries()) {
    if (row.excluded.length > 0) continue;
    const dropped = classExclusions(row, nodeClass);
    if (dropped.sure.length > 0) continue;
    addSize(possible, index);
    // What the API lists today is the only thing that is sure to be on offer somewhere.
    if (dropped.maybe.length === 0 && row.source === "api") addSize(sure, index);
  }
  return { possible, sure };
}
