import { setValue } from "../../edit/edit.ts";
import { remove } from "../../edit/remove.ts";
import type { Fix } from "../../finding.ts";
import { nodeAt } from "../../yaml/node.ts";
import { fix, nameOf, onePreferred, shownValue } from "./explanation.ts";
import type { Case, Explained } from "./explanation.ts";

/** A number beyond a bound. */
export function explainBound(given: Case): Explained {
  const { error, manifest } = given;
  const { minimum, maximum } = error.node?.schema ?? {};
  const bound = error.cause === "minimum" ? minimum : maximum;
  const range =
    minimum !== undefined && maximum !== undefined
      ? `between ${minimum} and ${maximum}`
      : error.cause === "minimum"
        ? `${minimum ?? 0} or more`
        : `${maximum ?? 0} or less`;
  const message = `${nameOf(error.path)} is ${shownValue(error)}; it must be ${range}.`;
  return {
    rule: "out-of-bounds",
    message,
    fixes: onePreferred(boundFixes(given, bound)),
    at: error.path,
  };

  function boundFixes(_: Case, limit: number | undefined): readonly Fix[] {
    const isZero = error.value === 0n && error.cause === "minimum";
    const removal = isZero ? fix(`Remove ${nameOf(error.path)}`, remove(manifest, error.path)) : [];
    if (limit === undefined || nodeAt(manifest.root, error.path)?.kind !== "scalar") return removal;
    // A negative number may stand for "no limit": the least one would be its opposite.
    const isMiss = typeof error.value !== "bigint" || error.value > 0n;
    const preferred = error.cause === "maximum" || isMiss;
    return [...removal, ...fix(`Write ${limit}`, setValue(manifest, error.path, limit), preferred)];
  }
}

/** Too long, too short, too many, too few. */
export function explainLength({ error }: Case): Explained {
  const { schema } = error.node ?? {};
  const limits: Readonly<Record<string, string>> = {
    maxLength: `have at most ${schema?.maxLength ?? 0} characters`,
    minLength:
      schema?.minLength === 1
        ? "not be empty"
        : `have at least ${schema?.minLength ?? 0} characters`,
    maxItems: `have at most ${schema?.maxItems ?? 0} items`,
    minItems: `have at least ${schema?.minItems ?? 0} items`,
    maxProperties: `have at most ${schema?.maxProperties ?? 0} entries`,
    minProperties: `have at least ${schema?.minProperties ?? 0} entries`,
  };
  const message = `${nameOf(error.path)} must ${limits[error.cause] ?? "be of another size"}.`;
  return { rule: "out-of-bounds", message, fixes: [] };
}
