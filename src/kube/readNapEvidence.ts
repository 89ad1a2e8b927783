import { listOf, numberOf, recordOf, textOf } from "../karpenter/plain.ts";
import type { AksNodeClass, NodePool } from "../nap/disable/snapshot/karpenterObjects.ts";
import { helmReleaseOf, neededDefinitions } from "../nap/enable/napEvidence.ts";
import type {
  DefinitionEvidence,
  DeploymentEvidence,
  NapEvidence,
} from "../nap/enable/napEvidence.ts";
import type { KubeProblem } from "../nap/view/contents/kubeProblem.ts";
import { truthIn } from "../nap/disable/snapshot/conditions.ts";
import type { ClusterAccess } from "./access.ts";
import { getObject } from "./changes.ts";
import { problemOf } from "./kubeError.ts";
import { listAll } from "./list.ts";
import type { ResourceName } from "./resources.ts";
import { trimmed } from "./trim.ts";
import type { KubeObject } from "./trim.ts";

/** All of Karpenter's kinds; those that are not needed are looked at for Helm's marks only. */
const definitionNames = [...neededDefinitions, "nodeoverlays.karpenter.sh"];

/**
 * What shows whether Karpenter is there and works, and whose it is. Definitions need the right to get
 * customresourcedefinitions, deployments to list them; without, the rest is read all the same and `problems` says so.
 * @throws KubeError when the cluster cannot be reached
 */
export async function readNapEvidence(
  access: ClusterAccess,
  signal?: AbortSignal,
): Promise<NapEvidence> {
  const problems: KubeProblem[] = [];
  const served = await servedKinds(access, signal);
  const attempt = <T>(read: () => Promise<T>) => orProblem(read, problems);
  const list = (kind: ResourceName, isThere: boolean) =>
    isThere ? attempt(() => listObjects(access, kind, signal)) : Promise.resolve([]);
  const [definitions, nodeClasses, nodePools, deployments] = await Promise.all([
    Promise.all(
      definitionNames.map((name) =>
        attempt(() => definition(access, { name, signal })).then((object) =>
          definitionEvidence(name, served, object),
        ),
      ),
    ),
    list("aksNodeClasses", served.has("aksnodeclasses.karpenter.azure.com")),
    list("nodePools", served.has("nodepools.karpenter.sh")),
    attempt(() => karpenterDeployments(access, signal)),
  ]);
  return {
    definitions,
    // The API server has validated the objects against the types of their kinds.
    nodeClasses: nodeClasses as readonly AksNodeClass[] | undefined,
    nodePools: nodePools as unknown as readonly NodePool[] | undefined,
    deployments,
    problems,
  };
}

/** Undefined and noted when the right is missing; any other failure is thrown. */
async function orProblem<T>(
  read: () => Promise<T>,
  problems: KubeProblem[],
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.kind !== "forbidden") throw error;
    problems.push(problem);
    return undefined;
  }
}

const versions = ["/apis/karpenter.sh/v1", "/apis/karpenter.azure.com/v1beta1"];

/** Discovery is open to everybody who is signed in. */
async function servedKinds(
  access: ClusterAccess,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const lists = await Promise.all(
    versions.map(async (path) => {
      const group = path.split("/")[2] ?? "";
      const action = { verb: "get", resource: path };
      const answer = await absent(() => access.send({ method: "GET", path, action, signal }));
      return listOf(recordOf(answer).resources).map(
        (resource) => `${textOf(recordOf(resource).name) ?? ""}.${group}`,
      );
    }),
  );
  return new Set(lists.flat());
}

/** Undefined for what is not there. */
async function absent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (problemOf(error)?.kind === "not-found") return undefined;
    throw error;
  }
}

async function definition(
  access: ClusterAccess,
  target: { readonly name: string; readonly signal: AbortSignal | undefined },
): Promise<KubeObject | undefined> {
  const kind = "customResourceDefinitions";
  const object = await absent(() => getObject(access, kind, target));
  return object && trimmed(kind, object);
}

function definitionEvidence(
  name: string,
  served: ReadonlySet<string>,
  object: KubeObject | undefined,
): DefinitionEvidence {
  const conditions = listOf(recordOf(object?.status).conditions) as readonly {
    type: string;
    status: string;
  }[];
  return {
    name,
    isServed: served.has(name),
    isEstablished: object === undefined ? undefined : truthIn(conditions, "Established") === true,
    metadata: object?.metadata,
  };
}

async function listObjects(
  access: ClusterAccess,
  kind: ResourceName,
  signal: AbortSignal | undefined,
): Promise<readonly KubeObject[]> {
  return (await listAll(access, kind, { signal })).items;
}

/** The chart of Karpenter gives its Deployment this label. */
const labelSelector = "app.kubernetes.io/name=karpenter";

async function karpenterDeployments(
  access: ClusterAccess,
  signal: AbortSignal | undefined,
): Promise<readonly DeploymentEvidence[]> {
  const { items } = await listAll(access, "deployments", { labelSelector, signal });
  return items.map(({ metadata, spec }) => ({
    name: metadata.name,
    namespace: metadata.namespace ?? "",
    replicas: numberOf(recordOf(spec).replicas) ?? 1,
    release: helmReleaseOf(metadata),
  }));
}
