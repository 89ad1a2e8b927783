import { kindOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import { podPath } from "./rules/podSpec.ts";

/** Whether anything is said about an object: it is of our kinds or versions, or a pod or workload that speaks of Karpenter. */
export function concernsUs(manifest: Manifest): boolean {
  return (
    manifest.apiVersion.includes("karpenter") ||
    manifest.kind.startsWith("karpenter.") ||
    kindOf(manifest) !== undefined ||
    speaksOfKarpenter(manifest)
  );
}

/** A pod or workload with a label, annotation or taint of Karpenter's, or Karpenter itself. */
function speaksOfKarpenter({ kind, text }: Manifest): boolean {
  return (
    podPath(kind) !== undefined && /karpenter\.(sh|azure\.com)\/|karpenter\/controller/.test(text)
  );
}
