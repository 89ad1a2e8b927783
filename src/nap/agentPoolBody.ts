import { jsonAt, type Json, type JsonObject } from "./json.ts";
import { without, withValue } from "./jsonEdit.ts";
import { readOnlyPoolMembers } from "./enable/readOnly.ts";

/** What is to change on a fixed-size pool. */
export type AgentPoolEdit =
  /** A fixed number of nodes; with the cluster autoscaler off. */
  | { readonly do: "scale"; readonly count: number }
  /** The cluster autoscaler off; the pool keeps the nodes that it has. */
  | { readonly do: "stopAutoscaler" }
  /** A stopped pool is started. */
  | { readonly do: "start" }
  /** Other bounds of the cluster autoscaler. */
  | { readonly do: "setBounds"; readonly minCount: number; readonly maxCount: number };

/** The PUT body of a pool (`agentPools` resource) with one edit; everything else stays as the raw GET shows it. */
export function agentPoolBody(pool: JsonObject, edit: AgentPoolEdit): JsonObject {
  const writable = readOnlyPoolMembers.reduce<Json>(without, pool);
  return edits(pool, edit).reduce<JsonObject>(
    (body, [name, value]) =>
      value === undefined
        ? // `without` keeps objects objects.
          (without(body, ["properties", name]) as JsonObject)
        : withValue(body, ["properties", name], value),
    writable as JsonObject,
  );
}

type MemberEdit = readonly [name: string, value: Json | undefined];

function edits(pool: JsonObject, edit: AgentPoolEdit): readonly MemberEdit[] {
  const isAutoscaled = jsonAt(pool, "properties", "enableAutoScaling") === true;
  const off: readonly MemberEdit[] = isAutoscaled
    ? [
        ["enableAutoScaling", false],
        ["minCount", undefined],
        ["maxCount", undefined],
      ]
    : [];
  switch (edit.do) {
    case "scale":
      return [...off, ["count", edit.count]];
    case "stopAutoscaler":
      return off;
    case "start":
      return [["powerState", { code: "Running" }]];
    case "setBounds":
      return [
        ["minCount", edit.minCount],
        ["maxCount", edit.maxCount],
      ];
  }
}

/** A fixed-size pool to be made. */
export interface NewAgentPoolBody {
  readonly count: number;
  readonly vmSize: string;
  readonly mode: "System" | "User";
  /** As Azure names them: `1`. */
  readonly zones?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
  }[];
  readonly maxPods?: number;
  readonly vnetSubnetID?: string;
  readonly osSKU?: string;
}

/** The PUT body of a new pool: Linux, a scale set, without the cluster autoscaler. */
export function newAgentPoolBody(pool: NewAgentPoolBody): JsonObject {
  const { count, vmSize, mode, zones, labels, taints, maxPods, vnetSubnetID, osSKU } = pool;
  return {
    properties: {
      type: "VirtualMachineScaleSets",
      mode,
      osType: "Linux",
      vmSize,
      count,
      enableAutoScaling: false,
      ...(zones && zones.length > 0 && { availabilityZones: zones }),
      ...(labels && Object.keys(labels).length > 0 && { nodeLabels: labels }),
      ...(taints && taints.length > 0 && { nodeTaints: taints.map(taintText) }),
      ...(maxPods !== undefined && { maxPods }),
      ...(vnetSubnetID !== undefined && { vnetSubnetID }),
      ...(osSKU !== undefined && { osSKU }),
    },
  };
}

function taintText({ key, value, effect }: { key: string; value?: string; effect: string }) {
  return `${key}=${value ?? ""}:${effect}`;
}
