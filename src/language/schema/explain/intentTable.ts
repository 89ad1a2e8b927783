import type { Json, Path } from "../../yaml/node.ts";
import { minimalReference } from "./required.ts";

/** What is meant by a field that other APIs have under another name or with another unit. */
export interface Intent {
  /** The last key, normalized. */
  readonly names: readonly string[];
  /** Where it stands; `*` is any index. */
  readonly parent: string;
  readonly to: Path;
  /** The value there; undefined where it makes no sense. Default: the same. */
  readonly value?: (json: Json) => Json | undefined;
  /** What must be said along with it. */
  readonly also?: readonly (readonly [Path, Json])[];
}

const nodeSpec = ["spec", "template", "spec"] as const;

/** Names of the AKS API and CLI, and of Karpenter's v1alpha5. */
export const intents: Readonly<Record<string, readonly Intent[]>> = {
  AKSNodeClass: [
    {
      names: ["ossku", "osfamily", "osimage"],
      parent: "spec",
      to: ["spec", "imageFamily"],
      value: (json) => (typeof json === "object" ? memberOf(json, "sku") : json),
    },
    {
      names: ["subnetid", "subnet", "vnetsubnet", "vnetsubnetresourceid", "subnetresourceid"],
      parent: "spec",
      to: ["spec", "vnetSubnetID"],
    },
    {
      names: ["fips", "enablefips", "fipsenabled", "fipsimage"],
      parent: "spec",
      to: ["spec", "fipsMode"],
      value: (json) => (typeof json === "boolean" ? (json ? "FIPS" : "Disabled") : json),
    },
    {
      names: ["kubeletconfig", "kubeletconfiguration", "customkubeletconfig"],
      parent: "spec",
      to: ["spec", "kubelet"],
    },
    {
      names: ["disksizegb", "osdisksizegib", "osdiskgb", "nodeosdisksize"],
      parent: "spec",
      to: ["spec", "osDiskSizeGB"],
    },
    { names: ["maxpodspernode", "maxpodcount"], parent: "spec", to: ["spec", "maxPods"] },
    {
      names: ["imagegchighthreshold"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "imageGCHighThresholdPercent"],
    },
    {
      names: ["imagegclowthreshold"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "imageGCLowThresholdPercent"],
    },
    {
      names: ["podmaxpids", "maxpids"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "podPidsLimit"],
    },
    {
      names: ["containerlogmaxsizemb"],
      parent: "spec.kubelet",
      to: ["spec", "kubelet", "containerLogMaxSize"],
      value: counted("Mi"),
    },
    {
      names: ["swapsize", "swapfile", "swap"],
      parent: "spec.linuxOSConfig",
      to: ["spec", "linuxOSConfig", "swapFileSize"],
    },
    {
      names: ["swapfilesizemb"],
      parent: "spec.linuxOSConfig",
      to: ["spec", "linuxOSConfig", "swapFileSize"],
      value: counted("Mi"),
    },
  ],
  NodePool: [
    {
      names: ["maxnodes", "maxcount", "maxsize"],
      parent: "spec",
      to: ["spec", "limits", "nodes"],
      value: counted(""),
    },
    {
      names: ["terminationgraceperiodseconds"],
      parent: "spec.template.spec",
      to: [...nodeSpec, "terminationGracePeriod"],
      value: counted("s"),
    },
    {
      names: ["ttlsecondsuntilexpired"],
      parent: "spec",
      to: [...nodeSpec, "expireAfter"],
      value: counted("s"),
    },
    {
      names: ["ttlsecondsafterempty"],
      parent: "spec",
      to: ["spec", "disruption", "consolidateAfter"],
      value: counted("s"),
      also: [[["spec", "disruption", "consolidationPolicy"], "WhenEmpty"]],
    },
    {
      names: ["providerref"],
      parent: "spec",
      to: [...nodeSpec, "nodeClassRef"],
      value: referenceTo,
    },
    {
      names: ["consolidation"],
      parent: "spec",
      to: ["spec", "disruption"],
      value: disruptionOf,
    },
    {
      names: ["maxunavailable", "maxnodes", "percentage"],
      parent: "spec.disruption.budgets.*",
      to: ["spec", "disruption", "budgets", "*", "nodes"],
    },
    valuesOf([...nodeSpec, "requirements"]),
  ],
  NodeClaim: [valuesOf(["spec", "requirements"])],
  NodeOverlay: [valuesOf(["spec", "requirements"])],
};

function valuesOf(requirements: Path): Intent {
  const value = (json: Json): Json => (typeof json === "object" ? json : [String(json)]);
  const to = [...requirements, "*", "values"];
  return { names: ["value"], parent: to.slice(0, -1).join("."), to, value };
}

/** The class of the reference that a Provisioner had. */
function referenceTo(json: Json): Json | undefined {
  const name = memberOf(json, "name");
  return typeof name === "string" ? minimalReference(name) : undefined;
}

function memberOf(json: Json, name: string): Json | undefined {
  const members = typeof json === "object" && json !== null ? Object.entries(json) : [];
  return members.find(([key]) => key === name)?.[1];
}

/** What `consolidation: { enabled: ... }` of a Provisioner said. */
function disruptionOf(json: Json): Json | undefined {
  const enabled = memberOf(json, "enabled");
  if (enabled === true)
    return { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "0s" };
  return enabled === false ? { consolidateAfter: "Never" } : undefined;
}

/** A number with a unit behind it; text of digits counts as a number. */
function counted(unit: string): (json: Json) => Json | undefined {
  return (json) => {
    const text = typeof json === "number" ? String(json) : json;
    return typeof text === "string" && /^[1-9]\d{0,9}$/.test(text) ? `${text}${unit}` : undefined;
  };
}
