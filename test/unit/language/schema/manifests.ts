import { manifestsOf } from "../../../../src/language/manifest.ts";
import type { Manifest } from "../../../../src/language/manifest.ts";
import { serverVerdict } from "../../../../src/language/schema/serverVerdict.ts";
import type { ServerVerdict } from "../../../../src/language/schema/serverVerdict.ts";
import type { SchemaSet } from "../../../../src/language/schema/types.ts";
import { parseYaml } from "../../../../src/language/yaml/parse.ts";
import { schemaSet } from "../service.ts";

const current = schemaSet("current");

/** The first manifest of a text. */
export function manifestOf(
  text: string,
  { schemas = current, partial = false }: { schemas?: SchemaSet; partial?: boolean } = {},
): Manifest {
  const yaml = parseYaml(text);
  const [manifest] = manifestsOf({ text, yaml }, { schemas, partial });
  if (!manifest) throw new Error(`no manifest in ${text}`);
  return manifest;
}

/** What the server answers to a text. */
export function verdictOf(text: string): ServerVerdict {
  const verdict = serverVerdict(manifestOf(text), parseYaml(text));
  if (!verdict) throw new Error(`no schema for ${text}`);
  return verdict;
}

const reference = "nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }";

/** The required template of a NodePool, with requirements in flow style. */
export function template(requirements = "", more = ""): string {
  return `template: { ${more} spec: { ${reference}, requirements: [${requirements}] } }`;
}

/** A NodePool with this spec (in flow style), by default one that is accepted. */
export function nodePool(spec = "", metadata = "name: a"): string {
  const rest = spec.includes("template:") ? spec : [template(), spec].filter(Boolean).join(", ");
  return `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { ${metadata} }\nspec: { ${rest} }\n`;
}

export function nodeClass(spec: string): string {
  return `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata: { name: a }\nspec: { ${spec} }\n`;
}

export function nodeClaim(spec = "", requirements = ""): string {
  const rest = [reference, `requirements: [${requirements}]`, spec].filter(Boolean).join(", ");
  return `apiVersion: karpenter.sh/v1\nkind: NodeClaim\nmetadata: { name: a }\nspec: { ${rest} }\n`;
}

export function nodeOverlay(spec = "", requirements = ""): string {
  const rest = [`requirements: [${requirements}]`, spec].filter(Boolean).join(", ");
  return `apiVersion: karpenter.sh/v1alpha1\nkind: NodeOverlay\nmetadata: { name: a }\nspec: { ${rest} }\n`;
}
