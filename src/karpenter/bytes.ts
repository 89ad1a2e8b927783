/** Sizes of memory and disks in the two systems of units, for hovers and completions. */

const binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
const decimalUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

function format(bytes: number, step: number, units: readonly string[]): string {
  let value = Math.abs(bytes);
  let index = 0;
  // 999.996 would print as 1000; the next unit says it better.
  while (Math.round(value * 100) / 100 >= step && index < units.length - 1) {
    value /= step;
    index++;
  }
  return `${bytes < 0 ? "-" : ""}${Math.round(value * 100) / 100} ${units[index] ?? "B"}`;
}

/** Bytes with a binary unit and at most two decimals: 17179869184 is `16 GiB`. */
export function formatBinaryBytes(bytes: number): string {
  return format(bytes, 1024, binaryUnits);
}

/** Bytes with a decimal unit and at most two decimals: 17179869184 is `17.18 GB`. */
export function formatDecimalBytes(bytes: number): string {
  return format(bytes, 1000, decimalUnits);
}

/** Mebibytes, the unit of the label karpenter.azure.com/sku-memory, as bytes. */
export function mebibytes(count: number): number {
  return count * 1024 ** 2;
}

/** Gibibytes as the mebibytes that karpenter.azure.com/sku-memory expects. */
export function gibibytesToMebibytes(gibibytes: number): number {
  return gibibytes * 1024;
}
