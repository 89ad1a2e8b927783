import { ownValue } from "../../karpenter/ownValue.ts";

/** Kinds of Karpenter for AWS that stand where AKS has its AKSNodeClass. */
export const awsKinds: ReadonlySet<string> = new Set(["EC2NodeClass", "AWSNodeTemplate"]);

/** The Azure label that says what a label of Karpenter for AWS says. */
export interface AwsCounterpart {
  readonly key: string;
  /** The value there; undefined where none can be derived. */
  readonly value: (aws: string) => string | undefined;
  /** Why the fix is a matter of choice. */
  readonly note?: string;
}

const same = (value: string): string => value;

/** Families of machines by what they are made for: compute, general, memory, burstable, accelerated, storage. */
const families: Readonly<Record<string, string>> = {
  c: "F",
  m: "D",
  r: "E",
  t: "B",
  x: "M",
  g: "N",
  p: "N",
  i: "L",
  d: "L",
};

const family: AwsCounterpart = {
  key: "karpenter.azure.com/sku-family",
  value: (category) => ownValue(families, category),
  note: "Azure's families have other letters: check that they are the machines that you want.",
};

/**
 * By the part of the key behind `karpenter.k8s.aws/`. Units are the same: vCPUs, MiB, GPUs.
 * Source: pkg/providers/instancetype of both providers.
 */
export const awsCounterparts: Readonly<Record<string, AwsCounterpart>> = {
  "instance-category": family,
  "instance-family": { ...family, value: (name) => families[/^[a-z]/.exec(name)?.[0] ?? ""] },
  "instance-cpu": { key: "karpenter.azure.com/sku-cpu", value: same },
  "instance-memory": { key: "karpenter.azure.com/sku-memory", value: same },
  "instance-generation": {
    key: "karpenter.azure.com/sku-version",
    value: same,
    note: "Azure counts versions within each series: check the number.",
  },
  "instance-gpu-count": { key: "karpenter.azure.com/sku-gpu-count", value: same },
  "instance-gpu-manufacturer": {
    key: "karpenter.azure.com/sku-gpu-manufacturer",
    value: (maker) => (maker === "nvidia" || maker === "amd" ? maker : undefined),
  },
  "instance-gpu-name": {
    key: "karpenter.azure.com/sku-gpu-name",
    value: (name) => (/^(a100|t4|a10|h100|v100)$/.test(name) ? name.toUpperCase() : undefined),
  },
};
