import { Draft } from "../../edit/draft.ts";
import { append } from "../../edit/edit.ts";
import type { Edit } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { itemsOf, nodeAt, stringOf, valueOf } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import { dnsZone } from "./required.ts";

/** Those of the zones that every list of LocalDNS needs which one lacks. */
export function lackingZones(manifest: Manifest, list: Path): readonly string[] {
  const zones = itemsOf(nodeAt(manifest.root, list)).map((item) => stringOf(valueOf(item, "zone")));
  return [".", "cluster.local"].filter((zone) => !zones.includes(zone));
}

/** Adds entries for zones to a list of LocalDNS, all at once: the server is content with nothing less. */
export function addZones(
  manifest: Manifest,
  list: Path,
  zones: readonly string[],
): readonly Edit[] {
  const draft = new Draft(manifest);
  stepZones(draft, list, zones);
  return draft.edits();
}

/** Adds entries for zones to a list of LocalDNS in a draft. */
export function stepZones(draft: Draft, list: Path, zones: readonly string[]): void {
  for (const zone of zones)
    draft.step((now) => append(now, list, dnsZone(String(list.at(-1)), zone)));
}

/** `the zone .`, or `the zones . and cluster.local`. */
export function zonesInWords(zones: readonly string[]): string {
  return `the ${zones.length === 1 ? "zone" : "zones"} ${zones.join(" and ")}`;
}
