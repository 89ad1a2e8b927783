/**
 * Api-versions of Microsoft.ContainerService. Sources: KnownVersions of @azure/arm-containerservice 25.5.0;
 * MicrosoftDocs/azure-aks-docs, articles/aks/concepts-preview-api-life-cycle.md and use-node-auto-provisioning.md,
 * both of 2026-08-21; the change log of Go's armcontainerservice v7.2.0.
 */
export const newestStable = "2026-06-01";

/** The first stable one that knows `nodeProvisioningProfile`. */
export const firstStableWithNap = "2025-05-01";

/** The first preview that knew it. */
const firstPreviewWithNap = "2023-09-02-preview";

/** The newest preview that has been switched off, and the day. Older ones went the same way. */
export const lastRetiredPreview = { version: "2024-09-02-preview", day: "2026-07-01" } as const;

export type ApiVersionState = "current" | "retired-preview" | "preview" | "before-nap" | "unknown";

/** What an api-version is for a template with `nodeProvisioningProfile`; `unknown` where it is none. */
export function stateOf(apiVersion: string): ApiVersionState {
  const [, date, preview] = /^(\d{4}-\d{2}-\d{2})(-preview)?$/i.exec(apiVersion) ?? [];
  if (date === undefined) return "unknown";
  if (preview === undefined) return date < firstStableWithNap ? "before-nap" : "current";
  const lowercase = `${date}-preview`;
  if (lowercase < firstPreviewWithNap) return "before-nap";
  return lowercase <= lastRetiredPreview.version ? "retired-preview" : "preview";
}
