import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { overlay, requiring } from "./overlayExample.ts";

const family = requiring("karpenter.azure.com/sku-family In D");

export const overlayWithoutEffect: Rule = {
  id: "overlay-without-effect",
  kinds: ["NodeOverlay"],
  severity: "error",
  summary: "A NodeOverlay without price or capacity changes nothing.",
  why: "An overlay says which sizes it is about and what is different on them: `price`, `priceAdjustment` or `capacity`. The API server takes one with none of the three, and Karpenter applies nothing of it.",
  example: {
    bad: overlay(`${family}weight: 10\n`),
    good: overlay(`${family}weight: 10\npriceAdjustment: "-30%"\n`),
    byHand: true,
  },
  *check(manifest) {
    const keys = pairsOf(at(manifest, "spec")).map(({ name }) => name);
    // A key that is not known may be one of the three, misspelt.
    const saysNothing = keys.every((key) => key === "requirements" || key === "weight");
    if (manifest.partial || keys.length === 0 || !saysNothing) return;
    yield {
      at: ["spec"],
      onKey: true,
      message: "The overlay changes nothing: set price, priceAdjustment or capacity.",
    };
  },
};
