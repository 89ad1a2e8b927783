import assert from "node:assert/strict";
import type { FoundCluster, ModelObject, ModelValue } from "../../../../src/nap/model.ts";
import { Unresolved } from "../../../../src/nap/model.ts";
import { preflight } from "../../../../src/nap/preflight/preflight.ts";
import type { CheckResult } from "../../../../src/nap/preflight/preflight.ts";
import type { Result } from "../../../../src/nap/preflight/check.ts";
import type { Surroundings } from "../../../../src/nap/preflight/surroundings.ts";

/** An expression that stays one. */
export const open = new Unresolved("[parameters('x')]");

/** A pool that AKS would make for a new cluster. */
export function pool(more: ModelObject = {}): ModelObject {
  return {
    name: "np1",
    mode: "System",
    type: "VirtualMachineScaleSets",
    osType: "Linux",
    count: 3,
    ...more,
  };
}

export function pools(...all: ModelValue[]): ModelObject {
  return { agentPoolProfiles: all };
}

const id =
  "/subscriptions/0/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/demo";

/** Members without the null ones: so a test takes a member away. */
function without(object: ModelObject): ModelObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** A healthy cluster as Azure answers it, with other properties; null takes one away. */
export function model(properties: ModelObject = {}, top: ModelObject = {}): FoundCluster {
  return {
    name: "demo",
    pointer: "",
    origin: "model",
    apiVersion: undefined,
    model: without({
      id,
      location: "uksouth",
      identity: { type: "SystemAssigned" },
      sku: { name: "Base", tier: "Free" },
      ...top,
      properties: without({
        provisioningState: "Succeeded",
        powerState: { code: "Running" },
        kubernetesVersion: "1.33",
        enableRBAC: true,
        servicePrincipalProfile: { clientId: "msi" },
        agentPoolProfiles: [pool()],
        networkProfile: network(),
        ...properties,
      }),
    }),
  };
}

export function network(more: ModelObject = {}): ModelObject {
  return {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataplane: "cilium",
    networkPolicy: "cilium",
    loadBalancerSku: "standard",
    outboundType: "loadBalancer",
    podCidr: "10.244.0.0/16",
    serviceCidr: "10.0.0.0/16",
    ipFamilies: ["IPv4"],
    ...more,
  };
}

/** A resource of a template, with nothing but what is given. */
export function template(
  properties: ModelObject = {},
  { apiVersion = "2025-05-01", top = {} }: { apiVersion?: string; top?: ModelObject } = {},
): FoundCluster {
  return {
    name: "demo",
    pointer: "/resources/0",
    origin: "template",
    apiVersion,
    model: { ...top, properties },
  };
}

/** The body of a request, with nothing but what is given. */
export function body(properties: ModelObject, top: ModelObject = {}): FoundCluster {
  return {
    name: "",
    pointer: "",
    origin: "body",
    apiVersion: undefined,
    model: { ...top, properties },
  };
}

/** The answer of one check. */
export function answer(id: string, cluster: FoundCluster, around?: Surroundings): CheckResult {
  const found = preflight(cluster, around).find((one) => one.id === id);
  assert.ok(found, `no check ${id}`);
  return found;
}

/** Case, cluster, expected result, what is seen, and what is known beside the cluster. */
export type Row = readonly [
  title: string,
  cluster: FoundCluster,
  result: Result,
  seen: string,
  around?: Surroundings,
];

const rowsById = new Map<string, readonly Row[]>();

/** The rows of all checks that were described, by id. */
export function describedRows(): ReadonlyMap<string, readonly Row[]> {
  return rowsById;
}

/** One test for each row of a check. */
export function describeCheck(id: string, rows: readonly Row[]): void {
  rowsById.set(id, [...(rowsById.get(id) ?? []), ...rows]);
  describe(id, () => {
    for (const [title, cluster, result, seen, around] of rows)
      it(`${title}: ${result}`, () => {
        const found = answer(id, cluster, around);
        assert.deepEqual([found.result, found.seen], [result, seen]);
      });
  });
}
