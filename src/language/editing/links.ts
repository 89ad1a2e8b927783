import { parseSubnetId } from "../../karpenter/subnetId.ts";
import { fieldDoc } from "../schema/fieldDocs.ts";
import type { Manifest } from "../manifest.ts";
import type { SourceFile } from "../sourceFile.ts";
import { nodeAt, stringOf } from "../yaml/node.ts";
import type { Range } from "../yaml/node.ts";
import type { EditingContext } from "./context.ts";
import { isOurs, shiftedBy } from "./locate.ts";

export interface DocumentLink {
  /** Offsets in the file. */
  readonly range: Range;
  /** An https address. */
  readonly target: string;
  readonly tooltip: string;
}

/** Kinds lead to their documentation, subnets to the Azure portal. */
export function documentLinks(file: SourceFile, context: EditingContext): readonly DocumentLink[] {
  return file.documents.flatMap(({ manifests, start }) =>
    manifests
      .filter(isOurs)
      .flatMap((manifest) => [...kindLink(manifest, context), ...subnetLink(manifest)])
      .map((link) => ({ ...link, range: shiftedBy(link.range, start) })),
  );
}

function kindLink(manifest: Manifest, { docs }: EditingContext): readonly DocumentLink[] {
  const range = nodeAt(manifest.root, ["kind"]);
  const target = docs && fieldDoc(docs, manifest.kind)?.link;
  if (range === undefined || target === undefined) return [];
  return [{ range, target, tooltip: `Documentation of ${manifest.kind}` }];
}

function subnetLink(manifest: Manifest): readonly DocumentLink[] {
  const node = nodeAt(manifest.root, ["spec", "vnetSubnetID"]);
  const id = stringOf(node);
  if (node === undefined || id === undefined || parseSubnetId(id) === undefined) return [];
  // Half of a surrogate pair has no URI.
  if (/\p{Surrogate}/u.test(id)) return [];
  const target = `https://portal.azure.com/#resource${encodeURI(id)}/overview`;
  return [{ range: node, target, tooltip: "Open the subnet in the Azure portal" }];
}
