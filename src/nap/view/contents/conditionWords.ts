import type { Condition } from "../../disable/snapshot/kubernetesObjects.ts";
import { launchWords } from "./launchWords.ts";

/** The words of a reason; the message of the condition often names what we do not know. */
type Words = string | ((message: string) => string);

const quoted = (message: string) => /"([^"]+)"/.exec(message)?.[1] ?? message;

/**
 * Reasons of conditions of NodePools, NodeClaims and AKSNodeClasses that are not True (karpenter v1.14.0
 * pkg/controllers and the Azure provider v1.14.0 pkg/controllers/nodeclass/status).
 */
const words: Readonly<Record<string, Words>> = {
  AwaitingReconciliation: "Karpenter has not looked at it yet",
  NodeClassNotFound: "its AKSNodeClass does not exist",
  NodeClassTerminating: "its AKSNodeClass is being deleted",
  NodeClassReadinessUnknown: "its AKSNodeClass has not been judged yet",
  NodePoolValidationFailed: (message) => `Karpenter refuses it: ${message}`,
  RegistrationFailed: "its newest node never joined the cluster",
  NodeNotFound: "the machine has not joined the cluster yet",
  MultipleNodesFound: "several nodes claim to be this machine",
  RegistrationHookPending: "its registration is not finished",
  NodeNotReady: "the kubelet does not report Ready yet",
  StartupTaintsExist: (message) => `the startup taint ${quoted(message)} is still on the node`,
  KnownEphemeralTaintsExist: (message) => `the taint ${quoted(message)} is still on the node`,
  ResourceNotRegistered: (message) => `the node does not offer ${quoted(message)} yet`,
  DRADriverPoolsNotPublished: "a device driver has not published its devices yet",
  SIGRequiredForFIPS: "FIPS images can be had on managed NAP only",
  ImagesNotFound: "no node image fits its settings",
  KubernetesUpgrade: "images for the new Kubernetes version are being looked up",
  SubnetNotFound: (message) => `the subnet does not exist: ${afterColon(message)}`,
  SubnetIDInvalid: (message) => `the subnet cannot be used: ${message}`,
  SubnetUnknownError: (message) => `the subnet could not be read: ${afterColon(message)}`,
  DiskEncryptionSetRBACMissing:
    "the cluster's identity needs the role Reader on the disk encryption set",
  CheckingClusterRequirementsFailed: (message) => `LocalDNS cannot be set up: ${message}`,
  Draining: "pods are being evicted",
  AwaitingVolumeDetachment: "volumes are being detached",
  TerminationGracePeriodElapsed: "the termination grace period is over",
  ConsistencyCheckFailed: (message) => `node and claim do not agree: ${message}`,
};

/** Why a claim is drifted (karpenter v1.14.0 pkg/controllers/nodeclaim/disruption/drift.go, provider pkg/cloudprovider/drift.go). */
const driftWords: Readonly<Record<string, string>> = {
  NodePoolDrifted: "the template of its NodePool has changed",
  RequirementsDrifted: "it no longer meets the requirements of its NodePool",
  InstanceTypeNotFound: "its size is no longer offered",
  NodeClassDrift: "its AKSNodeClass has changed",
  K8sVersionDrift: "the cluster has another Kubernetes version",
  KubeletIdentityDrift: "the kubelet identity of the cluster has changed",
  ImageDrift: "a newer node image is there",
  ClusterConfigDrift: "the configuration of the cluster has changed",
};

/** A reason in words: of a condition that is not True, or of `Drifted`. Unknown ones come with their own message. */
export function conditionWords({ type, reason = "", message = "" }: Condition): string {
  const drift = type === "Drifted" ? driftWords[reason] : undefined;
  const known = drift ?? words[reason];
  if (known !== undefined) return typeof known === "string" ? known : known(message);
  const launch = type === "Launched" ? launchWords(`${reason} ${message}`) : undefined;
  if (launch !== undefined) return lowerFirst(launch.text.replace(/\.$/, ""));
  return message === "" || message === reason ? spaced(reason) : message;
}

/** Conditions whose False or Unknown is a normal state, or which speak through others. */
const silent: ReadonlySet<string> = new Set(["Ready", "Consolidatable", "Drifted"]);

/**
 * Why an object is not ready, in words: what its conditions other than Ready say that are not True.
 * Empty when all are well.
 */
export function readinessProblems(conditions: readonly Condition[] | undefined): readonly string[] {
  return (conditions ?? [])
    .filter(({ type, status }) => status !== "True" && !silent.has(type))
    .map(conditionWords);
}

function afterColon(message: string): string {
  return message.slice(message.indexOf(":") + 1).trim();
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `NodeRegistrationPending` as `node registration pending`. */
function spaced(reason: string): string {
  return reason.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase() || "no reason is given";
}
