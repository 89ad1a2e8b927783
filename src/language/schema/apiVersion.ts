import { nearest, normalize } from "../../karpenter/nearest.ts";
import { setValue } from "../edit/edit.ts";
import type { Finding } from "../finding.ts";
import { at, rangeOf } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import { pairsOf } from "../yaml/node.ts";
import { choice, fix } from "./explain/explanation.ts";
import type { CrdSchema, SchemaSet } from "./types.ts";

/**
 * An object of Karpenter whose apiVersion and kind the set does not serve: kubectl finds no resource for it.
 * Objects of other groups and templates of ours inside them are no business of this layer.
 */
export function apiVersionFindings(manifest: Manifest, schemas: SchemaSet): readonly Finding[] {
  const { apiVersion, kind } = manifest;
  const served = schemas.kinds.filter((crd) => crd.served);
  const known = served.find((crd) => normalize(crd.kind) === normalize(kind));
  const swapped = served.find((crd) => crd.kind === apiVersion && isOfGroup(kind, crd));
  if (swapped) return [exchanged(manifest, swapped)];
  if (!concerns(apiVersion, known)) return [];
  if (apiVersion === "" || kind === "") return incomplete(manifest, served, known);
  const group = apiVersion.split("/")[0] ?? "";
  const meant = target(group, kind, served) ?? inServedVersion(manifest, served);
  const fixes = meant
    ? fix(
        `Write ${versionOf(meant)} ${meant.kind}`,
        [
          ...(versionOf(meant) === apiVersion
            ? []
            : setValue(manifest, ["apiVersion"], versionOf(meant))),
          ...(meant.kind === kind ? [] : setValue(manifest, ["kind"], meant.kind)),
        ],
        isTypo(apiVersion, meant),
      )
    : [];
  const path = meant && meant.kind !== kind ? ["kind"] : ["apiVersion"];
  const served2 = choice([...new Set(served.map((crd) => `${crd.kind} ${versionOf(crd)}`))]);
  const message = meant
    ? `There is no ${kind} in ${apiVersion}: the server has ${meant.kind} in ${versionOf(meant)}.`
    : `There is no ${kind} in ${apiVersion}: the server has ${served2}.`;
  return [finding(manifest, { message, path, fixes })];
}

function finding(
  manifest: Manifest,
  { message, path, fixes }: Pick<Finding, "message" | "path" | "fixes">,
): Finding {
  const { kind, apiVersion } = manifest;
  const server = { field: "", message: `no matches for kind "${kind}" in version "${apiVersion}"` };
  const range = rangeOf(manifest, path);
  return {
    rule: "api-version",
    layer: "schema",
    severity: "error",
    message,
    path,
    range,
    server,
    fixes,
  };
}

const groups = new Set(["karpenter.sh", "karpenter.azure.com"]);

function concerns(apiVersion: string, known: CrdSchema | undefined): boolean {
  const group = apiVersion.split("/")[0] ?? "";
  if (groups.has(group)) return true;
  if (known === undefined) return false;
  // Nobody else has a kind of this name.
  if (known.kind === "AKSNodeClass") return true;
  return !apiVersion.includes("/") || nearest(group, [...groups]).length > 0;
}

function isOfGroup(version: string, { group }: CrdSchema): boolean {
  return version.split("/")[0] === group;
}

/** The version where the kind belongs, and the kind where the version does. */
function exchanged(manifest: Manifest, meant: CrdSchema): Finding {
  const edits = [
    ...setValue(manifest, ["apiVersion"], versionOf(meant)),
    ...setValue(manifest, ["kind"], meant.kind),
  ];
  return finding(manifest, {
    message: `apiVersion and kind are exchanged: it is ${meant.kind} in ${versionOf(meant)}.`,
    path: ["apiVersion"],
    fixes: fix(`Write ${versionOf(meant)} ${meant.kind}`, edits),
  });
}

