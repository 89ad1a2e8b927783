import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node.js";
import { publishedSchema } from "./publishedSchemas.ts";

/** What an extension tells about the files whose schema it knows. */
interface Contributor {
  readonly requestSchema: (resource: string) => string | undefined;
  readonly requestSchemaContent: (uri: string) => string;
}

/** The interface that redhat.vscode-yaml exports, as far as others use it, and what tests wait for. */
export interface YamlStandIn {
  registerContributor(
    schema: string,
    requestSchema: Contributor["requestSchema"],
    requestSchemaContent: Contributor["requestSchemaContent"],
  ): boolean;
  /** Resolves when the server has told what it finds in a file that is open. */
  judged(uri: vscode.Uri): Promise<void>;
}

/**
 * Starts the server of the YAML extension on the files below `beside/`, and talks with it as src/extension.ts of
 * redhat-developer/vscode-yaml 1.25 does. What the server wants from the network comes from `publishedSchemas.ts`.
 */
export function activate(context: vscode.ExtensionContext): YamlStandIn {
  const contributors = new Map<string, Contributor>();
  const judgedFiles = new Set<string>();
  const news = new vscode.EventEmitter<void>();
  const module = require.resolve("yaml-language-server/out/src/server.js");
  const client = new LanguageClient(
    "yaml",
    "YAML Support",
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [{ language: "yaml", pattern: "**/beside/**" }],
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => {
          next(uri, diagnostics);
          judgedFiles.add(uri.toString());
          news.fire();
        },
      },
    },
  );
  answer(client, contributors);
  void client.start().then(() => introduce(client));
  context.subscriptions.push(client, news);
  return {
    registerContributor: (schema, requestSchema, requestSchemaContent) => {
      if (contributors.has(schema)) return false;
      contributors.set(schema, { requestSchema, requestSchemaContent });
      return true;
    },
    judged: (uri) =>
      new Promise((resolve) => {
        const isDone = () => judgedFiles.has(uri.toString());
        if (isDone()) resolve();
        else news.event(() => isDone() && resolve());
      }),
  };
}

function answer(client: LanguageClient, contributors: ReadonlyMap<string, Contributor>): void {
  client.onRequest("custom/schema/request", (resource: string) =>
    [...contributors.values()].flatMap((one) => one.requestSchema(resource) ?? []),
  );
  client.onRequest("custom/schema/content", (uri: string) =>
    contributors.get(vscode.Uri.parse(uri).scheme)?.requestSchemaContent(uri),
  );
  client.onRequest("vscode/content", publishedSchema);
}

/** Tells the server what this client can be asked for. */
async function introduce(client: LanguageClient): Promise<void> {
  await client.sendNotification("json/schemaAssociations", []);
  await client.sendNotification("yaml/registerCustomSchemaRequest");
  await client.sendNotification("yaml/registerContentRequest");
  await client.sendNotification("yaml/supportSchemaSelection");
}
