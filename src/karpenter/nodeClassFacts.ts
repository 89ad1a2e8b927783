import type { MaybeBoolean } from "./sizeFacts.ts";

/**
 * What of an AKSNodeClass shapes instance types, defaults of the CRD applied.
 * `undefined` = unknown; `unknownNodeClass` stands for a class that cannot be read.
 */
export interface NodeClassFacts {
  readonly imageFamily: string | undefined;
  readonly osDiskSizeGB: number | undefined;
  /** As written; `undefined` = left to the network plugin. */
  readonly maxPods: number | undefined;
  readonly encryptionAtHost: MaybeBoolean;
  readonly trustedLaunch: MaybeBoolean;
  /** Whether the driver of GPUs is installed (`gpu.mode` Driver). */
  readonly gpuDriver: MaybeBoolean;
  readonly artifactStreaming: MaybeBoolean;
  readonly fips: MaybeBoolean;
  /** Unknown with mode Preferred, which the cluster decides. */
  readonly localDns: MaybeBoolean;
}

export const unknownNodeClass: NodeClassFacts = {
  imageFamily: undefined,
  osDiskSizeGB: undefined,
  maxPods: undefined,
  encryptionAtHost: undefined,
  trustedLaunch: undefined,
  gpuDriver: undefined,
  artifactStreaming: undefined,
  fips: undefined,
  localDns: undefined,
};

function field(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.hasOwn(current, name) ? Reflect.get(current, name) : undefined;
  }
  return current;
}

function integerOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === "number" && Number.isInteger(value) ? value : otherwise;
}

function localDnsOf(mode: unknown): MaybeBoolean {
  if (mode === "Preferred") return undefined;
  return mode === "Required";
}

/**
 * Reads the facts from the `spec` of an AKSNodeClass as written; what the CRD would reject counts as left out.
 * Sources: provider v1.14.0 pkg/apis/v1beta1/aksnodeclass.go, pkg/providers/instancetype/instancetypes.go (List),
 * pkg/controllers/nodeclass/status/localdns.go; trustedLaunch: provider at 2026-08-21, older ones lack the field.
 */
export function nodeClassFacts(spec: unknown): NodeClassFacts {
  const imageFamily = field(spec, "imageFamily");
  const launch = ["vtpm", "secureBoot"].map((name) =>
    field(spec, "security", "trustedLaunch", name),
  );
  return {
    imageFamily: typeof imageFamily === "string" ? imageFamily : "Ubuntu",
    osDiskSizeGB: integerOr(field(spec, "osDiskSizeGB"), 128),
    maxPods: integerOr(field(spec, "maxPods"), undefined),
    encryptionAtHost: field(spec, "security", "encryptionAtHost") === true,
    trustedLaunch: launch.includes(true),
    gpuDriver: field(spec, "gpu", "mode") !== "None",
    artifactStreaming: field(spec, "artifactStreaming", "enabled") === true,
    fips: field(spec, "fipsMode") === "FIPS",
    localDns: localDnsOf(field(spec, "localDNS", "mode")),
  };
}
