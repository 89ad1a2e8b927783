import type { Manifest } from "../manifest.ts";
import type { Explanation, Rule } from "../rule.ts";
import { toV1 } from "./poolMigration.ts";
import { provisionerToV1 } from "./provisionerMigration.ts";

export const v1beta1Nodepool: Rule = {
  id: "v1beta1-nodepool",
  kinds: ["NodePool", "NodeClaim", "other"],
  layer: "schema",
  severity: "error",
  summary: "NodePool and NodeClaim are served as karpenter.sh/v1 only.",
  why: "AKS stopped serving `karpenter.sh/v1beta1` in 2025 (release 1.4.0 of the provider), and never served `v1alpha5`. More than the version changed: `expireAfter` moved into the template, kubelet settings into the AKSNodeClass, `WhenUnderutilized` is called `WhenEmptyOrUnderutilized` and needs a `consolidateAfter`, and `nodeClassRef` names a group instead of an apiVersion. The fix does all of it at once; kubelet settings stay as comments, to be written into the AKSNodeClass.",
  example: {
    bad: `apiVersion: karpenter.sh/v1beta1
kind: NodePool
metadata:
  name: general
  annotations:
    compatibility.karpenter.sh/v1beta1-nodeclass-reference: "{}"
spec:
  template:
    spec:
      nodeClassRef:
        apiVersion: karpenter.azure.com/v1alpha2
        name: default
      requirements:
        - key: karpenter.azure.com/sku-family # general purpose
          operator: In
          values: ["D"]
      kubelet:
        maxPods: 110
  disruption:
    consolidationPolicy: WhenUnderutilized
    # two weeks
    expireAfter: 336h
`,
    good: `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      # two weeks
      expireAfter: 336h
      requirements:
        - key: karpenter.azure.com/sku-family # general purpose
          operator: In
          values: ["D"]
      # Belongs to the AKSNodeClass (spec.kubelet; maxPods to spec):
      # kubelet:
      #   maxPods: 110
  disruption:
    consolidationPolicy: WhenEmptyOrUnderutilized
    consolidateAfter: 0s
`,
  },
  explain(finding, manifest, { schemas }) {
    const hasV1 = schemas.kinds.some((crd) => crd.kind === "NodePool" && crd.version === "v1");
    return finding.rule === "api-version" && hasV1 ? explained(manifest) : undefined;
  },
};

/** Versions that NodePool and NodeClaim had before v1, also where the group is that of the AKSNodeClass by mistake. */
const old = /^karpenter\.(?:sh|azure\.com)\/(v1(?:alpha|beta)\d+)$/;

function explained(manifest: Manifest): Explanation | undefined {
  const { apiVersion, kind } = manifest;
  const version = old.exec(apiVersion)?.[1];
  if (version !== undefined && (kind === "NodePool" || kind === "NodeClaim"))
    return {
      message: apiVersion.startsWith("karpenter.sh/")
        ? `${kind} ${version} is no longer served, and v1 has other fields: migrate the whole object.`
        : `There is no ${kind} in ${apiVersion}: it is served as karpenter.sh/v1, and what was written for another version must be migrated.`,
      fixes: [{ title: `Migrate this ${kind} to v1`, edits: toV1(manifest) }],
    };
  if (apiVersion === "karpenter.sh/v1alpha5" && kind === "Provisioner")
    return {
      message: "Provisioners became NodePools in 2023; AKS has never served them.",
      fixes: [{ title: "Make this a NodePool v1", edits: provisionerToV1(manifest) }],
    };
  return undefined;
}
