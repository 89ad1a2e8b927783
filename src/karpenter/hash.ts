import { nodeClassSpec, nodePoolTemplate } from "./hashTypes.ts";
import { recordOf } from "./plain.ts";
import { structureHash } from "./structureHash.ts";
import type { HashType } from "./structureHash.ts";

function hashed(value: unknown, type: HashType): string | undefined {
  try {
    return String(structureHash(value, type));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * The annotation karpenter.sh/nodepool-hash (version v3) for the `spec` of a NodePool; nodes whose NodeClaim carries
 * another one drift with reason NodePoolDrifted. Covers the template without its requirements. The spec must have the
 * defaults of the API server already. Undefined when Karpenter could not read the object.
 */
export function nodePoolHash(spec: unknown): string | undefined {
  return hashed(recordOf(spec).template, nodePoolTemplate);
}

/**
 * The annotation karpenter.azure.com/aksnodeclass-hash (version v3) for the `spec` of an AKSNodeClass; a difference is
 * the drift reason NodeClassDrift. Covers everything but tags. The spec must have the defaults of the API server
 * already. Undefined when Karpenter could not read the object, as with a cpuCFSQuotaPeriod that is no duration.
 */
export function nodeClassHash(spec: unknown): string | undefined {
  return hashed(spec, nodeClassSpec);
}
