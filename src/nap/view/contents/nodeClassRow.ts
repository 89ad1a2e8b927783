import { isRecord, listOf, recordOf, textOf } from "../../../karpenter/plain.ts";
import type { AksNodeClass } from "../../disable/snapshot/karpenterObjects.ts";
import { conditionIn, truthIn } from "../../disable/snapshot/conditions.ts";
import { conditionWords, readinessProblems } from "./conditionWords.ts";
import { imageDefinitionOf, imageVersionOf } from "./nodeVersions.ts";

/** An AKSNodeClass. */
export interface NodeClassRow {
  readonly name: string;
  readonly uid: string;
  /** Undefined while Karpenter has not said. */
  readonly isReady: boolean | undefined;
  /** `Ready`, or why not, in words. */
  readonly readiness: string;
  /** `Ubuntu`, `AzureLinux`, ... */
  readonly imageFamily: string;
  /** The images that nodes get, newest versions of each definition. */
  readonly images: readonly { readonly definition: string; readonly version: string }[];
  /** The Kubernetes version of new nodes; empty where not known. */
  readonly kubernetesVersion: string;
  /** Names of the NodePools that use it. */
  readonly nodePools: readonly string[];
  readonly isDeleting: boolean;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** The row of an AKSNodeClass. */
export function nodeClassRow(nodeClass: AksNodeClass, nodePools: readonly string[]): NodeClassRow {
  const { metadata } = nodeClass;
  const raw: unknown = nodeClass;
  const { spec, status } = isRecord(raw) ? raw : {};
  const isReady = truthIn(nodeClass.status?.conditions, "Ready");
  return {
    name: metadata.name,
    uid: metadata.uid ?? "",
    isReady,
    readiness: readinessOf(nodeClass, isReady),
    imageFamily: textOf(recordOf(spec).imageFamily) ?? "Ubuntu",
    images: imagesOf(recordOf(status)),
    kubernetesVersion: textOf(recordOf(status).kubernetesVersion) ?? "",
    nodePools,
    isDeleting: metadata.deletionTimestamp !== undefined,
    createdAt: metadata.creationTimestamp ?? "",
  };
}

function readinessOf({ metadata, status }: AksNodeClass, isReady: boolean | undefined): string {
  if (metadata.deletionTimestamp !== undefined) return "Being deleted, once no NodeClaim uses it";
  if (isReady === true) return "Ready";
  const problems = readinessProblems(status?.conditions);
  const ready = conditionIn(status?.conditions, "Ready");
  const why = problems.length > 0 ? problems.join("; ") : ready && conditionWords(ready);
  if (isReady === false) return `Not ready: ${why ?? "no reason is given"}`;
  return why === undefined
    ? "Karpenter has not judged it: is it running?"
    : `Not judged yet: ${why}`;
}

function imagesOf(status: Readonly<Record<string, unknown>>): NodeClassRow["images"] {
  return listOf(status.images).map((image) => {
    const id = textOf(recordOf(image).id) ?? "";
    return { definition: imageDefinitionOf(id), version: imageVersionOf({ imageID: id }, {}) };
  });
}
