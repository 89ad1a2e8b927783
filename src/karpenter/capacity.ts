import type { NodeClassFacts } from "./nodeClassFacts.ts";
import type { MaybeBoolean, SizeFacts } from "./sizeFacts.ts";

/** Resources of a node of one size; `undefined` = not known without the cluster or the class. */
export interface NodeResources {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly ephemeralStorageBytes: number | undefined;
  readonly pods: number | undefined;
  readonly nvidiaGpus: number;
  readonly amdGpus: number;
}

/** Settings of the cluster that capacity depends on. */
export interface CapacitySettings {
  readonly nodeClass: NodeClassFacts;
  /** `azure`, `none`, ...; `undefined` = unknown. */
  readonly networkPlugin?: string;
  /** `overlay` or empty. */
  readonly networkPluginMode?: string;
  /** Share of memory that the VM itself takes; VM_MEMORY_OVERHEAD_PERCENT, 0.075 unless set. */
  readonly memoryOverhead?: number;
}

interface Bracket {
  readonly upTo: number;
  readonly rate: number;
}

const memoryBrackets: readonly Bracket[] = [
  { upTo: 4, rate: 0.25 },
  { upTo: 8, rate: 0.2 },
  { upTo: 16, rate: 0.1 },
  { upTo: 128, rate: 0.06 },
  { upTo: Number.MAX_VALUE, rate: 0.02 },
];

const cpuBrackets: readonly Bracket[] = [
  { upTo: 1, rate: 0.06 },
  { upTo: 2, rate: 0.04 },
  { upTo: 4, rate: 0.02 },
  { upTo: Number.MAX_VALUE, rate: 0.01 },
];

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/** Memory below which the kubelet evicts pods: 750 MiB. */
const evictionBytes = 750 * mebibyte;

function reserved(brackets: readonly Bracket[], amount: number): number {
  let sum = 0;
  let lower = 0;
  for (const { upTo, rate } of brackets) {
    if (lower > amount) break;
    sum += (Math.min(upTo, amount) - lower) * rate;
    lower = upTo;
  }
  return sum;
}

/** Default of `maxPods`: provider v1.14.0 pkg/utils/utils.go (GetMaxPods). */
function podsOf({ nodeClass, networkPlugin, networkPluginMode = "" }: CapacitySettings) {
  if (nodeClass.maxPods !== undefined) return nodeClass.maxPods;
  if (networkPlugin === undefined) return undefined;
  if (networkPlugin === "none") return 250;
  if (networkPlugin !== "azure") return 110;
  if (networkPluginMode === "overlay") return 250;
  return networkPluginMode === "" ? 30 : 110;
}

/**
 * What a NodePool's limits count. Fractions of a GiB are cut before the overhead is taken off.
 * Source: provider v1.14.0 pkg/providers/instancetype/instancetype.go (computeCapacity).
 */
export function capacityOf(size: SizeFacts, settings: CapacitySettings): NodeResources {
  const { memoryOverhead = 0.075, nodeClass } = settings;
  const memory = Math.trunc(size.memoryGiB) * gibibyte;
  const gpus = size.gpuCount ?? 0;
  const { osDiskSizeGB } = nodeClass;
  return {
    cpuMilli: size.cpus * 1000,
    memoryBytes: memory - Math.ceil(memory * memoryOverhead),
    ephemeralStorageBytes: osDiskSizeGB === undefined ? undefined : osDiskSizeGB * 1e9,
    pods: podsOf(settings),
    nvidiaGpus: size.gpu?.manufacturer === "nvidia" ? gpus : 0,
    amdGpus: size.gpu?.manufacturer === "amd" ? gpus : 0,
  };
}

/**
 * What pods can request: capacity less what the kubelet reserves and the eviction threshold.
 * Source: as capacityOf (KubeReservedResources, EvictionThreshold); the system reserves nothing.
 */
export function allocatableOf(size: SizeFacts, settings: CapacitySettings): NodeResources {
  const capacity = capacityOf(size, settings);
  const kubeMemory = Math.trunc(1024 * reserved(memoryBrackets, size.memoryGiB)) * mebibyte;
  return {
    ...capacity,
    cpuMilli: capacity.cpuMilli - Math.trunc(1000 * reserved(cpuBrackets, size.cpus)),
    memoryBytes: capacity.memoryBytes - kubeMemory - evictionBytes,
  };
}

/** Whether the OS disk is an ephemeral one; if not, it is a managed disk. Source: instancetypes.go (UseEphemeralDisk). */
export function usesEphemeralOsDisk(size: SizeFacts, osDiskSizeGB: number): MaybeBoolean {
  return size.ephemeralOsMaxGB === undefined ? undefined : osDiskSizeGB <= size.ephemeralOsMaxGB;
}
