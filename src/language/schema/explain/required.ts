import { setValue } from "../../edit/edit.ts";
import { lineStart, newlineOf } from "../../edit/lines.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { itemsOf, nodeAt, stringOf, valueOf } from "../../yaml/node.ts";
import type { Json, Path, YamlNode } from "../../yaml/node.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import type { Case, Explained } from "./explanation.ts";
import { fix, nameOf, shown } from "./explanation.ts";
import { hasPolicyNever } from "./never.ts";
import { movesInto } from "./movesInto.ts";
import { keyOfValues } from "./requirementKey.ts";

/** A field that must be there. */
export function explainRequired({ manifest, error, root }: Case): Explained {
  const { path } = error;
  const parent = path.slice(0, -1);
  const name = nameOf(path);
  const place = parent.length === 0 ? "The object" : shown(parent);
  const value = missingValue(path, schemaAt(root, path), nodeAt(manifest.root, parent));
  const moves = movesInto(manifest, root, path);
  const fixes =
    value === undefined
      ? moves
      : [
          ...moves,
          ...fix(
            `Add ${name}${described(value.json)}`,
            setValue(manifest, path, value.json),
            value.sure && moves.length === 0,
          ),
        ];
  const message = `${place} lacks ${name}, which is required.`;
  return { rule: "required", message, fixes: [...fixes, ...asPatch(manifest, path)] };
}

/** Fields of lists are not merged one by one, so that a patch needs them as well. */
function asPatch(manifest: Manifest, path: Path): readonly Fix[] {
  const { root, text, prefix } = manifest;
  const isMerged = path[0] === "spec" && path.every((step) => typeof step === "string");
  // A comment speaks of its whole document, and JSON has none.
  if (!isMerged || prefix.length > 0 || root.flow) return [];
  const before = text.slice(lineStart(text, root.start), root.start);
  const indent = before.trim() === "" ? before.replace("\uFEFF", "") : "";
  const newText = `# nap: partial${newlineOf(text)}${indent}`;
  const edits = [{ start: root.start, end: root.start, newText }];
  return fix("Mark as a patch, which need not have it (# nap: partial)", edits, false);
}

function described(json: Json): string {
  return typeof json === "object" ? "" : `: ${String(json)}`;
}

/** The schema of what stands at a path; undefined where the schema knows no such field. */
export function schemaAt(root: SchemaNode, path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = root;
  for (const step of path) node = typeof step === "number" ? node?.items : node?.child(step);
  return node;
}

/** A nodeClassRef with the three fields that the CRD of NodePools requires. */
export function minimalReference(name: string): Json {
  return { group: "karpenter.azure.com", kind: "AKSNodeClass", name };
}

interface Missing {
  readonly json: Json;
  /** Nothing else can have been meant, or nothing depends on it. */
  readonly sure: boolean;
}

/** What AKS and Karpenter take where nothing is said, by the end of the path. */
const usual: Readonly<Record<string, Json>> = {
  "disruption.consolidateAfter": "0s",
  "nodeClassRef.group": "karpenter.azure.com",
  "nodeClassRef.kind": "AKSNodeClass",
  "nodeClassRef.name": "default",
  "spec.nodeClassRef": minimalReference("default"),
  "spec.requirements": [],
  "taints.effect": "NoSchedule",
  "startupTaints.effect": "NoSchedule",
  "localDNS.mode": "Preferred",
};

const unsure = new Set(["localDNS.mode"]);

function missingValue(
  path: Path,
  node: SchemaNode | undefined,
  parent: YamlNode | undefined,
): Missing | undefined {
  const names = path.filter((step) => typeof step === "string");
  const end = names.slice(-2).join(".");
  if (names.at(-1) === "operator")
    return { json: valueOf(parent, "values") ? "In" : "Exists", sure: true };
  if (end === "requirements.key") {
    const key = keyOfValues(textsOf(valueOf(parent, "values")));
    return key === undefined ? undefined : { json: key, sure: true };
  }
  // What is said in the wrong place has a fix of its own.
  if (end === "disruption.consolidateAfter" && hasPolicyNever(parent)) return undefined;
  const known = Object.hasOwn(usual, end) ? usual[end] : undefined;
  if (known !== undefined) return { json: known, sure: !unsure.has(end) };
  if (names.includes("localDNS")) return localDns(names, stringOf(valueOf(parent, "zone")));
  return node && skeleton(path, node);
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  return itemsOf(node).map((item) => stringOf(item) ?? "");
}

/** What an object with one of its fields must have beside it, as far as that can be told. */
export function restOf(path: Path, node: SchemaNode, own: string): Readonly<Record<string, Json>> {
  const names = (node.schema.required ?? []).filter((name) => name !== own);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = missingValue([...path, name], node.child(name), undefined);
      return value?.sure ? [[name, value.json]] : [];
    }),
  );
}

/** An object whose required fields can all be told. */
function skeleton(path: Path, node: SchemaNode): Missing | undefined {
  if (node.schema.type !== "object") return undefined;
  const fields: [string, Json][] = [];
  for (const name of node.schema.required ?? []) {
    const inner = missingValue([...path, name], node.child(name), undefined);
    if (!inner?.sure) return undefined;
    fields.push([name, inner.json]);
  }
  return { json: Object.fromEntries(fields), sure: true };
}

const dnsDefaults: Readonly<Record<string, Json>> = {
  queryLogging: "Error",
  forwardPolicy: "Sequential",
  maxConcurrent: 1000,
  cacheDuration: "1h",
  serveStale: "Immediate",
  serveStaleDuration: "1h",
};

/** The settings that AKS gives its node-local DNS cache where nothing else is said (learn.microsoft.com, LocalDNS in AKS). */
export function dnsZone(list: string, zone: string): Readonly<Record<string, Json>> {
  const outside = list === "vnetDNSOverrides" && !zone.endsWith("cluster.local");
  return {
    zone,
    ...dnsDefaults,
    forwardDestination: outside ? "VnetDNS" : "ClusterCoreDNS",
    protocol: zone.endsWith("cluster.local") ? "ForceTCP" : "PreferUDP",
  };
}

function localDns(names: readonly string[], zone: string | undefined): Missing | undefined {
  const list = names.find((name) => name.endsWith("DNSOverrides"));
  const last = names.at(-1);
  if (list === undefined || last === undefined) return undefined;
  if (last === list)
    return { json: [dnsZone(list, "."), dnsZone(list, "cluster.local")], sure: true };
  const defaults = zone === undefined ? dnsDefaults : dnsZone(list, zone);
  const json = Object.hasOwn(defaults, last) ? defaults[last] : undefined;
  return json === undefined ? undefined : { json, sure: true };
}
