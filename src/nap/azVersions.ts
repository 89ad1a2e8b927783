import { isJsonObject, parseJson, textAt } from "./json.ts";

/** Versions of the Azure CLI that is installed, as `az version -o json` prints them. */
export interface AzVersions {
  readonly azureCli: string;
  /** Of the extension aks-preview, which takes the place of `az aks` where it is installed. */
  readonly aksPreview?: string;
}

/** Reads the output of `az version -o json`; undefined where it is none. */
export function azVersionsOf(output: string): AzVersions | undefined {
  const json = parseJson(output);
  const azureCli = isJsonObject(json) ? textAt(json, "azure-cli") : "";
  if (azureCli === "") return undefined;
  const aksPreview = textAt(json, "extensions", "aks-preview");
  return { azureCli, ...(aksPreview !== "" && { aksPreview }) };
}

/** Whether a version is at least another one: `18.0.0b14` comes before `18.0.0`; what is no number counts as 0. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [partsOf(version), partsOf(least)];
  const length = Math.max(have.length, want.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Three numbers, then that of the preview; a release stands above all of its previews. */
function partsOf(version: string): readonly number[] {
  const [, numbers = "", preview] = /^([\d.]+)(?:b(\d+))?/.exec(version) ?? [];
  const [major = 0, minor = 0, patch = 0] = numbers.split(".").map(Number);
  return [major, minor, patch, preview === undefined ? Number.MAX_SAFE_INTEGER : Number(preview)];
}
