import type { LanguageService, FileFinding, SourceFile } from "../../src/language/index.ts";
import type { Manifest } from "../../src/language/manifest.ts";
import { toJson } from "../../src/language/yaml/node.ts";
import type { ApiClient, ApiStatus } from "../cluster/apiClient.ts";

/** A manifest in which we found nothing that the API server would object to, and its refusal. */
export interface Refusal {
  readonly name: string;
  readonly manifest: string;
  readonly message: string;
}

/** Objects that were sent, and those that the server refused. */
export interface Sending {
  readonly sent: number;
  readonly refused: readonly Refusal[];
}

const serverLayers = new Set<string>(["yaml", "unknown-field", "schema", "cel"]);

/** The errors of the layers that the API server itself judges. */
export function serverErrors(findings: readonly FileFinding[]): readonly FileFinding[] {
  return findings.filter(({ layer, severity }) => severity === "error" && serverLayers.has(layer));
}

/**
 * Sends every object of ours that stands in a document without such errors to the server, as a strict dry run.
 * A document that is one object goes as it is written; the items of a List go as JSON, as kubectl sends them.
 */
export async function sendClean(
  { name, text }: { name: string; text: string },
  service: LanguageService,
  client: ApiClient,
): Promise<Sending> {
  const file = service.read("sent.yaml", text);
  const findings = serverErrors(service.validate(file));
  const refused: Refusal[] = [];
  const clean = cleanObjects(file, findings);
  for (const { manifest, body } of clean) {
    const message = await refusalOf(manifest, body, client);
    if (message !== undefined) refused.push({ name, manifest: body, message });
  }
  return { sent: clean.length, refused };
}

function cleanObjects(file: SourceFile, errors: readonly FileFinding[]) {
  return file.documents.flatMap((document, index) =>
    errors.some((finding) => finding.document === index)
      ? []
      : document.manifests
          .filter((manifest) => manifest.crd !== undefined && !manifest.partial)
          .map((manifest) => ({ manifest, body: bodyOf(manifest) })),
  );
}

function bodyOf(manifest: Manifest): string {
  return manifest.prefix.length === 0 ? manifest.text : JSON.stringify(toJson(manifest.root));
}

async function refusalOf(
  { crd }: Manifest,
  body: string,
  client: ApiClient,
): Promise<string | undefined> {
  const { group = "", version = "", plural = "" } = crd ?? {};
  const answer = await client.create(`/apis/${group}/${version}/${plural}`, body);
  return answer.status < 300 ? undefined : (answer.body as ApiStatus).message;
}
