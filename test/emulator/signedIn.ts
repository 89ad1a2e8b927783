import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AzureStandIn } from "./server.ts";

/** What makes a VS Code speak to a stand-in without anybody signing in. */
export interface SignedIn {
  /** For the extension host: the machine's managed identity, and trust in the stand-in's certificate. */
  readonly env: Readonly<Record<string, string>>;
  /** For VS Code: the stand-in as a custom cloud. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Environment and settings for a stand-in; its certificate is written into `folder`, which must outlive the window. */
export function signedIn(
  { origin, certificate, identityEndpoint }: AzureStandIn,
  folder: string,
): SignedIn {
  const file = join(folder, "azure-stand-in.pem");
  writeFileSync(file, certificate);
  return {
    env: {
      NODE_EXTRA_CA_CERTS: file,
      IDENTITY_ENDPOINT: identityEndpoint,
      IDENTITY_HEADER: "stand-in",
    },
    settings: {
      "microsoft-sovereign-cloud.environment": "custom",
      "microsoft-sovereign-cloud.customEnvironment": {
        name: "StandIn",
        portalUrl: "https://portal.example",
        managementEndpointUrl: origin,
        resourceManagerEndpointUrl: origin,
        activeDirectoryEndpointUrl: origin,
        activeDirectoryResourceId: origin,
      },
      "nap.azure.credential": "managedIdentity",
    },
  };
}
