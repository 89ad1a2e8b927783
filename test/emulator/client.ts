import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { asObject, asText, type Json } from "./json.ts";
import { startAzure, type AzureOptions, type AzureStandIn } from "./server.ts";
import { emptyState } from "./state.ts";

/** An answer as a client sees it. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Sends a request to a stand-in with a good token. */
export type Send = (
  method: string,
  path: string,
  more?: { body?: Json; headers?: Readonly<Record<string, string>>; version?: string },
) => Promise<Seen>;

/** A stand-in of a test's own and a client for it. */
export interface TestAzure extends AzureStandIn {
  readonly send: Send;
  /** `/subscriptions/{the first one}`. */
  readonly subscription: string;
}

/** A token from the stand-in's own managed identity. */
export async function fetchToken(azure: AzureStandIn, query = ""): Promise<string> {
  const url = `${azure.identityEndpoint}?api-version=2019-08-01&resource=${azure.origin}${query}`;
  const answer = await fetch(url, { headers: { "X-IDENTITY-HEADER": "x" } });
  return asText(asObject(await answer.json()).access_token);
}

/** Makes this process trust a stand-in, as NODE_EXTRA_CA_CERTS does for others. */
export function trust(azure: AzureStandIn): void {
  setDefaultCACertificates([...getCACertificates("default"), azure.certificate]);
}

/** Starts a stand-in that this process trusts. */
export async function startTestAzure(options: AzureOptions = {}): Promise<TestAzure> {
  const azure = await startAzure(options);
  trust(azure);
  const token = await fetchToken(azure);
  const send: Send = async (method, path, more = {}) => {
    const url = new URL(path, azure.origin);
    if (!url.searchParams.has("api-version"))
      url.searchParams.set("api-version", more.version ?? "2026-05-01");
    const answer = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(more.body !== undefined && { "content-type": "application/json" }),
        ...more.headers,
      },
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    });
    const text = await answer.text();
    const body = text === "" ? null : (JSON.parse(text) as Json);
    return { status: answer.status, headers: answer.headers, body };
  };
  const first = azure.getState().subscriptions[0] ?? emptyState.subscriptions[0];
  return { ...azure, send, subscription: `/subscriptions/${first?.subscriptionId ?? ""}` };
}

/** Path of a cluster in the resource group `apps`. */
export function clusterPath(azure: TestAzure, name: string): string {
  return `${azure.subscription}/resourceGroups/apps/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

/** A small cluster as a client would create it. */
export const smallCluster = {
  location: "westeurope",
  identity: { type: "SystemAssigned" },
  properties: {
    dnsPrefix: "demo",
    agentPoolProfiles: [
      { name: "system", mode: "System", count: 2, vmSize: "Standard_D4s_v5", osType: "Linux" },
    ],
  },
} as const;

/** Creates a cluster and lets its operation end. */
export async function createCluster(azure: TestAzure, name: string, body: Json = smallCluster) {
  const path = clusterPath(azure, name);
  const { status } = await azure.send("PUT", path, { body });
  if (status !== 201) throw new Error(`PUT ${path}: ${status}`);
  await settled();
  azure.advance(600);
  return path;
}

/** Lets what the stand-in does outside Azure come to its end when its hooks answer at once. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
