import { parseYaml } from "../../src/language/yaml/parse.ts";
import { manifestsOf } from "../../src/language/manifest.ts";
import { serverVerdict } from "../../src/language/schema/serverVerdict.ts";
import type { ServerVerdict } from "../../src/language/schema/serverVerdict.ts";
import type { SchemaSet } from "../../src/language/schema/types.ts";
import type { ApiAnswer, ApiClient, ApiStatus } from "../cluster/apiClient.ts";
import { knownDifferences } from "./knownDifferences.ts";

/** An answer as lines that can be compared: errors of one step have no fixed order. */
interface Answer {
  readonly status: number;
  readonly lines: readonly string[];
}

/** A manifest about which we and the server disagree. */
export interface Difference {
  readonly manifest: string;
  readonly status: { readonly server: number; readonly ours: number };
  readonly onlyServer: readonly string[];
  readonly onlyOurs: readonly string[];
}

/** Asks the server and ourselves about a creation; undefined where both say the same, or differ as is known. */
export async function differenceOver(
  manifest: string,
  schemas: SchemaSet,
  client: ApiClient,
): Promise<Difference | undefined> {
  const { collection, verdict } = ourAnswer(manifest, schemas);
  return difference(manifest, verdict, await client.create(collection, manifest));
}

/** The same about the update of the object of that name, which the server stores as `stored` says. */
export async function updateDifference(
  { name, manifest, stored }: { name: string; manifest: string; stored: string },
  schemas: SchemaSet,
  client: ApiClient,
): Promise<Difference | undefined> {
  const { collection, verdict } = ourAnswer(manifest, schemas, stored);
  return difference(manifest, verdict, await client.update(`${collection}/${name}`, manifest));
}

/** What we say of a manifest, and the path to which it goes. */
export function ourAnswer(
  manifest: string,
  schemas: SchemaSet,
  stored?: string,
): { readonly collection: string; readonly verdict: ServerVerdict } {
  const yaml = parseYaml(manifest);
  const [object] = manifestsOf({ text: manifest, yaml }, { schemas, partial: false });
  const before = stored === undefined ? undefined : parseYaml(stored).root;
  const verdict =
    object && serverVerdict(object, yaml, before?.kind === "map" ? before : undefined);
  if (!object?.crd || !verdict) throw new Error(`nothing of ours: ${manifest}`);
  const { group, version, plural } = object.crd;
  return { collection: `/apis/${group}/${version}/${plural}`, verdict };
}

function difference(
  manifest: string,
  verdict: ServerVerdict,
  { status, body }: ApiAnswer,
): Difference | undefined {
  const server = serverAnswer(status, body as ApiStatus);
  const lines =
    verdict.status === 400
      ? [verdict.message]
      : verdict.causes.map(({ field, message }) => `${field}: ${message}`);
  const ours = { status: verdict.status, lines: known(lines) };
  const onlyServer = server.lines.filter((line) => !ours.lines.includes(line));
  const onlyOurs = ours.lines.filter((line) => !server.lines.includes(line));
  if (server.status === ours.status && onlyServer.length + onlyOurs.length === 0) return undefined;
  return { manifest, status: { server: server.status, ours: ours.status }, onlyServer, onlyOurs };
}

function serverAnswer(status: number, body: ApiStatus): Answer {
  if (status < 300) return { status: 201, lines: [] };
  const causes = body.details?.causes?.map(
    (cause) => `${cause.field ?? ""}: ${cause.message ?? ""}`,
  );
  return { status, lines: known(causes ?? [body.message]) };
}

const seen = new Set<RegExp>();

/** Without what is known to differ, and what is explained in the file that lists it. */
function known(lines: readonly string[]): readonly string[] {
  const kept = lines.map((line) =>
    knownDifferences.reduce((text, { pattern, replacement }) => {
      if (pattern.test(text)) seen.add(pattern);
      return text.replace(pattern, replacement);
    }, line),
  );
  return [...new Set(kept)].filter((line) => line !== "");
}

/** The reasons of known differences that no answer of these questions has shown so far. */
export function vanishedDifferences(questions: "creations" | "updates"): readonly string[] {
  return knownDifferences
    .filter(({ of, pattern }) => of === questions && !seen.has(pattern))
    .map(({ why }) => why);
}
