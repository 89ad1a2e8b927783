/**
 * The api-version of managedClusters and agentPools: the newest whose traffic was recorded; its GET carries eTags.
 * Clouds that do not have it yet are asked with the newest stable one that they name.
 */
export const containerServiceVersion = "2026-05-01";

/** The newest stable api-version among those that a refusal lists as supported; undefined when it lists none. */
export function supportedVersion(message: string): string | undefined {
  const [, list] = /supported (?:api-)?versions are '([^']*)'/i.exec(message) ?? [];
  return list
    ?.split(",")
    .map((version) => version.trim())
    .filter((version) => /^\d{4}-\d{2}-\d{2}$/.test(version) && version < containerServiceVersion)
    .sort()
    .at(-1);
}
