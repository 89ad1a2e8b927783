import { normalize, onlyNearest } from "./nearest.ts";

/**
 * What the values of labels are called elsewhere, by their letters and digits: machine names of Linux (`uname -m`),
 * names of Azure's sizes (`x64`, `Arm64`), platforms of OCI images (`arm64/v8`), and the priorities of Azure's scale sets
 * (`Regular`, `Low`, the name of spot until 2019).
 */
const synonyms: Readonly<Record<string, string>> = {
  aarch64: "arm64",
  arm: "arm64",
  arm64v8: "arm64",
  armv8: "arm64",
  x64: "amd64",
  x86: "amd64",
  x8664: "amd64",
  regular: "on-demand",
  low: "spot",
  lowpriority: "spot",
};

/** The one of the known values that a text was meant to be: another name of it, or the nearest spelling. */
export function meantValue(text: string, known: readonly string[]): string | undefined {
  const synonym = synonyms[normalize(text)];
  return synonym !== undefined && known.includes(synonym) ? synonym : onlyNearest(text, known);
}