function incomplete(
  manifest: Manifest,
  served: readonly CrdSchema[],
  known: CrdSchema | undefined,
): readonly Finding[] {
  const lacks = manifest.kind === "" ? "kind" : "apiVersion";
  const version = known ? newest(served.filter((crd) => crd.kind === known.kind)) : undefined;
  const value =
    lacks === "kind" ? kindMeant(manifest, served) : version ? versionOf(version) : undefined;
  const fixes = value
    ? fix(`Add ${lacks}: ${value}`, setValue(manifest, [lacks], value, { after: "apiVersion" }))
    : [];
  const message = `The object has no ${lacks}, so no server knows what it is.`;
  if (manifest.partial) return [];
  const server = {
    field: "",
    message: `Object '${lacks === "kind" ? "Kind" : "apiVersion"}' is missing`,
  };
  return [{ ...finding(manifest, { message, path: [lacks], fixes }), server }];
}

/** The kind that is served in the version of an object, or else in its group, and has fields of its spec. */
function kindMeant(manifest: Manifest, served: readonly CrdSchema[]): string | undefined {
  const inVersion = served.filter((crd) => versionOf(crd) === manifest.apiVersion);
  if (inVersion.length === 0) return fittingOf(manifest, served)?.kind;
  const fitting = inVersion.filter((crd) => knownFields(manifest, crd) > 0);
  const [only, ...more] = fitting.length > 0 ? fitting : inVersion;
  return more.length > 0 ? undefined : only?.kind;
}

/** How many fields of the object's spec a kind has. */
function knownFields(manifest: Manifest, { schema }: CrdSchema): number {
  const fields = schema.properties?.spec?.properties ?? {};
  return pairsOf(at(manifest, "spec")).filter(({ name }) => Object.hasOwn(fields, name)).length;
}

/** An object of an older version may be of a kind that was renamed: that is for its migration to say. */
function inServedVersion(manifest: Manifest, served: readonly CrdSchema[]): CrdSchema | undefined {
  const isServed = served.some((crd) => versionOf(crd) === manifest.apiVersion);
  return isServed ? fittingOf(manifest, served) : undefined;
}

/** The one kind of the object's group that has most fields of its spec, in the version that is stored. */
function fittingOf(manifest: Manifest, served: readonly CrdSchema[]): CrdSchema | undefined {
  const group = manifest.apiVersion.split("/")[0];
  const inGroup = served.filter((crd) => crd.group === group && crd.storage);
  const most = Math.max(0, ...inGroup.map((crd) => knownFields(manifest, crd)));
  const [only, ...more] = inGroup.filter((crd) => knownFields(manifest, crd) === most);
  return most === 0 || more.length > 0 ? undefined : only;
}

function target(group: string, kind: string, served: readonly CrdSchema[]): CrdSchema | undefined {
  const kinds = [...new Set(served.map((crd) => crd.kind))];
  // The class of Azure's group, whatever other providers call theirs.
  const isClass = group === "karpenter.azure.com" && /NodeClass$/i.test(kind);
  const [name, ...more] = isClass ? ["AKSNodeClass"] : nearest(kind, kinds);
  if (name === undefined || more.length > 0) return undefined;
  const candidates = served.filter((crd) => crd.kind === name);
  const inGroup = candidates.filter((crd) => crd.group === group);
  return newest(inGroup.length > 0 ? inGroup : candidates);
}

/** The version that is stored is the one to write. */
function newest(versions: readonly CrdSchema[]): CrdSchema | undefined {
  return versions.find((crd) => crd.storage) ?? versions[0];
}

function versionOf(crd: CrdSchema): string {
  return `${crd.group}/${crd.version}`;
}

/**
 * A version that was once served is another schema: its object needs a migration, not a new version. The AKSNodeClass
 * began with v1alpha2 (pkg/apis of the provider).
 */
function isTypo(apiVersion: string, meant: CrdSchema): boolean {
  const [group, version] = apiVersion.split("/");
  if (meant.kind === "AKSNodeClass" && version === "v1alpha1") return true;
  // There has been no other version yet.
  if (meant.kind === "NodeOverlay") return true;
  const isOld = /^v1(alpha|beta)\d+$/.test(version ?? "");
  return (
    !isOld || version === meant.version || (group !== meant.group && meant.kind === "AKSNodeClass")
  );
}
