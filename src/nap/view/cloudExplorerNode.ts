/**
 * The resource id of the AKS cluster that a node of the Kubernetes extension's Cloud Explorer stands for (nodeType
 * `contributed`, cloud `Azure`, its value as vscode-aks-tools describes a cluster); undefined for anything else.
 */
export function cloudExplorerClusterId(node: unknown): string | undefined {
  const { nodeType, provider, value } = recordOf(node);
  if (nodeType !== "contributed" || recordOf(provider).cloudName !== "Azure") return undefined;
  const cluster = recordOf(value);
  if (cluster.nodeType !== "cluster" || typeof cluster.armId !== "string") return undefined;
  return cluster.armId;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? named(value) : {};
}

/** Nodes of other extensions are instances of classes, whose getters a copy would miss. */
function named(value: object): Readonly<Record<string, unknown>> {
  const names = ["nodeType", "provider", "value", "cloudName", "armId"];
  return Object.fromEntries(names.map((name) => [name, Reflect.get(value, name)]));
}
