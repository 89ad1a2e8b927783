/** What the provider sets itself, in lower case, over anything written in the class (pkg/providers/launchtemplate/tags.go). */
export const setByProvider: readonly string[] = [
  "karpenter.sh_nodepool",
  "karpenter.azure.com_cluster",
  "karpenter.azure.com_aksmachine_nodeclaim",
  "compute.aks.billing",
];

/** The name that Azure sees: it has no slash in names of tags (mapTags), and does not tell them apart by case. */
export function tagOnMachine(name: string): string {
  return name.replaceAll("/", "_").toLowerCase();
}
