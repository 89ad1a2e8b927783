import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { overlay, requiring } from "./overlayExample.ts";

const family = requiring("karpenter.azure.com/sku-family In D");

export const overlayPriceTwice: Rule = {
  id: "overlay-price-twice",
  kinds: ["NodeOverlay"],
  layer: "cel",
  severity: "error",
  summary: "A NodeOverlay has `price` or `priceAdjustment`, not both.",
  why: "`price` is what a size costs instead of its own price, `priceAdjustment` what is added to or taken from that. The API server refuses both together.",
  example: {
    bad: overlay(`${family}price: "0.5"\npriceAdjustment: "-10%"\n`),
    good: overlay(`${family}price: "0.5"\n`),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("cannot set both 'price'") !== true) return undefined;
    return {
      at: ["spec", "priceAdjustment"],
      message: "With price the own price of a size does not count, so there is nothing to adjust.",
      fixes: ["priceAdjustment", "price"].map((name) => ({
        title: `Remove ${name}`,
        edits: remove(manifest, ["spec", name]),
      })),
    };
  },
};
