import { setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import type { Path } from "../../yaml/node.ts";
import { lifetimesMeant } from "./duration.ts";
import { fix } from "./explanation.ts";

/** `expireAfter: 720` with the units that it may have; none for other fields and other texts. */
export function lifetimeFixes(manifest: Manifest, path: Path, text: unknown): readonly Fix[] {
  const meant =
    path.at(-1) === "expireAfter" && typeof text === "string" ? lifetimesMeant(text) : undefined;
  return (meant?.texts ?? []).flatMap((one) =>
    fix(`Write ${one}`, setValue(manifest, path, one), meant?.isCertain),
  );
}
