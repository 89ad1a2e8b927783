import { jsonAt, objectsAt, textAt, type JsonObject } from "../../json.ts";
import type { VcpuSize } from "./quota.ts";

/** What raw `resourceSkus` of virtual machines say about quotas; sizes that do not say it are left out. */
export function vcpuSizesOf(skus: readonly JsonObject[]): readonly VcpuSize[] {
  return skus.flatMap((sku) => {
    const capabilities = objectsAt(sku, "capabilities");
    const vcpus = capabilities.find((one) => jsonAt(one, "name") === "vCPUs");
    const count = Number(vcpus && textAt(vcpus, "value"));
    const [vmSize, family] = [textAt(sku, "name"), textAt(sku, "family")];
    return Number.isFinite(count) && vmSize !== "" && family !== ""
      ? [{ vmSize, family, vcpus: count }]
      : [];
  });
}
