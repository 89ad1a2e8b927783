import { join } from "node:path";
import { getLanguageService } from "yaml-language-server";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createLanguageService, createWorkspace, indexSource } from "../../src/language/index.ts";
import type { LanguageService, SourceFile } from "../../src/language/index.ts";
import { toJsonSchema } from "../../src/language/schema/jsonSchema.ts";
import { lazySizes, loadSchemas } from "../../src/lint/bundledFacts.ts";

const root = join(import.meta.dirname, "../..");

/** Judges one file, all layers. */
export interface Contender {
  /** The number of findings in a text that has not been seen before. */
  judge(text: string): Promise<number>;
}

export function ourService(): LanguageService {
  return createLanguageService({
    schemas: loadSchemas(root, "current"),
    sizes: lazySizes(root),
    region: "westeurope",
  });
}

/** Our service: parsing, index and all layers, with nothing taken over from an earlier text. */
export function ours(): Contender {
  const service = ourService();
  return {
    judge: (text) => {
      const file = service.read("pool.yaml", text);
      return Promise.resolve(service.validate(file, createWorkspace(indexSource(file))).length);
    },
  };
}

/** Our service as the editor uses it: documents that an edit did not touch are known. */
export function oursTyping(): Contender {
  const service = ourService();
  let previous: SourceFile | undefined;
  return {
    judge: (text) => {
      const file = service.read("pool.yaml", text, { previous });
      previous = file;
      const workspace = createWorkspace(indexSource(file));
      return Promise.resolve(service.validate(file, workspace).length);
    },
  };
}

/** The JSON schema of our NodePool CRD. */
export function nodePoolSchema() {
  const crd = loadSchemas(root, "current").kinds.find(({ kind }) => kind === "NodePool");
  if (crd === undefined) throw new Error("the set has no NodePool");
  return toJsonSchema(crd, { fields: {}, shapes: {}, uses: {} });
}

/** What the YAML extension of the editor runs, with the JSON schema of our NodePool CRD. */
export function yamlLanguageServer(): Contender {
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error("nothing is fetched")),
    workspaceContext: { resolveRelativePath: (relative) => relative },
  });
  service.configure({
    validate: true,
    yamlVersion: "1.1",
    schemas: [
      {
        uri: "file:///nodepool.json",
        fileMatch: ["*.yaml"],
        schema: nodePoolSchema(),
      },
    ],
  });
  let version = 0;
  return {
    judge: async (text) => {
      version += 1;
      const document = TextDocument.create("file:///pool.yaml", "yaml", version, text);
      return (await service.doValidation(document, false)).length;
    },
  };
}
