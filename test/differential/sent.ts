import type { LanguageService, FileFinding, SourceFile } from "../../src/language/index.ts";
import { textAt } from "../../src/language/manifest.ts";
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
  /** Documents without an error of ours that went nowhere, as `name: apiVersion kind`. */
  readonly unsent: readonly string[];
}

const serverLayers = new Set<string>(["yaml", "unknown-field", "schema", "cel"]);

/** The errors of the layers that the API server itself judges. */
export function serverErrors(findings: readonly FileFinding[]): readonly FileFinding[] {
  return findings.filter(({ layer, severity }) => severity === "error" && serverLayers.has(layer));
}

/**
 * Sends every object of ours, and every pod and workload, that stands in a document without such errors to the server, as a strict dry run.
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
  const whole = cleanObjects(file, findings);
  const clean = whole.filter((manifest) => collectionOf(manifest) !== undefined);
  for (const manifest of clean) {
    const body = bodyOf(manifest);
    const message = await refusalOf(manifest, body, client);
    if (message !== undefined) refused.push({ name, manifest: body, message });
  }
  const unsent = whole
    .filter((manifest) => !clean.includes(manifest))
    .map(({ apiVersion, kind }) => `${name}: ${apiVersion} ${kind}`);
  return { sent: clean.length, refused, unsent };
}

function cleanObjects(file: SourceFile, errors: readonly FileFinding[]): readonly Manifest[] {
  return file.documents.flatMap((document, index) =>
    errors.some((finding) => finding.document === index)
      ? []
      : document.manifests.filter(({ partial }) => !partial),
  );
}

function bodyOf(manifest: Manifest): string {
  return manifest.prefix.length === 0 ? manifest.text : JSON.stringify(toJson(manifest.root));
}

const builtIn: Readonly<Record<string, string>> = {
  "apps/v1 DaemonSet": "/apis/apps/v1/namespaces/default/daemonsets",
  "apps/v1 Deployment": "/apis/apps/v1/namespaces/default/deployments",
  "apps/v1 StatefulSet": "/apis/apps/v1/namespaces/default/statefulsets",
  "batch/v1 CronJob": "/apis/batch/v1/namespaces/default/cronjobs",
  "batch/v1 Job": "/apis/batch/v1/namespaces/default/jobs",
  "v1 Pod": "/api/v1/namespaces/default/pods",
};

/** The path to which an object goes; undefined for kinds that neither the current set nor Kubernetes serves. */
function collectionOf({ crd, apiVersion, kind }: Manifest): string | undefined {
  if (crd) return `/apis/${crd.group}/${crd.version}/${crd.plural}`;
  return builtIn[`${apiVersion} ${kind}`];
}

async function refusalOf(
  manifest: Manifest,
  body: string,
  client: ApiClient,
): Promise<string | undefined> {
  const path = collectionOf(manifest) ?? "";
  const place = textAt(manifest, "metadata", "namespace") ?? "default";
  const collection = path.replace("/default/", `/${place}/`);
  const answer = await client.create(collection, body);
  return answer.status < 300 ? undefined : (answer.body as ApiStatus).message;
}

/** What the server still says after a fix although the fix was for just that. */
export interface BrokenPromise {
  readonly name: string;
  readonly fixed: string;
  readonly objection: string;
}

/** A text after a fix, and what the fix was for. */
export interface Fixed {
  readonly name: string;
  readonly text: string;
  readonly finding: FileFinding;
  /** How many findings of the text before the fix the server puts into the same words, this one included. */
  readonly alike: number;
}

/** How many findings of a text the server puts into the words of this one: it says them once for the whole field. */
export function alikeIn(findings: readonly FileFinding[], { server }: FileFinding): number {
  return findings.filter(
    (one) => one.server?.field === server?.field && one.server?.message === server?.message,
  ).length;
}

function standsAt({ path }: FileFinding): (other: FileFinding) => boolean {
  return (other) => other.path.join("/") === path.join("/");
}

/**
 * Sends a text of one object after a fix. Undefined where the server no longer says what the fixed finding quotes, or says
 * it for others that we found as well; it may say something else, or the same of an item that took the place of a
 * removed one.
 */
export async function brokenPromise(
  { name, text, finding, alike }: Fixed,
  service: LanguageService,
  client: ApiClient,
): Promise<BrokenPromise | undefined> {
  const file = service.read("sent.yaml", text);
  const [manifest] = file.documents[0]?.manifests ?? [];
  const { server } = finding;
  if (!manifest?.crd || !server) return undefined;
  const { group, version, plural } = manifest.crd;
  const { body } = await client.create(`/apis/${group}/${version}/${plural}`, text);
  const { message = "", details } = body as Partial<ApiStatus>;
  const said =
    finding.layer === "unknown-field"
      ? message.includes(`unknown field "${server.field}"`)
      : (details?.causes ?? []).some(
          (cause) => cause.field === server.field && cause.message === server.message,
        );
  if (!said) return undefined;
  const findings = serverErrors(service.validate(file));
  const left = alikeIn(findings, finding);
  const isElsewhere = alikeIn(findings.filter(standsAt(finding)), finding) === 0;
  if (left > 0 && (left < alike || isElsewhere)) return undefined;
  return { name, fixed: text, objection: `${server.field}: ${server.message}` };
}
