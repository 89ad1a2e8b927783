import { placeId } from "./contents/contentMessages.ts";
import type { PlaceContents } from "./contents/contentNodes.ts";
import type { MessageNode, Place } from "./treeNode.ts";

/** The cluster that is open in the view "Disable NAP", and how far it is. */
export interface Way {
  /** As `placeId` gives it. */
  readonly placeId: string;
  /** `Step 3 of 7.`; empty until it is known. */
  readonly text: string;
  readonly isBlocked: boolean;
}

/**
 * What stands first below a cluster on its way to Manual; a click opens the steps. Without an open view the taints of its
 * NodePools tell: a freeze alone may be a nightly stop.
 */
export function wayNodes(
  place: Place,
  known: PlaceContents | undefined,
  way: Way | undefined,
): readonly MessageNode[] {
  if (place.kind !== "cluster") return [];
  const id = placeId(place);
  const node = {
    kind: "message",
    id: `${id}:way`,
    text: "Disabling NAP",
    action: { command: "nap.disableNap", title: "Show Steps", args: [place] },
  } as const;
  if (way?.placeId === id)
    return [
      { ...node, icon: way.isBlocked ? "warning" : "info", ...(way.text && { detail: way.text }) },
    ];
  const pools = known?.contents?.nodePools ?? [];
  const tainted = pools.filter(({ isBeingDisabled }) => isBeingDisabled).length;
  if (tainted === 0 || place.row.napMode !== "Auto") return [];
  const detail = `${tainted} of ${pools.length} NodePools tainted; click for the steps`;
  return [{ ...node, icon: "info", detail }];
}
