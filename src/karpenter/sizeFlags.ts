import type { GpuSupport, MaybeBoolean, SizeFacts } from "./sizeFacts.ts";

type Has = (flag: string) => boolean;

function triState(has: Has, flag: string): MaybeBoolean {
  return has(`${flag}?`) ? undefined : has(flag);
}

function gpuSupport(has: Has): GpuSupport | undefined {
  if (!has("nvidia") && !has("amd")) return undefined;
  return {
    manufacturer: has("nvidia") ? "nvidia" : "amd",
    ubuntu: has("gpuUbuntu"),
    azureLinux: has("gpuAzureLinux"),
  };
}

function placement(has: Has): SizeFacts["ephemeralOsPlacement"] {
  if (has("nvme")) return "nvme";
  if (has("cache")) return "cache";
  return has("resource") ? "resource" : undefined;
}

function sourceOf(has: Has): SizeFacts["source"] {
  if (has("docs")) return "docs";
  return has("history") ? "api-history" : "api";
}

function generationsOf(has: Has): ("1" | "2")[] {
  const generations: ("1" | "2")[] = [];
  if (has("gen1")) generations.push("1");
  if (has("gen2")) generations.push("2");
  return generations;
}

type FlagFacts = ReturnType<typeof flagFacts>;

function flagFacts(has: Has) {
  return {
    known: !has("extra"),
    source: sourceOf(has),
    arch: has("arm64") ? ("arm64" as const) : ("amd64" as const),
    gpu: gpuSupport(has),
    premium: has("premium"),
    acceleratedNetworking: has("acceleratedNetworking"),
    ephemeralOsPlacement: placement(has),
    spot: triState(has, "spot"),
    generations: generationsOf(has),
    trustedLaunch: triState(has, "trustedLaunch"),
    encryptionAtHost: triState(has, "encryptionAtHost"),
  };
}

/**
 * Reader of the column `bits` of data/sizes.json, given the names of its bits, lowest first.
 * Few rows differ in their flags, so each combination is read once.
 */
export function flagReader(flags: readonly string[]): (bits: number) => FlagFacts {
  const masks: Record<string, number> = {};
  for (const [bit, flag] of flags.entries()) masks[flag] = 1 << bit;
  const seen = new Map<number, FlagFacts>();
  return (bits) => {
    const facts = seen.get(bits) ?? flagFacts((flag) => (bits & (masks[flag] ?? 0)) !== 0);
    seen.set(bits, facts);
    return facts;
  };
}
