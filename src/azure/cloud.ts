import { isJsonArray, isJsonObject, jsonAt, textAt, type Json } from "../nap/json.ts";

/** Where a cloud's services are. URLs have no slash at their end. */
export interface AzureCloud {
  /** As the Azure CLI names it: `AzureCloud`, `AzureUSGovernment`, `AzureChinaCloud`, or a custom one's own name. */
  readonly name: string;
  readonly resourceManager: string;
  /** Sign-in: `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** The scope of Resource Manager's tokens. */
  readonly scope: string;
  readonly portal: string;
  /** Audience of Log Analytics; absent where unknown. */
  readonly logAnalytics?: string;
}

export const publicCloud: AzureCloud = {
  name: "AzureCloud",
  resourceManager: "https://management.azure.com",
  authority: "https://login.microsoftonline.com",
  scope: "https://management.azure.com/.default",
  portal: "https://portal.azure.com",
  logAnalytics: "https://api.loganalytics.io",
};

export const usGovernmentCloud: AzureCloud = {
  name: "AzureUSGovernment",
  resourceManager: "https://management.usgovcloudapi.net",
  authority: "https://login.microsoftonline.us",
  scope: "https://management.usgovcloudapi.net/.default",
  portal: "https://portal.azure.us",
  logAnalytics: "https://api.loganalytics.us",
};

export const chinaCloud: AzureCloud = {
  name: "AzureChinaCloud",
  resourceManager: "https://management.chinacloudapi.cn",
  authority: "https://login.chinacloudapi.cn",
  scope: "https://management.chinacloudapi.cn/.default",
  portal: "https://portal.azure.cn",
  logAnalytics: "https://api.loganalytics.azure.cn",
};

/** Where a cloud's description is, below its Resource Manager; it needs no token. */
const endpointsPath = "/metadata/endpoints?api-version=2022-09-01";

/**
 * A custom cloud, told by its own Resource Manager (`/metadata/endpoints`, api-version 2022-09-01, which may answer with a list).
 * Throws an Error in words when nothing usable answers.
 */
export async function readCloud(
  resourceManager: string,
  signal?: AbortSignal,
): Promise<AzureCloud> {
  const origin = httpsOrigin(resourceManager);
  const answer = await fetch(`${origin}${endpointsPath}`, {
    redirect: "error",
    ...(signal && { signal }),
  });
  if (!answer.ok)
    throw new Error(
      `${origin} does not describe a cloud: HTTP ${answer.status} from ${endpointsPath}`,
    );
  const body = (await answer.json()) as Json;
  const described = isJsonArray(body) ? body.find((one) => describes(one, origin)) : body;
  const cloud = described === undefined ? undefined : cloudFromMetadata(origin, described);
  if (cloud === undefined) throw new Error(`${origin} answers without a login endpoint.`);
  return cloud;
}

function describes(value: Json, origin: string): boolean {
  return withoutSlash(textAt(value, "resourceManager")).toLowerCase() === origin.toLowerCase();
}

/** The cloud that an answer of `/metadata/endpoints` describes; undefined without a login endpoint. */
export function cloudFromMetadata(resourceManager: string, body: Json): AzureCloud | undefined {
  const authority = withoutSlash(textAt(body, "authentication", "loginEndpoint"));
  if (authority === "") return undefined;
  const audiences = jsonAt(body, "authentication", "audiences");
  const audience = isJsonArray(audiences) ? audiences[0] : undefined;
  return {
    name: textAt(body, "name") || new URL(resourceManager).host,
    resourceManager,
    authority,
    scope: scopeOf(typeof audience === "string" ? audience : resourceManager),
    portal: withoutSlash(textAt(body, "portal")),
  };
}

/**
 * The cloud of VS Code's own settings: `microsoft-sovereign-cloud.environment` (`ChinaCloud`, `USGovernment`, `custom`)
 * and `.customEnvironment`, an object with the members of an Environment of @azure/ms-rest-azure-env.
 * Undefined for a custom environment that names no endpoints.
 */
export function cloudFromSettings(environment: string, custom: unknown): AzureCloud | undefined {
  if (environment === "USGovernment") return usGovernmentCloud;
  if (environment === "ChinaCloud") return chinaCloud;
  if (environment !== "custom") return publicCloud;
  if (!isJsonObject(custom)) return undefined;
  const resourceManager = withoutSlash(textAt(custom, "resourceManagerEndpointUrl"));
  const authority = withoutSlash(textAt(custom, "activeDirectoryEndpointUrl"));
  if (!resourceManager.startsWith("https://") || authority === "") return undefined;
  const audience =
    textAt(custom, "activeDirectoryResourceId") ||
    textAt(custom, "managementEndpointUrl") ||
    resourceManager;
  return {
    name: textAt(custom, "name") || new URL(resourceManager).host,
    resourceManager,
    authority,
    scope: scopeOf(audience),
    portal: withoutSlash(textAt(custom, "portalUrl")),
  };
}

/** A page of the portal about a resource. */
export function portalUrl(cloud: AzureCloud, resourceId: string, tenantId = ""): string {
  return `${cloud.portal}/#@${tenantId}/resource${resourceId}`;
}

/** Entra takes the audience as registered: one that ends with a slash keeps it before `/.default`. */
function scopeOf(audience: string): string {
  return `${audience}/.default`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function httpsOrigin(url: string): string {
  if (!/^https:\/\//i.test(url))
    throw new Error(`A cloud's endpoint begins with https://, not ${url}`);
  return withoutSlash(url);
}
