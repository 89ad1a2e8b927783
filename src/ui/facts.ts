import * as vscode from "vscode";
import type { SizeMatcher } from "../karpenter/matching.ts";
import type { SizesJson } from "../karpenter/sizes.ts";
import type { FieldDocs } from "../language/schema/fieldDocs.ts";
import { once } from "./once.ts";
import { readRulesPage } from "./rulesPage.ts";
import type { RulesPage } from "./rulesPage.ts";
import type { CrdSchema, SchemaSet, SchemaSource } from "../language/schema/types.ts";

const kindsOfToday = [
  "AKSNodeClass.v1alpha2",
  "AKSNodeClass.v1beta1",
  "NodeClaim.v1",
  "NodeOverlay.v1alpha1",
  "NodePool.v1",
] as const;

/** Files of the bundled sets, by the value of the setting `nap.schema`; a listing, because a web extension cannot list folders. */
export const schemaFiles = {
  current: kindsOfToday,
  next: kindsOfToday,
  "preview-2023": ["AKSNodeClass.v1alpha2", "NodeClaim.v1beta1", "NodePool.v1beta1"],
} as const;

export type SchemaSetId = keyof typeof schemaFiles;

export function isSchemaSetId(value: unknown): value is SchemaSetId {
  return typeof value === "string" && Object.hasOwn(schemaFiles, value);
}

/** The bundled facts, read when first asked for and only once. Rejects when a file of the installation is missing. */
export interface Facts {
  schemas(id: SchemaSetId): Promise<SchemaSet>;
  docs(): Promise<FieldDocs>;
  sizes(): Promise<SizeMatcher>;
  rulesPage(): Promise<RulesPage>;
}

/** Facts of an installation. Through VS Code's file system, so that it works in a browser too. */
export function createFacts(extensionUri: vscode.Uri): Facts {
  // The files are our own: npm run build copies them, and their shapes are tested where they are made.
  const read = async (...path: readonly string[]): Promise<unknown> => {
    const bytes = await vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(extensionUri, "dist", ...path),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const readSet = async (id: SchemaSetId): Promise<SchemaSet> => {
    const [source, ...kinds] = await Promise.all(
      ["SOURCE", ...schemaFiles[id]].map((name) => read("schemas", id, `${name}.json`)),
    );
    return { id, release: (source as SchemaSource).release, kinds: kinds as CrdSchema[] };
  };
  return {
    schemas: onceFor(readSet),
    rulesPage: once(() => readRulesPage(extensionUri)),
    docs: once(async () => (await read("schemas", "docs.json")) as FieldDocs),
    sizes: once(async () => {
      const json = read("data", "sizes.json") as Promise<SizesJson>;
      const { createMatcher, decodeSizes } = await import("../language/index.ts");
      return createMatcher(decodeSizes(await json));
    }),
  };
}

function onceFor<Key, T>(load: (key: Key) => Promise<T>): (key: Key) => Promise<T> {
  const loaded = new Map<Key, () => Promise<T>>();
  return (key) => {
    const known = loaded.get(key) ?? once(() => load(key));
    loaded.set(key, known);
    return known();
  };
}
