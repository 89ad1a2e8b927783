import type { AzureAccess } from "./access.ts";
import { containerServiceVersion, supportedVersion } from "./apiVersion.ts";
import { AzureError } from "./azureError.ts";
import type { ArmAnswer } from "./failureOf.ts";
import { send, type ArmRequest } from "./send.ts";

const versions = new WeakMap<AzureAccess, string>();

/**
 * Sends a request to Microsoft.ContainerService with its pinned api-version, or with the newest stable one that the
 * cloud names when it does not know that. The version used comes with the answer, so that a PUT follows its GET.
 */
export async function sendToAks(
  access: AzureAccess,
  request: Omit<ArmRequest, "apiVersion">,
): Promise<ArmAnswer & { readonly apiVersion: string }> {
  const apiVersion = versions.get(access) ?? containerServiceVersion;
  try {
    return { ...(await send(access, { ...request, apiVersion })), apiVersion };
  } catch (error) {
    const older = error instanceof AzureError ? versionNamed(error) : undefined;
    if (older === undefined || older === apiVersion) throw error;
    versions.set(access, older);
    return { ...(await send(access, { ...request, apiVersion: older })), apiVersion: older };
  }
}

function versionNamed({ failure }: AzureError): string | undefined {
  const isAboutVersion = failure.status === 400 || failure.status === 404;
  return isAboutVersion ? supportedVersion(failure.message) : undefined;
}
