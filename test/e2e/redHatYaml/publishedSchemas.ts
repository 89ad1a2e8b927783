import * as vscode from "vscode";

const configMap = "io.k8s.api.core.v1.ConfigMap";

/** The schemas of Kubernetes, cut down to one kind. */
const kubernetes = {
  "all.json": { oneOf: [{ $ref: `_definitions.json#/definitions/${configMap}` }] },
  "_definitions.json": {
    definitions: {
      [configMap]: {
        type: "object",
        properties: {
          apiVersion: { type: "string" },
          kind: { type: "string", enum: ["ConfigMap"] },
          metadata: { type: "object" },
          data: { type: "object", additionalProperties: { type: "string" } },
        },
        additionalProperties: false,
      },
    },
  },
};

const fromKubernetes = /\/kubernetes-json-schema\/.*\/(?<file>all\.json|_definitions\.json)(?:#|$)/;

/** What the two catalogues that the YAML extension asks answer for an address; throws for others. */
export async function publishedSchema(url: string): Promise<string> {
  const file = fromKubernetes.exec(url)?.groups?.file;
  if (file === "all.json" || file === "_definitions.json") return JSON.stringify(kubernetes[file]);
  if (!url.endsWith("/CRDs-catalog/main/karpenter.sh/nodepool_v1.json"))
    throw new Error(`nothing is published at ${url}`);
  const { extensionUri } = vscode.extensions.getExtension("aks-nap.aks-nap") ?? {};
  if (extensionUri === undefined) throw new Error("the schemas of the project are not there");
  const path = vscode.Uri.joinPath(extensionUri, "schemas/current/NodePool.v1.json");
  const bytes = await vscode.workspace.fs.readFile(path);
  const { schema } = JSON.parse(new TextDecoder().decode(bytes)) as { schema: object };
  return JSON.stringify(schema);
}
