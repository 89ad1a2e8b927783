import { isZoneForm } from "../../../karpenter/zones.ts";

/** Labels whose values tell which of them is meant, and the form of those. */
const forms: readonly (readonly [key: string, form: RegExp])[] = [
  ["kubernetes.io/arch", /^(?:amd64|arm64)$/],
  ["kubernetes.io/os", /^(?:linux|windows)$/],
  ["karpenter.sh/capacity-type", /^(?:on-demand|spot|reserved)$/],
  ["karpenter.azure.com/sku-name", /^Standard_[A-Z]/],
  ["karpenter.azure.com/sku-family", /^[A-Z]$/],
  ["karpenter.azure.com/sku-series", /^[A-Z]+[a-z]*_v[0-9]$/],
  ["karpenter.azure.com/sku-gpu-manufacturer", /^(?:nvidia|amd)$/],
];

/** The label that a requirement without a key is about, by its values; undefined where they do not tell. */
export function keyOfValues(values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  if (values.every(isZoneForm)) return "topology.kubernetes.io/zone";
  return forms.find(([, form]) => values.every((value) => form.test(value)))?.[0];
}
