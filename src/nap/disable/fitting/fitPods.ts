import type { Pod } from "../snapshot/podObjects.ts";
import { podRequests } from "../snapshot/podResources.ts";
import { isCounted, ruleName, rulesOf } from "./neighbours.ts";
import type { NamespaceLabels, Neighbourhood } from "./neighbours.ts";
import { hostPortsOf } from "./place.ts";
import { indexVolumes, volumeTermsOf } from "./volumeTerms.ts";
import type { VolumeTerms } from "./volumeTerms.ts";
import type { ClusterSnapshot } from "../snapshot/snapshot.ts";

/** What of a pod decides where it fits, worked out once. */
export interface Fitting {
  readonly pod: Pod;
  readonly requests: readonly (readonly [resource: string, amount: number])[];
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly string[];
  readonly volumes: VolumeTerms;
  /** Same text, same verdict about a node's labels and taints. */
  readonly kind: string;
  /** The pod's own rules about its neighbours. */
  readonly rules: readonly Neighbourhood[];
  /** All rules that count this pod. */
  readonly counted: readonly Neighbourhood[];
}

/** The rules of each pod, by its place in the list; the same rule is one object for all pods that have it. */
function sharedRules(
  pods: readonly Pod[],
  namespaces: NamespaceLabels,
): { readonly own: readonly (readonly Neighbourhood[])[]; readonly all: readonly Neighbourhood[] } {
  const shared = new Map<string, Neighbourhood>();
  const share = (rule: Neighbourhood) => {
    const name = ruleName(rule);
    const known = shared.get(name) ?? rule;
    shared.set(name, known);
    return known;
  };
  const own = pods.map((pod) => rulesOf(pod, namespaces).map(share));
  return { own, all: [...shared.values()] };
}

/** Answers which of the rules count a pod; pods of the same labels share the answer. */
function counting(all: readonly Neighbourhood[]): (pod: Pod) => readonly Neighbourhood[] {
  const known = new Map<string, readonly Neighbourhood[]>();
  return (pod) => {
    if (all.length === 0) return all;
    const key = JSON.stringify([pod.metadata.namespace, pod.metadata.labels]);
    const counted = known.get(key) ?? all.filter((rule) => isCounted(rule, pod));
    known.set(key, counted);
    return counted;
  };
}

function fittingOf(
  pod: Pod,
  volumes: VolumeTerms,
  neighbours: Pick<Fitting, "rules" | "counted">,
): Fitting {
  const { nodeSelector, affinity, tolerations } = pod.spec;
  const requests = podRequests(pod.spec);
  return {
    pod,
    requests: Object.entries(requests).filter(([, amount]) => amount > 0),
    cpu: requests.cpu ?? 0,
    memory: requests.memory ?? 0,
    ports: hostPortsOf(pod.spec),
    volumes,
    kind: JSON.stringify([nodeSelector, affinity?.nodeAffinity, tolerations, volumes.volumes]),
    ...neighbours,
  };
}

/** Works out what decides where each of the pods fits. */
export function fitPods(
  pods: readonly Pod[],
  snapshot: ClusterSnapshot,
): ReadonlyMap<Pod, Fitting> {
  const index = indexVolumes(snapshot);
  const namespaces = new Map(
    snapshot.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
  );
  const { own, all } = sharedRules(pods, namespaces);
  const countedBy = counting(all);
  return new Map(
    pods.map((pod, position) => {
      const neighbours = { rules: own[position] ?? [], counted: countedBy(pod) };
      return [pod, fittingOf(pod, volumeTermsOf(pod, index), neighbours)];
    }),
  );
}
