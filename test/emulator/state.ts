import type { Fault, OperationFault } from "./faults.ts";
import type { JsonObject } from "./json.ts";
import type { Operation } from "./operations.ts";

/** An Entra tenant; tokens are issued for one. */
export interface Tenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomain: string;
}

/** A subscription of a tenant. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly displayName: string;
  readonly tenantId: string;
}

/** What differs between api-versions, years and regions of the real service. */
export interface Settings {
  /** Where eTags appear in bodies: nowhere (July 2025), in GET only (2026-05-01), in every answer. */
  readonly eTags: "none" | "get" | "always";
  /** What a change during another one is answered with; `etag` is the race of 2024. */
  readonly conflict: "2025" | "2024" | "etag";
  /** How long an operation takes, in seconds of the stand-in's clock. */
  readonly operationSeconds: number;
  /** Retry-After of polls and accepted changes, in seconds; absent as in recorded traffic. */
  readonly retryAfterSeconds?: number;
  /** The word for an operation in progress; the real service once said `ProvisionControlPlane`. */
  readonly inProgressStatus: string;
  /** The api-version in polling URLs of clusters: `2016-03-30` until May 2025. */
  readonly pollingVersion: string;
  /** Signs polling URLs with some 3 kB, which must come back unchanged. */
  readonly signedUrls: boolean;
  /** Seconds until a feature or a resource provider is registered. */
  readonly registerSeconds: number;
  /** Items per page of lists; absent: one page, as recorded for clusters. */
  readonly pageSize?: number;
}

/** A feature or provider registration; done from `readyAt` (ISO 8601) on. */
export interface Registration {
  readonly readyAt: string;
  readonly to: "Registered" | "Unregistered";
}

/** What a command or a log query is answered with when its text contains `match`. */
export interface Canned {
  readonly match: string;
  readonly answer: JsonObject;
}

/** The whole memory of the stand-in: plain JSON that a test may write. Keys are ids in lower case. */
export interface AzureState {
  readonly settings: Settings;
  readonly tenants: readonly Tenant[];
  readonly subscriptions: readonly Subscription[];
  /** managedClusters as GET shows them, with `eTag`; pools are their `agentPoolProfiles`. */
  readonly clusters: Readonly<Record<string, JsonObject>>;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Resources that are stored as they come: maintenanceConfigurations, roleAssignments, ... */
  readonly resources: Readonly<Record<string, JsonObject>>;
  /** Registered features and providers, by `{subscription}/{namespace}[/{feature}]`. */
  readonly registrations: Readonly<Record<string, Registration>>;
  /** Kubeconfigs (YAML) of clusters, by cluster id. */
  readonly kubeconfigs: Readonly<Record<string, string>>;
  /** What the caller may do, `{actions, notActions}`, by scope; everything where none holds. */
  readonly permissions: Readonly<Record<string, readonly JsonObject[]>>;
  /** Microsoft.Compute: sizes as `skus` lists them, and quota usages by region. */
  readonly skus: readonly JsonObject[];
  readonly usages: Readonly<Record<string, readonly JsonObject[]>>;
  /** Answers of runCommand: `{exitCode, logs}`. */
  readonly commands: readonly Canned[];
  /** Answers of Log Analytics queries: `{tables}`. */
  readonly logs: readonly Canned[];
  readonly faults: readonly Fault[];
  readonly operationFaults: readonly OperationFault[];
}

/** Settings of the newest recorded traffic (2026), with operations of four minutes. */
export const defaultSettings: Settings = {
  eTags: "get",
  conflict: "2025",
  operationSeconds: 240,
  inProgressStatus: "InProgress",
  pollingVersion: "2025-03-01",
  signedUrls: true,
  registerSeconds: 120,
};

const tenant = "11111111-0000-4000-8000-000000000000";

/** One tenant with one subscription and nothing in it. */
export const emptyState: AzureState = {
  settings: defaultSettings,
  tenants: [{ tenantId: tenant, displayName: "Contoso", defaultDomain: "contoso.onmicrosoft.com" }],
  subscriptions: [
    {
      subscriptionId: "22222222-0000-4000-8000-000000000000",
      displayName: "Stand-in",
      tenantId: tenant,
    },
  ],
  clusters: {},
  operations: {},
  resources: {},
  registrations: {},
  kubeconfigs: {},
  permissions: {},
  skus: [],
  usages: {},
  commands: [],
  logs: [],
  faults: [],
  operationFaults: [],
};

/** A copy of a table with an entry set, or removed when the value is undefined. */
export function withEntry<T>(
  table: Readonly<Record<string, T>>,
  key: string,
  value: T | undefined,
): Readonly<Record<string, T>> {
  if (value !== undefined) return { ...table, [key]: value };
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}

/** The state that a JSON text describes; members that it leaves out are those of {@link emptyState}. */
export function parseState(text: string): AzureState {
  const given = JSON.parse(text) as Partial<AzureState> & { settings?: Partial<Settings> };
  return { ...emptyState, ...given, settings: { ...defaultSettings, ...given.settings } };
}
