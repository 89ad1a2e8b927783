import { Unresolved } from "../../model.ts";
import { fine, warns, withReason } from "../check.ts";
import type { Check, Source, Subject, Verdict } from "../check.ts";
import { at, flagAt, isThere, textAt } from "../member.ts";
import { roleRemedy } from "../roleRemedy.ts";
import { docs, release, thread } from "../sources.ts";
import { open } from "./readings.ts";

interface Lifted {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly source: Source;
  readonly since: string;
  readonly until: string;
  /** The member of `properties` that once stood in the way. */
  readonly path: string;
}

/** A check of a member that does not matter any more. */
function lifted(
  { path, ...facts }: Lifted,
  seen?: (subject: Subject) => Verdict | undefined,
): Check {
  return {
    ...facts,
    check: (subject) => {
      const found = at(subject.cluster.model, `properties.${path}`);
      if (found instanceof Unresolved) return open(path, found);
      if (!isThere(found) || found === false) return fine(`no ${path}`);
      return seen?.(subject) ?? fine(`${path} is set`);
    },
  };
}

const diskEncryptionSet = lifted(
  {
    id: "disk-encryption-set",
    title: "Disk encryption set",
    why: "Was refused until the release of 2026-01-04. The cluster's identity needs the role Reader on the disk encryption set, else its node classes stay not ready (DiskEncryptionSetRBACMissing).",
    source: release("2026-01-04"),
    since: "2024-02-19",
    until: "2026-01-04",
    path: "diskEncryptionSetID",
  },
  (subject) => {
    const { readsDiskEncryptionSet: mayRead, unread } = subject.around;
    if (mayRead === true) return fine("a disk encryption set that the cluster's identity may read");
    const id = textAt(subject.cluster.model, "properties.diskEncryptionSetID");
    const scopes = typeof id === "string" ? [id] : [];
    const text = "Give the cluster's identity the role Reader on the disk encryption set";
    return warns(
      mayRead === false
        ? "a disk encryption set that the cluster's identity may not read"
        : withReason(
            "a disk encryption set; whether the cluster's identity may read it is not known",
            unread?.readsDiskEncryptionSet,
          ),
      { remedy: roleRemedy(subject, { role: "Reader", scopes, text }) },
    );
  },
);

const podIdentity = lifted(
  {
    id: "pod-identity",
    title: "Pod-managed identity",
    why: "Was listed as unsupported for some days of February 2024. The add-on itself is deprecated: Workload ID replaces it.",
    source: docs("use-azure-ad-pod-identity"),
    since: "2024-02-19",
    until: "2024-02-28",
    path: "podIdentityProfile",
  },
  ({ cluster }) => {
    const enabled = flagAt(cluster.model, "properties.podIdentityProfile.enabled");
    return enabled === true ? warns("podIdentityProfile.enabled true") : undefined;
  },
);

const plain: readonly Lifted[] = [
  {
    id: "custom-ca",
    title: "Custom certificate authorities",
    why: "Was unsupported until the release of 2026-02-08.",
    source: release("2026-02-08"),
    since: "2024-02-19",
    until: "2026-02-08",
    path: "securityProfile.customCATrustCertificates",
  },
  {
    id: "http-proxy",
    title: "HTTP proxy",
    why: "Was unsupported until the release of 2026-02-08.",
    source: release("2026-02-08"),
    since: "2024-02-19",
    until: "2026-02-08",
    path: "httpProxyConfig",
  },
  {
    id: "private-cluster",
    title: "Private cluster",
    why: "Was listed as unsupported from 2024-12-09 to 2025-09-19. The API server may be private; publicNetworkAccess is another matter.",
    source: release("2025-09-21"),
    since: "2024-12-09",
    until: "2025-09-19",
    path: "apiServerAccessProfile.enablePrivateCluster",
  },
  {
    id: "aad-profile",
    title: "Microsoft Entra integration",
    why: "Was refused until the release of 2024-02-07.",
    source: thread("Azure/karpenter-provider-azure", 80, "2024-01-02"),
    since: "2023-12-07",
    until: "2024-02-07",
    path: "aadProfile",
  },
  {
    id: "upgrade-channels",
    title: "Channels of automatic upgrades",
    why: "For some days of February 2024 only the channels none and node-image were listed, and no SecurityPatch or Unmanaged for nodes.",
    source: docs("node-auto-provisioning"),
    since: "2024-02-19",
    until: "2024-02-28",
    path: "autoUpgradeProfile",
  },
  {
    id: "cost-analysis",
    title: "Cost analysis",
    why: "Was listed as unsupported for some days of February 2024.",
    source: docs("node-auto-provisioning"),
    since: "2024-02-19",
    until: "2024-02-28",
    path: "metricsProfile.costAnalysis",
  },
];

/** Members of a cluster that stood in the way once. */
export const liftedChecks: readonly Check[] = [
  diskEncryptionSet,
  podIdentity,
  ...plain.map((facts) => lifted(facts)),
];
