import { listOf, recordOf, textOf } from "../karpenter/plain.ts";
import type { KubeProblem } from "../nap/view/contents/kubeProblem.ts";
import type { ClusterAccess } from "./access.ts";
import { problemOf } from "./kubeError.ts";

/** Whether an API server serves Karpenter's kinds. */
export interface KarpenterProbe {
  /** Undefined where the server did not say, see the problem. */
  readonly servesKarpenter: boolean | undefined;
  /** Versions of the group karpenter.sh, such as `v1`. */
  readonly versions: readonly string[];
  /** Whether the group karpenter.azure.com is there too. */
  readonly isAzure: boolean;
  readonly problem?: KubeProblem;
}

const probeTimeoutMs = 10_000;

/** Asks an API server whether it serves Karpenter; needs no rights beyond being signed in. Never rejects for a failure. */
export async function probeKarpenter(
  access: ClusterAccess,
  signal?: AbortSignal,
): Promise<KarpenterProbe> {
  try {
    const [versions, azure] = await Promise.all([
      versionsOf(access, "karpenter.sh", signal),
      versionsOf(access, "karpenter.azure.com", signal),
    ]);
    return { servesKarpenter: versions.length > 0, versions, isAzure: azure.length > 0 };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { servesKarpenter: undefined, versions: [], isAzure: false, problem };
  }
}

async function versionsOf(
  access: ClusterAccess,
  group: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const path = `/apis/${group}`;
  const action = { verb: "get", resource: path };
  try {
    const answer = recordOf(
      await access.send({ method: "GET", path, action, signal, timeoutMs: probeTimeoutMs }),
    );
    return listOf(answer.versions).flatMap((version) => textOf(recordOf(version).version) ?? []);
  } catch (error) {
    if (problemOf(error)?.kind === "not-found") return [];
    throw error;
  }
}
