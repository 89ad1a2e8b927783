import type { Handler } from "./answers.ts";

/** GET /metadata/endpoints: what `az cloud register` reads; every endpoint that exists is this server. */
export const getEndpoints: Handler = (state, request) => {
  const { origin } = request;
  const body = {
    name: "StandIn",
    portal: origin,
    authentication: {
      loginEndpoint: origin,
      audiences: [origin, "https://management.core.windows.net/"],
      tenant: "common",
      identityProvider: "AAD",
    },
    graph: origin,
    graphAudience: origin,
    microsoftGraphResourceId: origin,
    resourceManager: origin,
    media: origin,
    batch: origin,
    sqlManagement: origin,
    vmImageAliasDoc: origin,
    gallery: origin,
    logAnalyticsResourceId: origin,
    activeDirectoryDataLake: origin,
    suffixes: {
      acrLoginServer: "azurecr.invalid",
      keyVaultDns: "vault.invalid",
      sqlServerHostname: "database.invalid",
      storage: "core.invalid",
    },
  };
  return { state, answer: { status: 200, body } };
};
