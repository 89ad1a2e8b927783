import { listedValues } from "../../karpenter/listedValues.ts";
import { splitItem } from "../edit/splitItem.ts";
import type { Manifest } from "../manifest.ts";
import type { RuleFix } from "../rule.ts";
import type { WrittenText } from "./access.ts";

/** The fix of a requirement's value that is several in one text, `D, E`; undefined where it is not. */
export function listedFixes(
  manifest: Manifest,
  key: string | undefined,
  { text, path }: WrittenText,
): RuleFix[] | undefined {
  const listed = listedValues(key ?? "", text);
  return (
    listed && [{ title: `Make it ${listed.join(", ")}`, edits: splitItem(manifest, path, listed) }]
  );
}
