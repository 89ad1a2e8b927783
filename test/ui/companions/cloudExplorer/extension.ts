import * as vscode from "vscode";

/** A node as the Kubernetes extension hands it to commands; the value is that of vscode-aks-tools. */
interface CloudNode {
  readonly nodeType: "contributed";
  readonly provider: { readonly cloudName: "Azure" };
  readonly value: { readonly nodeType: "cluster"; readonly armId: string; readonly name: string };
}

/** Resource ids of the clusters to show, parted by blanks. */
const ids = (process.env.NAP_TEST_CLOUD_CLUSTERS ?? "").split(" ").filter(Boolean);

const nodes = ids.map((armId): CloudNode => ({
  nodeType: "contributed",
  provider: { cloudName: "Azure" },
  value: { nodeType: "cluster", armId, name: armId.split("/").at(-1) ?? "" },
}));

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const treeDataProvider: vscode.TreeDataProvider<CloudNode> = {
    getChildren: (node) => (node === undefined ? nodes : []),
    getTreeItem: ({ value }) => {
      const item = new vscode.TreeItem(`${value.name} in the cloud`);
      item.contextValue = "aks.cluster kubernetes.providesKubeconfig";
      return item;
    },
  };
  subscriptions.push(
    vscode.window.registerTreeDataProvider("kubernetes.cloudExplorer", treeDataProvider),
  );
}
