import { hostnameLabel } from "../snapshot/names.ts";
import { isWelcome } from "./place.ts";
import type { Place } from "./place.ts";
import { meetsAll, selects } from "../snapshot/selectors.ts";
import type { LabelSelector } from "../snapshot/kubernetesObjects.ts";
import type {
  Pod,
  PodAffinityTerm,
  PodSpec,
  TopologySpreadConstraint,
} from "../snapshot/podObjects.ts";

type Labels = Readonly<Record<string, string>>;

/** One rule about neighbours that pods share: who counts, and how many of them are in each domain. */
export interface Neighbourhood {
  readonly kind: "spread" | "affinity" | "antiAffinity";
  readonly topologyKey: string;
  /** Undefined means every namespace. */
  readonly namespaces: ReadonlySet<string> | undefined;
  readonly selector: LabelSelector | undefined;
  readonly maxSkew: number;
  readonly minDomains: number;
  /** The pod whose spread this is: nodes that would not have it do not count. */
  readonly template: PodSpec | undefined;
  readonly honoursTaints: boolean;
  /** Pods that the selector finds, by domain. */
  readonly counts: Map<string, number>;
  /** Pods that carry the rule, by domain; for anti-affinity, which holds in both directions. */
  readonly owners: Map<string, number>;
}

/** The namespaces of a cluster with their labels. */
export type NamespaceLabels = ReadonlyMap<string, Labels>;

function namespacesOf(
  { namespaces = [], namespaceSelector }: PodAffinityTerm,
  own: string,
  all: NamespaceLabels,
): ReadonlySet<string> | undefined {
  if (namespaceSelector === undefined) return new Set(namespaces.length > 0 ? namespaces : [own]);
  const { matchLabels = {}, matchExpressions = [] } = namespaceSelector;
  if (Object.keys(matchLabels).length + matchExpressions.length === 0) return undefined;
  const selected = [...all].filter(([, labels]) => selects(namespaceSelector, labels));
  return new Set([...namespaces, ...selected.map(([name]) => name)]);
}

/** The selector with the pod's own values of `matchLabelKeys`, which newer servers write into it themselves. */
function selectorFor(
  rule: PodAffinityTerm | TopologySpreadConstraint,
  labels: Labels,
): LabelSelector | undefined {
  const { labelSelector, matchLabelKeys = [] } = rule;
  const own = matchLabelKeys.flatMap((key) => {
    const value = labels[key];
    return value === undefined ? [] : [{ key, operator: "In", values: [value] }];
  });
  if (labelSelector === undefined || own.length === 0) return labelSelector;
  const { matchExpressions = [] } = labelSelector;
  return { ...labelSelector, matchExpressions: [...matchExpressions, ...own] };
}

function fresh(): Pick<Neighbourhood, "counts" | "owners"> {
  return { counts: new Map(), owners: new Map() };
}

function affinityRules(
  pod: Pod,
  kind: "affinity" | "antiAffinity",
  namespaces: NamespaceLabels,
): readonly Neighbourhood[] {
  const { namespace = "default", labels = {} } = pod.metadata;
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  const all = kind === "affinity" ? podAffinity : podAntiAffinity;
  const terms = all?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.map((term) => ({
    ...fresh(),
    kind,
    topologyKey: term.topologyKey,
    namespaces: namespacesOf(term, namespace, namespaces),
    selector: selectorFor(term, labels),
    maxSkew: 0,
    minDomains: 0,
    template: undefined,
    honoursTaints: false,
  }));
}

function spreadRule(rule: TopologySpreadConstraint, { metadata, spec }: Pod): Neighbourhood {
  const ignoresAffinity = rule.nodeAffinityPolicy === "Ignore";
  return {
    ...fresh(),
    kind: "spread",
    topologyKey: rule.topologyKey,
    namespaces: new Set([metadata.namespace ?? "default"]),
    selector: selectorFor(rule, metadata.labels ?? {}),
    maxSkew: rule.maxSkew,
    minDomains: rule.minDomains ?? 0,
    template: ignoresAffinity ? { ...spec, nodeSelector: {}, affinity: {} } : spec,
    honoursTaints: rule.nodeTaintsPolicy === "Honor",
  };
}

/** The rules of a pod that keep it pending when they cannot be met; nothing is counted yet. */
export function rulesOf(pod: Pod, namespaces: NamespaceLabels): readonly Neighbourhood[] {
  const hard = (pod.spec.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === "DoNotSchedule",
  );
  return [
    ...affinityRules(pod, "affinity", namespaces),
    ...affinityRules(pod, "antiAffinity", namespaces),
    ...hard.map((rule) => spreadRule(rule, pod)),
  ];
}

/** Two rules with the same name share their counts. */
export function ruleName(rule: Neighbourhood): string {
  const { kind, topologyKey, namespaces, selector, maxSkew, minDomains, template } = rule;
  const nodes = template && [template.nodeSelector, template.affinity?.nodeAffinity];
  const tolerations = rule.honoursTaints ? template?.tolerations : undefined;
  const spaces = namespaces && [...namespaces].sort();
  const parts = [kind, topologyKey, spaces, selector, maxSkew, minDomains, nodes, tolerations];
  return JSON.stringify(parts);
}

/** Whether the pod is one of those the rule counts. */
export function isCounted({ namespaces, selector }: Neighbourhood, { metadata }: Pod): boolean {
  if (namespaces?.has(metadata.namespace ?? "default") === false) return false;
  return selects(selector, metadata.labels);
}

/** Whether pods on the node count for a spread: only nodes that would have the pod do. */
export function countsNode({ template, honoursTaints }: Neighbourhood, place: Place): boolean {
  if (template === undefined) return true;
  return isWelcome(template, honoursTaints ? place : { ...place, taints: [] });
}

/** The domain of the node for the rule; undefined when the node has none. */
export function domainOf({ topologyKey }: Neighbourhood, place: Place): string | undefined {
  return place.labels[topologyKey] ?? (topologyKey === hostnameLabel ? place.name : undefined);
}

/** Whether the pod's own selectors allow the domain; only those count for the least of a spread. */
export function allowsDomain({ template, topologyKey }: Neighbourhood, domain: string): boolean {
  if (template === undefined) return true;
  const wanted = template.nodeSelector?.[topologyKey];
  if (wanted !== undefined && wanted !== domain) return false;
  const required = template.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = required?.nodeSelectorTerms ?? [];
  return (
    terms.length === 0 ||
    terms.some(({ matchExpressions = [] }) =>
      meetsAll(
        matchExpressions.filter(({ key }) => key === topologyKey),
        { [topologyKey]: domain },
      ),
    )
  );
}
