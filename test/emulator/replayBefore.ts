import { asObjects, at, withAt, withoutAt, type JsonObject } from "./json.ts";
import { createLike, type Before } from "./replay.ts";

const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/clitest000001";
const clusters = `${group}/providers/Microsoft.ContainerService/managedClusters`;
const of2025 = { eTags: "none", signedUrls: true } as const;
const signed = { ...of2025, pollingVersion: "2016-03-30" } as const;
const unsigned = { ...signed, signedUrls: false } as const;

/** Those of the recorded group. */
const tags = Object.fromEntries(
  ["product", "cause", "test", "date", "module", "DateCreated", "Creator"].map((name) => [
    name,
    "",
  ]),
);

function withCount(count: number, more: JsonObject = {}): (body: JsonObject) => JsonObject {
  const path = ["properties", "agentPoolProfiles"];
  return (body) =>
    withAt(
      body,
      path,
      asObjects(at(body, ...path)).map((pool) => ({ ...pool, count, ...more })),
    );
}

const of2023 = (name: string, count = 1) =>
  createLike("create2023", `${clusters}/${name}`, withCount(count));

function withServicePrincipal(body: JsonObject): JsonObject {
  const nodeLabels = { label1: "value1", label2: "value2" };
  const small = withCount(1, {
    maxPods: 100,
    tags: { tag1: "value1", tag2: "value2" },
    nodeLabels,
  })({
    ...withoutAt(body, ["identity"]),
    tags: { key1: "value1" },
  });
  const clientId = "00000000-0000-0000-0000-000000000001";
  const named = withAt(small, ["properties", "linuxProfile", "adminUsername"], "adminuser");
  return withAt(named, ["properties", "servicePrincipalProfile"], { clientId });
}

/** What happened before the recordings begin, as far as their first answers show it. */
export const before: Readonly<Record<string, Before>> = {
  abort: { settings: signed, requests: [{ path: group, body: { location: "westus2", tags } }] },
  create2023: { settings: unsigned },
  createAuto: { settings: of2025 },
  maintenance: { settings: unsigned, requests: [of2023("cliakstest000002")] },
  maintenanceWindow: { settings: unsigned, requests: [of2023("cliakstest000002")] },
  manualToAuto: {
    settings: of2025,
    requests: [
      {
        ...createLike("createAuto", `${clusters}/cliakstest000001`, (body) =>
          withoutAt(body, ["properties", "nodeProvisioningProfile"]),
        ),
        operation: "d7489faa-798a-4088-91a0-1beff10c1559",
      },
    ],
  },
  poolAdd: {
    settings: signed,
    requests: [
      createLike("createAuto", `${clusters}/cliakstest000002`),
      {
        path: `${clusters}/cliakstest000002/agentPools/c000004`,
        body: {
          properties: {
            count: 1,
            osType: "Linux",
            enableAutoScaling: false,
            enableEncryptionAtHost: false,
            enableUltraSSD: false,
          },
        },
        operation: "9f2ce91b-c1d6-4b95-bda1-3c190f40f0a4",
      },
    ],
  },
  poolAutoscaler: {
    settings: unsigned,
    requests: [
      { ...of2023("cliakstest000002"), operation: "6484d5c1-b0e3-4881-8de9-c669247e7e38" },
    ],
  },
  poolScale: { settings: unsigned, requests: [of2023("cliakstest000001")] },
  previewAuto: {
    requests: [
      createLike("createAuto", `${clusters}/cliakstest000001`, (body) => ({
        ...body,
        location: "westcentralus",
      })),
    ],
  },
  previewManual: { settings: signed },
  runCommand: { settings: unsigned, requests: [of2023("cmdtest000002")] },
  servicePrincipal: {
    settings: unsigned,
    requests: [createLike("create2023", `${clusters}/cliakstest000001`, withServicePrincipal)],
  },
  stop: { settings: signed, requests: [of2023("cliakstest000002", 3)] },
};
