import { remove, renameKey, setValue } from "../../edit/edit.ts";
import { itemsOf, nodeAt } from "../../yaml/node.ts";
import type { Manifest } from "../../manifest.ts";
import type { Fix } from "../../finding.ts";
import { betweenBounds } from "./between.ts";
import { choice, fix, nameOf, onePreferred, shownValue } from "./explanation.ts";
import type { Case, Explained } from "./explanation.ts";
import { textMeant } from "./meant.ts";
import { Draft } from "../../edit/draft.ts";
import { isNever } from "./never.ts";

/** A value that is none of the allowed ones. */
export function explainEnum({ manifest, error }: Case): Explained {
  const values = (error.node?.schema.enum ?? []).map(String);
  const meant =
    typeof error.value === "string" && error.node ? textMeant(error.value, error.node) : undefined;
  const fixes = [...(meant === undefined ? [] : [meant]), ...values.filter((one) => one !== meant)]
    .slice(0, 8)
    .flatMap((value) =>
      fix(`Write ${value}`, setValue(manifest, error.path, value), value === meant),
    );
  const message = `${nameOf(error.path)} is ${shownValue(error)}, which is none of ${choice(values)}.`;
  return {
    rule: "unsupported-value",
    message,
    fixes: onePreferred([
      ...expiryReason(manifest, error),
      ...neverConsolidates(manifest, error),
      ...betweenBounds({ manifest, error }),
      ...fixes,
    ]),
  };
}

/** No budget holds expiry back any more, so beside other reasons this one says nothing. */
function expiryReason(manifest: Manifest, { path, value }: Case["error"]): readonly Fix[] {
  const isExpiry = typeof value === "string" && /^expir(ed|y|ation)$/i.test(value);
  if (!isExpiry || path.at(-2) !== "reasons") return [];
  const isAlone = itemsOf(nodeAt(manifest.root, path.slice(0, -1))).length < 2;
  return isAlone
    ? []
    : fix(`Remove ${value}: budgets do not hold expiry back`, remove(manifest, path));
}

/** Consolidation is switched off where its delay is; another delay beside it says the opposite. */
function neverConsolidates(manifest: Manifest, { path, value }: Case["error"]): readonly Fix[] {
  if (typeof value !== "string" || !isNever(value) || path.at(-1) !== "consolidationPolicy")
    return [];
  const delay = [...path.slice(0, -1), "consolidateAfter"];
  const old = nodeAt(manifest.root, delay);
  const isSaid = old?.kind === "scalar" && old.raw === "Never";
  const draft = new Draft(manifest);
  draft.step((now) => (old ? remove(now, path) : renameKey(now, path, "consolidateAfter")));
  if (!isSaid) draft.step((now) => setValue(now, delay, "Never"));
  const title = isSaid
    ? "Remove it: consolidateAfter says Never"
    : "Make it consolidateAfter: Never";
  return fix(title, draft.edits(), isSaid || old === undefined);
}
