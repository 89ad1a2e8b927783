import { conflicts, fromNodeSelectorRequirements } from "../../karpenter/requirements.ts";
import type { Requirements } from "../../karpenter/requirements.ts";
import type { Operator } from "../../karpenter/requirement.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { toJson } from "../yaml/node.ts";
import type { Json } from "../yaml/node.ts";
import { jsonAt } from "./nodeClassRef.ts";
import { overlay, requiring } from "./overlayExample.ts";
import { fieldsOf, listOf } from "./jsonObject.ts";

const family = requiring("karpenter.azure.com/sku-family In D");
const first = overlay(`${family}priceAdjustment: "-30%"\n`, "spending-plan");
const second = `${family}priceAdjustment: "-50%"\n`;

export const overlayConflict: Rule = {
  id: "overlay-conflict",
  kinds: ["NodeOverlay"],
  severity: "error",
  summary: "Two NodeOverlays of one weight set the same thing on the same sizes.",
  why: "Overlays are applied by weight, and those of equal weight by name, the last name first. One that sets the price of an offering, or a resource of a size, which another of its weight has set already gets the condition `ValidationSucceeded=False` (`Conflict`) and does nothing. Different weights say which one counts.",
  example: {
    bad: `${first}---\n${overlay(second)}`,
    good: `${first}---\n${overlay(`${second}weight: 1\n`)}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const own = toJson(manifest.root);
    const weight = weightOf(own);
    const { name } = manifest;
    if (name === undefined) return;
    // Of two, the one whose name comes first is looked at second, and loses.
    const winner = workspace
      .all("NodeOverlay")
      .find(
        (other) => other.name > name && weightOf(other.json) === weight && overlap(own, other.json),
      );
    const both = winner && subjects(own).find((one) => subjects(winner.json).includes(one));
    if (winner === undefined || both === undefined) return;
    const isSame =
      JSON.stringify(jsonAt(own, "spec", "requirements")) ===
      JSON.stringify(jsonAt(winner.json, "spec", "requirements"));
    yield {
      at: ["spec", "weight"],
      // Whether a size exists that both select is sure only when they select the same.
      severity: isSame ? "error" : "warning",
      message: `${winner.name} has the same weight ${weight} and sets the ${both} of the same sizes: this overlay would be ignored. Give them different weights.`,
      fixes: [
        {
          title: `Let this overlay win: weight ${weight + 1}`,
          edits: setValue(manifest, ["spec", "weight"], weight + 1),
          preferred: isSame,
        },
      ],
    };
  },
};

function weightOf(overlayJson: Json): number {
  const weight = jsonAt(overlayJson, "spec", "weight");
  return typeof weight === "number" ? weight : 0;
}

/** What an overlay sets: the price, and resources by name. */
function subjects(overlayJson: Json): string[] {
  const spec = fieldsOf(jsonAt(overlayJson, "spec")) ?? {};
  const resources = Object.keys(fieldsOf(spec.capacity) ?? {});
  return "price" in spec || "priceAdjustment" in spec ? ["price", ...resources] : resources;
}

function overlap(one: Json, other: Json): boolean {
  const [left, right] = [selection(one), selection(other)];
  if (left === undefined || right === undefined) return false;
  const shared = subjects(one).some((subject) => subjects(other).includes(subject));
  return shared && conflicts(left, right).length === 0;
}

/** Undefined where a requirement is not written as the server takes it. */
function selection(overlayJson: Json): Requirements | undefined {
  const written = listOf(jsonAt(overlayJson, "spec", "requirements")).map((item) => {
    const { key, operator, values } = fieldsOf(item) ?? {};
    const texts = listOf(values).filter((value) => typeof value === "string");
    if (typeof key !== "string" || typeof operator !== "string") return undefined;
    return operators.includes(operator)
      ? { key, operator: operator as Operator, values: texts }
      : undefined;
  });
  const known = written.filter((item) => item !== undefined);
  return known.length === written.length ? fromNodeSelectorRequirements(known) : undefined;
}

const operators = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"];
