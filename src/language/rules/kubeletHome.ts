import { rememberedOf } from "../../karpenter/remembered.ts";
import { manifestsOf, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import { groupsPerWorkspace } from "../perWorkspace.ts";
import type { RuleContext } from "../rule.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { IndexedObject, Workspace } from "../workspace.ts";
import { nodeAt, toJson } from "../yaml/node.ts";
import type { Json, Path } from "../yaml/node.ts";
import { parseYaml } from "../yaml/parse.ts";
import { fieldsOf } from "./jsonObject.ts";
import type { Fields } from "./jsonObject.ts";

const nodeSpec = ["spec", "template", "spec"] as const;
export const kubeletPath: Path = [...nodeSpec, "kubelet"];

/** The AKSNodeClass that the kubelet settings of a NodePool belong to. */
export interface KubeletHome {
  readonly name: string;
  /** The class, read anew from the document that it stands in. */
  readonly manifest: Manifest;
  readonly uri: string;
  readonly document: { readonly start: number; readonly text: string };
  /** Names of the other pools of the class whose nodes would get other settings than they ask for. */
  readonly disturbed: readonly string[];
  /** Whether settings may be written into the class without a word from the user. */
  readonly isOurs: boolean;
}

/** The class that a pool refers to, where the workspace has exactly one of that name and its schema knows kubelet settings. */
export function kubeletHome(
  pool: Manifest,
  { workspace, schemas }: RuleContext,
): KubeletHome | undefined {
  const name = textAt(pool, ...nodeSpec, "nodeClassRef", "name");
  const kind = textAt(pool, ...nodeSpec, "nodeClassRef", "kind") ?? "AKSNodeClass";
  const classes = workspace.all("AKSNodeClass").filter((object) => object.name === name);
  const [only] = classes;
  const document = only?.document;
  if (name === undefined || classes.length !== 1 || document === undefined) return undefined;
  const yaml = parseYaml(document.text);
  const manifest = manifestsOf({ text: document.text, yaml }, { schemas, partial: false }).find(
    (one) => one.kind === "AKSNodeClass" && one.name === name,
  );
  if (kind !== "AKSNodeClass" || yaml.broken || manifest === undefined) return undefined;
  if (schemaAt(manifest, ["spec", "kubelet"]) === undefined) return undefined;
  const sharing = sharingOf(pool, { manifest, name, workspace });
  return { name, manifest, uri: only?.uri ?? "", document, ...sharing };
}

/** Where a setting of the old kubelet block stands in an AKSNodeClass; undefined where it has no field for it. */
export function homeOf(nodeClass: Manifest, setting: string): Path | undefined {
  const path = setting === "maxPods" ? ["spec", "maxPods"] : ["spec", "kubelet", setting];
  return schemaAt(nodeClass, path) === undefined ? undefined : path;
}

function schemaAt({ crd }: Manifest, path: Path): StructuralSchema | undefined {
  return path.reduce<StructuralSchema | undefined>(
    (schema, step) => ownProperty(schema, String(step)),
    crd?.schema,
  );
}

function ownProperty(
  schema: StructuralSchema | undefined,
  name: string,
): StructuralSchema | undefined {
  const properties = schema?.properties;
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

interface Sharing {
  readonly manifest: Manifest;
  readonly name: string;
  readonly workspace: Workspace;
}

/**
 * A class is written to for the first pool, by name, of those that ask something of it: the same whatever the order of
 * files. A pool that asks nothing is not to get the settings of another one unnoticed.
 */
function sharingOf(
  pool: Manifest,
  { manifest, name, workspace }: Sharing,
): Pick<KubeletHome, "disturbed" | "isOurs"> {
  const own = settingsText(kubeletOf(toJson(pool.root)), manifest);
  const others = kubeletsOf(poolsOfClass(workspace, name))
    .map(({ kubelet, names }) => ({ names, asked: settingsText(kubelet, manifest) }))
    .filter(({ asked }) => asked !== own);
  const isFirst = others.every(
    ({ asked, names: [first = ""] }) =>
      asked !== "" && orderOf(pool.name ?? "", own) < orderOf(first, asked),
  );
  return {
    disturbed: [...new Set(others.flatMap(({ names }) => names))].sort(),
    isOurs: workspace.complete && isFirst,
  };
}

const poolsOfClass = groupsPerWorkspace((workspace) => {
  const groups = new Map<string, IndexedObject[]>();
  for (const pool of workspace.all("NodePool"))
    for (const { kind, name } of pool.references) {
      if (kind !== "AKSNodeClass") continue;
      const group = groups.get(name) ?? [];
      groups.set(name, group);
      if (!group.includes(pool)) group.push(pool);
    }
  return groups;
});

/** What pools ask of their kubelets, and the names of those that ask it, in order: thousands of pools ask a few things. */
interface Asked {
  readonly kubelet: Json | undefined;
  readonly names: readonly string[];
}

const kubeletsOf = rememberedOf((pools: readonly IndexedObject[]): readonly Asked[] => {
  const groups = new Map<string, { kubelet: Json | undefined; names: string[] }>();
  for (const { json, name } of pools) {
    const kubelet = kubeletOf(json);
    const text = jsonText(kubelet);
    const group = groups.get(text) ?? { kubelet, names: [] };
    groups.set(text, group);
    group.names.push(name);
  }
  return [...groups.values()].map((one) => ({ ...one, names: one.names.sort() }));
});

function orderOf(name: string, settings: string): string {
  return `${name}\n${settings}`;
}

function kubeletOf(pool: Json): Json | undefined {
  return kubeletPath.reduce<Json | undefined>((json, step) => fieldsOf(json)?.[String(step)], pool);
}

/** Those kubelet settings that have a home in the class, in one order; empty where there are none. */
function settingsText(kubelet: Json | undefined, nodeClass: Manifest): string {
  const settings: Fields = fieldsOf(kubelet) ?? {};
  const names = Object.keys(settings).filter((setting) => homeOf(nodeClass, setting));
  return names
    .sort()
    .map((setting) => `${setting}=${jsonText(settings[setting])}`)
    .join("\n");
}

/** A value as JSON, for comparing and for showing. */
function jsonText(value: Json | undefined): string {
  return JSON.stringify(value ?? null, (_key, one: unknown) =>
    typeof one === "bigint" ? String(one) : one,
  );
}

/** The value at a path of a manifest as JSON text; undefined where there is none. */
export function valueText({ root }: Manifest, path: Path): string | undefined {
  const node = nodeAt(root, path);
  const isNull = node?.kind === "scalar" && node.value === null;
  return node === undefined || isNull ? undefined : jsonText(toJson(node));
}

/** `is used by batch as well`: whom a change of the class concerns. */
export function usedBy({ disturbed }: KubeletHome): string {
  return disturbed.length === 0
    ? "may be used by others as well"
    : `is used by ${disturbed.join(", ")} as well`;
}
