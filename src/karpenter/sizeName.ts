/** What a VM size name says about itself. */
export interface SizeNameParts {
  /** One letter, e.g. `N`. */
  readonly family: string;
  /** Family, subfamily, additive features and version, e.g. `NCads_v4`; the value of the label sku-series. */
  readonly series: string;
  /** Digits without `v`, `1` when the name has none; the value of the label sku-version. */
  readonly version: string;
  /** The vCPU count in the name; for a constrained size that of its parent. Not always the real count (Dv2, A sizes). */
  readonly cpus: number;
  /** Only for constrained sizes such as `M8-2ms`. */
  readonly constrainedCpus: number | undefined;
  /** Accelerator token such as `A100`; the value of the label sku-gpu-name on supported GPU sizes. */
  readonly accelerator: string | undefined;
}

const namePattern = new RegExp(
  [
    "^([A-Z])([A-Z]{0,2})", // family, subfamily
    "([0-9]+)-?([0-9]*)", // vCPUs, constrained vCPUs
    "([abcdefilmnoprstP]+|C+|NP)?_?", // additive features
    "(?:(?:xl_([A-Z]+[0-9]+[A-Z]*)|([A-Z]+[0-9]+))_?)?", // accelerator
    "(?:_cc_)?(?:_[0-9]+_)?(?:_MI300X_)?(?:_H100_)?",
    "([vV][1-9])?(?:_Promo)?$",
  ].join(""),
);

/** The name without `Standard_` or `Basic_`: what the Azure API calls the size of the SKU. */
export function bareSizeName(name: string): string {
  if (name.startsWith("Standard_")) return name.slice("Standard_".length);
  return name.startsWith("Basic_") ? name.slice("Basic_".length) : name;
}

/**
 * Splits a size name the way Karpenter's Azure provider does.
 * `undefined` = the provider cannot parse the name and drops the size.
 * Source: naming scheme of github.com/Azure/skewer v0.0.24 (vmsize.go), which provider v1.14.0 uses; utils.go
 * (ExtractVersionFromVMSize) for the version.
 */
export function parseSizeName(name: string): SizeNameParts | undefined {
  const match = namePattern.exec(bareSizeName(name));
  if (match === null) return undefined;
  const [, family = "", subfamily = "", cpus, constrained, features = "", ...rest] = match;
  const [largeAccelerator, plainAccelerator, version] = rest;
  const suffix = version === undefined ? "" : `_${version}`;
  return {
    family,
    series: `${family}${subfamily}${features}${suffix}`,
    version: version?.slice(1) ?? "1",
    cpus: Number(cpus),
    constrainedCpus: constrained === "" ? undefined : Number(constrained),
    accelerator: largeAccelerator ?? plainAccelerator,
  };
}
