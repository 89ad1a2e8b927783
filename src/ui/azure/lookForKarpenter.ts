import type { SelfHosted } from "../../nap/enable/selfHosted.ts";
import type { Surroundings } from "../../nap/preflight/surroundings.ts";
import type { KubeProblem } from "../../nap/view/contents/kubeProblem.ts";
import { placeOf } from "../../nap/view/placeOf.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { openPlace } from "./kubeAccess.ts";

/** What a cluster itself shows before NAP is enabled. */
export interface KarpenterLook {
  /** A Karpenter that the user installed, undefined where none is seen. */
  readonly selfHosted: SelfHosted | undefined;
  /** For the preflight; members that may not be read are missing. */
  readonly around: Pick<
    Surroundings,
    "nodeClasses" | "selfHostedKarpenter" | "selfHostedCommands" | "unread"
  >;
}

type NodeClasses = NonNullable<Surroundings["nodeClasses"]>;

/** A cluster that is out of reach shall not hold up what Azure knows. */
const longestMs = 10_000;

/**
 * Looks into a cluster for a Karpenter that is there already.
 * @throws an error in words when the cluster cannot be reached
 */
export async function lookForKarpenter(
  directory: ClusterDirectory,
  row: ClusterRow,
): Promise<KarpenterLook> {
  const library = await directory.library();
  const signal = AbortSignal.timeout(longestMs);
  const access = await openPlace(directory, placeOf(row), signal);
  try {
    const evidence = await library.readNapEvidence(access, signal);
    const selfHosted = library.selfHostedKarpenter(evidence, row);
    const { nodeClasses, deployments, problems } = evidence;
    const isKnown = selfHosted !== undefined || deployments !== undefined;
    return {
      selfHosted,
      around: {
        // JSON of the API server; the preflight looks at single members of it.
        ...(nodeClasses && { nodeClasses: nodeClasses as unknown as NodeClasses }),
        ...(isKnown && { selfHostedKarpenter: releaseOf(selfHosted) }),
        ...(selfHosted && {
          selfHostedCommands: selfHosted.steps.flatMap(({ commands }) => commands),
        }),
        unread: {
          ...(!nodeClasses && { nodeClasses: unreadText(problems, "aksnodeclasses") }),
          ...(!isKnown && { selfHostedKarpenter: unreadText(problems, "deployments") }),
        },
      },
    };
  } finally {
    access.close();
  }
}

/** The look at a cluster that could not be reached, with the reason. */
export function notInside(reason: string): KarpenterLook {
  const unread = { nodeClasses: reason, selfHostedKarpenter: reason };
  return { selfHosted: undefined, around: { unread } };
}

/** Which right lacks, in the terms of the API server; else what it said. */
function unreadText(problems: readonly KubeProblem[], plural: string): string {
  const problem = problems.find(({ action }) => action.resource.startsWith(plural)) ?? problems[0];
  if (problem === undefined) return "the API server did not say why";
  const { kind, action, text } = problem;
  return kind === "forbidden" ? `the right to ${action.verb} ${action.resource} is missing` : text;
}

function releaseOf(found: SelfHosted | undefined): string | null {
  if (found === undefined) return null;
  const { release, seen } = found;
  if (release === undefined) return seen.join(", ");
  return release.namespace === "" ? release.name : `${release.name} in ${release.namespace}`;
}
