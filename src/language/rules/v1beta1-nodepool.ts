import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Explanation, Rule, RuleContext, RuleFix } from "../rule.ts";
import { kubeletHome, kubeletPath } from "./kubeletHome.ts";
import type { KubeletHome } from "./kubeletHome.ts";
import { kubeletWays } from "./kubeletMove.ts";
import { toV1 } from "./poolMigration.ts";
import { provisionerToV1 } from "./provisionerMigration.ts";

export const v1beta1Nodepool: Rule = {
  id: "v1beta1-nodepool",
  kinds: ["NodePool", "NodeClaim", "other"],
  layer: "schema",
  severity: "error",
  summary: "NodePool and NodeClaim are served as karpenter.sh/v1 only.",
  why: "AKS stopped serving `karpenter.sh/v1beta1` in 2025 (release 1.4.0 of the provider), and never served `v1alpha5`. More than the version changed: `expireAfter` moved into the template, kubelet settings into the AKSNodeClass, `WhenUnderutilized` is called `WhenEmptyOrUnderutilized` and needs a `consolidateAfter`, and `nodeClassRef` names a group instead of an apiVersion. The fix does all of it at once. Kubelet settings go into the AKSNodeClass where the workspace has it, also into another file; what it has no field for, or says otherwise, stays as a comment. They all stay as comments where the class is not known, or where another NodePool uses it and does not ask for the same: there, moving them would change that pool's nodes. Of several pools that ask for different settings the first by name gets them.",
  example: {
    bad: `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  imageFamily: AzureLinux
---
apiVersion: karpenter.sh/v1beta1
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
        # as many as the old cluster had
        maxPods: 110
        podsPerCore: 10
  disruption:
    consolidationPolicy: WhenUnderutilized
    # two weeks
    expireAfter: 336h
`,
    good: `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  imageFamily: AzureLinux
  # as many as the old cluster had
  maxPods: 110
---
apiVersion: karpenter.sh/v1
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
      # Not moved to AKSNodeClass default: podsPerCore (no such field)
      # kubelet:
      #   podsPerCore: 10
  disruption:
    consolidationPolicy: WhenEmptyOrUnderutilized
    consolidateAfter: 0s
`,
  },
  explain(finding, manifest, { schemas }) {
    const hasV1 = schemas.kinds.some((crd) => crd.kind === "NodePool" && crd.version === "v1");
    return finding.rule === "api-version" && hasV1 ? explained(manifest) : undefined;
  },
  fixAcross(_, manifest, context) {
    if (manifest.kind !== "NodePool" || at(manifest, ...kubeletPath) === undefined)
      return undefined;
    const home = kubeletHome(manifest, context);
    return home && withKubelet(manifest, home, context);
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
  if (kind === "Provisioner" && /^karpenter\.sh\/v1(?:(?:alpha|beta)\d+)?$/.test(apiVersion))
    return {
      message: "Provisioners became NodePools in 2023; AKS has never served them.",
      fixes: [{ title: "Make this a NodePool v1", edits: provisionerToV1(manifest) }],
    };
  return undefined;
}

/** The migration with the kubelet settings of the pool in its class; where that may not be wanted, as the second choice. */
function withKubelet(
  manifest: Manifest,
  home: KubeletHome,
  context: RuleContext,
): readonly RuleFix[] | undefined {
  const ways = kubeletWays(manifest, home, context);
  if (ways === undefined) return undefined;
  const { staying, moving, others } = ways;
  const title = "Migrate this NodePool to v1";
  if (moving.elsewhere.length === 0) return [{ title, edits: toV1(manifest, staying.clear) }];
  const stay = { title, edits: home.isOurs ? toV1(manifest) : toV1(manifest, staying.clear) };
  const move = {
    title: `${title}, with its kubelet settings in AKSNodeClass ${home.name}${others}`,
    edits: toV1(manifest, moving.clear),
    elsewhere: moving.elsewhere,
  };
  return home.isOurs ? [move, stay] : [stay, move];
}
