import type { HashField, HashType } from "./structureHash.ts";

const text: HashType = { kind: "text" };
const int32: HashType = { kind: "int32" };
const flag: HashType = { kind: "flag" };
const nillable: HashType = { kind: "nillableDuration" };
const textMap: HashType = { kind: "textMap" };
const ignored: HashType = { kind: "ignored" };

function keyOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A field behind a pointer; its key is its name with a small first letter unless given. */
function pointer(name: string, type: HashType, key = keyOf(name)): HashField {
  return { name, key, type, pointer: true };
}

function plain(name: string, type: HashType, key = keyOf(name)): HashField {
  return { name, key, type, pointer: false };
}

function structure(name: string, fields: readonly HashField[]): HashType {
  return { kind: "structure", name, fields };
}

function listOf(of: HashType): HashType {
  return { kind: "list", of };
}

const kubelet = structure("KubeletConfiguration", [
  pointer("CPUManagerPolicy", text, "cpuManagerPolicy"),
  pointer("CPUCFSQuota", flag, "cpuCFSQuota"),
  plain("CPUCFSQuotaPeriod", { kind: "duration" }, "cpuCFSQuotaPeriod"),
  pointer("ImageGCHighThresholdPercent", int32),
  pointer("ImageGCLowThresholdPercent", int32),
  pointer("TopologyManagerPolicy", text),
  plain("AllowedUnsafeSysctls", listOf(text)),
  pointer("ContainerLogMaxSize", text),
  pointer("ContainerLogMaxFiles", int32),
  pointer("PodPidsLimit", { kind: "int64" }),
  pointer("FailSwapOn", flag),
]);

const zoneOverride = structure("LocalDNSZoneOverride", [
  plain("Zone", text),
  plain("QueryLogging", text),
  plain("Protocol", text),
  plain("ForwardDestination", text),
  plain("ForwardPolicy", text),
  pointer("MaxConcurrent", int32),
  plain("CacheDuration", nillable),
  plain("ServeStaleDuration", nillable),
  plain("ServeStale", text),
]);

const localDNS = structure("LocalDNS", [
  plain("Mode", text),
  plain("VnetDNSOverrides", listOf(zoneOverride)),
  plain("KubeDNSOverrides", listOf(zoneOverride)),
]);

const sysctls = structure("SysctlConfiguration", [
  pointer("FsAioMaxNr", int32),
  pointer("FsFileMax", int32),
  pointer("FsInotifyMaxUserWatches", int32),
  pointer("FsNrOpen", int32),
  pointer("KernelThreadsMax", int32),
  pointer("NetCoreNetdevMaxBacklog", int32),
  pointer("NetCoreOptmemMax", int32),
  pointer("NetCoreRmemDefault", int32),
  pointer("NetCoreRmemMax", int32),
  pointer("NetCoreSomaxconn", int32),
  pointer("NetCoreWmemDefault", int32),
  pointer("NetCoreWmemMax", int32),
  pointer("NetIPv4IPLocalPortRange", text),
  pointer("NetIPv4NeighDefaultGcThresh1", int32),
  pointer("NetIPv4NeighDefaultGcThresh2", int32),
  pointer("NetIPv4NeighDefaultGcThresh3", int32),
  pointer("NetIPv4TCPFinTimeout", int32),
  pointer("NetIPv4TCPKeepaliveProbes", int32),
  pointer("NetIPv4TCPKeepaliveTime", int32),
  pointer("NetIPv4TCPMaxSynBacklog", int32),
  pointer("NetIPv4TCPMaxTwBuckets", int32),
  pointer("NetIPv4TCPTwReuse", flag),
  pointer("NetIPv4TCPKeepaliveIntvl", int32),
  pointer("NetNetfilterNfConntrackBuckets", int32),
  pointer("NetNetfilterNfConntrackMax", int32),
  pointer("VMMaxMapCount", int32, "vmMaxMapCount"),
  pointer("VMSwappiness", int32, "vmSwappiness"),
  pointer("VMVfsCachePressure", int32, "vmVfsCachePressure"),
]);

const linuxOSConfig = structure("LinuxOSConfiguration", [
  pointer("SwapFileSize", text),
  pointer("Sysctls", sysctls),
  pointer("TransparentHugePageDefrag", text),
  pointer("TransparentHugePageEnabled", text),
]);

const security = structure("Security", [
  pointer("EncryptionAtHost", flag),
  // Newer than v1.14.0; as the last field it leaves the hash alone while it is absent.
  pointer(
    "TrustedLaunch",
    structure("TrustedLaunch", [pointer("VTPM", flag, "vtpm"), pointer("SecureBoot", flag)]),
  ),
]);

/** `spec` of an AKSNodeClass (karpenter-provider-azure v1.14.0 pkg/apis/v1beta1/aksnodeclass.go). */
export const nodeClassSpec = structure("AKSNodeClassSpec", [
  pointer("VNETSubnetID", text, "vnetSubnetID"),
  pointer("OSDiskSizeGB", int32, "osDiskSizeGB"),
  pointer("ImageFamily", text),
  pointer("FIPSMode", text, "fipsMode"),
  plain("Tags", ignored),
  pointer("Kubelet", kubelet),
  pointer("MaxPods", int32),
  pointer("Security", security),
  pointer("LocalDNS", localDNS),
  pointer("GPU", structure("GPU", [pointer("Mode", text)]), "gpu"),
  pointer("ArtifactStreaming", structure("ArtifactStreaming", [pointer("Enabled", flag)])),
  pointer("LinuxOSConfig", linuxOSConfig),
]);

const taint = structure("Taint", [
  plain("Key", text),
  plain("Value", text),
  plain("Effect", text),
  pointer("TimeAdded", { kind: "time" }),
]);

const nodeClassReference = structure("NodeClassReference", [
  plain("Kind", text),
  plain("Name", text),
  plain("Group", text),
]);

/** `spec.template` of a NodePool (karpenter v1.14.0 pkg/apis/v1/nodepool.go). */
export const nodePoolTemplate = structure("NodeClaimTemplate", [
  plain(
    "ObjectMeta",
    structure("ObjectMeta", [plain("Labels", textMap), plain("Annotations", textMap)]),
    "metadata",
  ),
  plain(
    "Spec",
    structure("NodeClaimTemplateSpec", [
      plain("Taints", listOf(taint)),
      plain("StartupTaints", listOf(taint)),
      plain("Requirements", ignored),
      pointer("NodeClassRef", nodeClassReference),
      pointer("TerminationGracePeriod", { kind: "duration" }),
      plain("ExpireAfter", nillable),
    ]),
  ),
]);
