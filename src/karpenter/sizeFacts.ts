import type { SizeNameParts } from "./sizeName.ts";

/** A fact that may be unknown. */
export type MaybeBoolean = boolean | undefined;

/** What the provider's registry of supported GPU sizes says (pkg/utils/supported-gpus.yaml). */
export interface GpuSupport {
  readonly manufacturer: "nvidia" | "amd";
  readonly ubuntu: boolean;
  /** Either generation of Azure Linux. */
  readonly azureLinux: boolean;
}

/** Capabilities of one VM size as the Azure Resource SKUs API reports them, for no region in particular. */
export interface SizeFacts {
  /** As the API and the label spell it: `Standard_D4s_v5`. */
  readonly name: string;
  /** Whether the provider's list of known sizes has it; an unlisted size gets the penalty price. */
  readonly known: boolean;
  /** Where the facts come from: the API today, the API in the past (no longer listed), or a documentation page. */
  readonly source: "api" | "api-history" | "docs";
  readonly parts: SizeNameParts | undefined;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly arch: "amd64" | "arm64";
  /** `undefined` = an accelerator size whose count the API does not report. */
  readonly gpuCount: number | undefined;
  readonly gpu: GpuSupport | undefined;
  readonly premium: boolean;
  readonly acceleratedNetworking: boolean;
  /** Largest ephemeral OS disk in GB (decimal); 0 = none, `undefined` = unknown. */
  readonly ephemeralOsMaxGB: number | undefined;
  readonly ephemeralOsPlacement: "nvme" | "cache" | "resource" | undefined;
  /** `true` = in some region; `false` = in none; `undefined` = unknown. */
  readonly spot: MaybeBoolean;
  readonly generations: readonly ("1" | "2")[];
  readonly trustedLaunch: MaybeBoolean;
  readonly encryptionAtHost: MaybeBoolean;
}
