import type { ModeChange } from "../enable/modeChange.ts";

/** The block for `azurerm_kubernetes_cluster`; the provider has it since 4.57.0. */
export function azurermBlock({ mode, defaultNodePools }: ModeChange): string {
  const members = Object.entries({
    mode,
    ...(defaultNodePools !== undefined && { default_node_pools: defaultNodePools }),
  });
  const width = Math.max(...members.map(([name]) => name.length));
  const lines = members.map(([name, value]) => `  ${name.padEnd(width)} = ${quoted(value)}`);
  return `# In the azurerm_kubernetes_cluster of this cluster; azurerm 4.57.0 or later.\nnode_provisioning_profile {\n${lines.join("\n")}\n}\n`;
}

/** An `azapi_update_resource`, which reads the cluster and changes the profile alone. */
export function azapiUpdate(id: string, change: ModeChange, apiVersion: string): string {
  const { mode, defaultNodePools } = change;
  const pools =
    defaultNodePools === undefined
      ? ""
      : `\n        defaultNodePools = ${quoted(defaultNodePools)}`;
  return `resource "azapi_update_resource" "node_auto_provisioning" {
  type        = "Microsoft.ContainerService/managedClusters@${apiVersion}"
  resource_id = ${quoted(id)}
  body = {
    properties = {
      nodeProvisioningProfile = {
        mode = ${quoted(mode)}${pools}
      }
    }
  }
}
`;
}

/** A string of HCL: `${` and `%{` begin templates there. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}
