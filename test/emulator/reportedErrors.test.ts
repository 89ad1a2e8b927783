import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  clusterPath,
  createCluster,
  settled,
  smallCluster,
  startTestAzure,
  type Seen,
  type TestAzure,
} from "./client.ts";
import { asText, at, isObject, type Json, type JsonObject } from "./json.ts";
import { defaultSettings, emptyState, type Settings } from "./state.ts";

interface ReportedError {
  readonly source: string;
  readonly request: string;
  readonly status?: number;
  /** The whole body. */
  readonly body?: JsonObject;
  /** The error of a failed operation. */
  readonly error?: JsonObject;
  /** What a client printed of it. */
  readonly printed?: string;
}

const file = join(import.meta.dirname, "recordings/reportedErrors.json");
const { errors } = JSON.parse(readFileSync(file, "utf8")) as { errors: ReportedError[] };

const pool = { properties: { count: 1 } };

/** What brings the stand-in to the same refusal by itself, by a part of the reported message. */
const provocations: Readonly<Record<string, (azure: TestAzure) => Promise<Seen>>> = {
  "in progress create managed cluster operation": async (azure) => {
    await azure.send("PUT", clusterPath(azure, "a"), { body: smallCluster });
    return azure.send("PUT", clusterPath(azure, "a"), { body: smallCluster });
  },
  "in progress update node pool operation": async (azure) => {
    const path = `${await createCluster(azure, "a")}/agentPools/system`;
    await azure.send("PUT", path, { body: pool });
    return azure.send("PUT", path, { body: pool });
  },
  "Another agentpool operation (user - Creating)": async (azure) => {
    const path = await createCluster(azure, "a");
    use(azure, { conflict: "2024" });
    await azure.send("PUT", `${path}/agentPools/user`, { body: pool });
    return azure.send("PUT", path, { body: smallCluster });
  },
  "Operation is not allowed: Another operation is in progress": async (azure) => {
    const path = await createCluster(azure, "a");
    use(azure, { conflict: "etag" });
    await azure.send("PUT", path, { body: smallCluster });
    return azure.send("PUT", path, { body: smallCluster });
  },
  "Resource not found but ETag header is provided": (azure) =>
    azure.send("PUT", clusterPath(azure, "a"), {
      body: smallCluster,
      headers: { "if-match": "x" },
    }),
  "A new agent pool was introduced": async (azure) => {
    const body = { ...smallCluster, properties: { agentPoolProfiles: [{ name: "more" }] } };
    return azure.send("PUT", await createCluster(azure, "a"), { body });
  },
  "Managed Cluster is in stopped state": async (azure) => {
    const path = clusterPath(azure, "a").replace("/apps/", "/rg-aks-basic-test/");
    await azure.send("PUT", path, { body: smallCluster });
    await settled();
    azure.advance(600);
    await azure.send("POST", `${path}/stop`);
    azure.advance(600);
    return azure.send("PUT", `${path}/agentPools/system`, { body: pool });
  },
  "all AgentPools have property .properties.enableAutoScaling": (azure) => {
    const nodeProvisioningProfile = { mode: "Auto" };
    const agentPoolProfiles = [{ name: "system", enableAutoScaling: true }];
    const properties = { nodeProvisioningProfile, agentPoolProfiles };
    return azure.send("PUT", clusterPath(azure, "a"), { body: { ...smallCluster, properties } });
  },
};

function use(azure: TestAzure, settings: Partial<Settings>): void {
  azure.setState((state) => ({ ...state, settings: { ...state.settings, ...settings } }));
}

function messageOf({ body, error, printed }: ReportedError): string {
  return printed ?? (asText(at(body, "message")) || asText(at(error ?? body?.error, "message")));
}

/** Without ids and times, and without what the source cut off. */
function plain(value: Json | undefined): string {
  return (JSON.stringify(value) || "")
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "{guid}")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "{time}")
    .replace(/PutManagedClusterAndComponents_Fa[A-Za-z]*…?/, "PutManagedClusterAndComponents_Fa…");
}

/** The fault script makes the stand-in answer what it would not by itself. */
async function scripted(azure: TestAzure, { status = 400, body = {} }: ReportedError) {
  azure.setState((state) => ({
    ...state,
    faults: [{ method: "PUT", path: "/managedClusters/", status, body }],
  }));
  return azure.send("PUT", clusterPath(azure, "a"), { body: smallCluster });
}

async function failedOperation(azure: TestAzure, error: JsonObject): Promise<Json> {
  azure.setState((state) => ({
    ...state,
    operationFaults: [
      {
        path: "/managedClusters/",
        error,
        status: error.code === "Canceled" ? "Canceled" : "Failed",
      },
    ],
  }));
  const put = await azure.send("PUT", clusterPath(azure, "a"), { body: smallCluster });
  await settled();
  azure.advance(600);
  return (await azure.send("GET", put.headers.get("azure-asyncoperation") ?? "")).body;
}

describe("errors that were reported of the service", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await startTestAzure({ state: { ...emptyState, settings: defaultSettings } });
  });
  afterEach(() => azure.stop());

  for (const reported of errors) {
    const message = messageOf(reported);
    const { body, error = isObject(body?.error) ? body.error : undefined, source } = reported;
    const title = `${source}: ${reported.request}: ${message.slice(0, 60).replaceAll("\n", " ")}`;
    const [, provoke] = Object.entries(provocations).find(([part]) => message.includes(part)) ?? [];
    if (provoke !== undefined) {
      it(`come by themselves, ${title}`, async () => {
        const seen = await provoke(azure);
        if (reported.status !== undefined) assert.equal(seen.status, reported.status);
        if (body !== undefined) assert.equal(plain(seen.body), plain(body));
        const text = `(${asText(at(seen.body, "code"))}) ${asText(at(seen.body, "message"))}`;
        assert.ok(text.includes(message) || body !== undefined, text);
      });
    } else if (error !== undefined) {
      it(`end an operation by the script, ${title}`, async () => {
        const poll = await failedOperation(azure, error);
        const members = ["name", "status", "startTime", "endTime", "error"];
        assert.deepEqual(Object.keys(poll as JsonObject), members);
        assert.deepEqual(at(poll, "error"), error);
      });
    } else if (body?.status === "ProvisionControlPlane") {
      it("poll with a word of their own for what is in progress, as in February 2025", async () => {
        use(azure, { inProgressStatus: "ProvisionControlPlane" });
        const put = await azure.send("PUT", clusterPath(azure, "a"), { body: smallCluster });
        const poll = await azure.send("GET", put.headers.get("azure-asyncoperation") ?? "");
        assert.equal(at(poll.body, "status"), body.status);
      });
    } else {
      it(`come by the script, ${title}`, async () => {
        const seen = await scripted(azure, reported);
        assert.deepEqual([seen.status, seen.body], [reported.status, body]);
      });
    }
  }

  it("are provoked by every provocation here", () => {
    const unused = Object.keys(provocations).filter(
      (part) => !errors.some((reported) => messageOf(reported).includes(part)),
    );
    assert.deepEqual(unused, []);
  });
});
