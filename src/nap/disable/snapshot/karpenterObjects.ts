/** Objects of Karpenter and of its Azure provider; see kubernetesObjects.ts for the form. */

import type {
  Condition,
  ObjectMeta,
  ResourceList,
  SelectorRequirement,
  Taint,
} from "./kubernetesObjects.ts";

export interface NodeClaim {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly taints?: readonly Taint[];
    readonly terminationGracePeriod?: string;
    readonly expireAfter?: string;
  };
  readonly status?: {
    readonly nodeName?: string;
    readonly providerID?: string;
    readonly conditions?: readonly Condition[];
  };
}

/** An item of `spec.disruption.budgets`. */
export interface NodePoolBudget {
  readonly nodes: string;
  readonly schedule?: string;
  readonly duration?: string;
  readonly reasons?: readonly string[];
}

export interface NodePool {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly limits?: ResourceList;
    /** Makes the pool static. */
    readonly replicas?: number;
    readonly weight?: number;
    readonly disruption?: {
      readonly budgets?: readonly NodePoolBudget[];
      readonly consolidationPolicy?: string;
      readonly consolidateAfter?: string;
    };
    readonly template: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
      readonly spec: {
        readonly taints?: readonly Taint[];
        readonly startupTaints?: readonly Taint[];
        readonly terminationGracePeriod?: string;
        readonly expireAfter?: string;
        readonly nodeClassRef?: {
          readonly group?: string;
          readonly kind?: string;
          readonly name?: string;
        };
        readonly requirements?: readonly SelectorRequirement[];
      };
    };
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface AksNodeClass {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly conditions?: readonly Condition[] };
}
