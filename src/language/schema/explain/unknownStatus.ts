import { remove } from "../../edit/edit.ts";
import type { Manifest } from "../../manifest.ts";
import type { Path } from "../../yaml/node.ts";
import { fix, shown } from "./explanation.ts";
import type { Explained } from "./explanation.ts";

/**
 * A field in `status` that this release does not have, as in what a cluster of another one printed. The server decodes
 * strictly before it drops the status, so it refuses the object although nothing of the status would count.
 */
export function explainUnknownStatus(manifest: Manifest, path: Path): Explained {
  return {
    rule: "unknown-field",
    message: `${shown(path)} is unknown to the server, which refuses the object for it although it ignores the status of what is applied: remove status.`,
    fixes: fix("Remove status", remove(manifest, ["status"]), true),
    onKey: true,
  };
}
