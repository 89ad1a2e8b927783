import { isBusy } from "../clusterRow.ts";
import type { MessageNode, Place } from "../treeNode.ts";
import type { ContentKind } from "./clusterContents.ts";
import type { KubeProblem } from "./kubeProblem.ts";
import type { KindState } from "./kindState.ts";

/** Why an API server cannot be asked at all, and whether another way or a sign-in would help. */
export interface PlaceProblem {
  readonly text: string;
  readonly canRunCommand: boolean;
  readonly needsSignIn?: boolean;
}

/** Unique and stable for a place. */
export function placeId(place: Place): string {
  return place.kind === "cluster" ? place.row.id.toLowerCase() : `context#${place.context.name}`;
}

/** AKS has reported success without installing Karpenter (release of 2026-05-29): mode Auto alone means nothing. */
export function noKarpenter(place: Place): MessageNode {
  const message = warning(place, "noKarpenter", "The cluster serves no Karpenter objects");
  if (place.kind === "context" || place.row.napMode !== "Auto")
    return { ...message, detail: "nothing of node auto-provisioning is installed", icon: "info" };
  return isBusy(place.row)
    ? { ...message, detail: "Azure is still at work on mode Auto", icon: "info" }
    : {
        ...message,
        detail: "though Azure shows mode Auto: NAP does not work here; click to look again",
      };
}

/** One message per problem, however many kinds it keeps away. */
export function kindMessages(
  place: Place,
  kinds: Readonly<Record<ContentKind, KindState>>,
): readonly MessageNode[] {
  const problems = Object.values(kinds).flatMap((state) =>
    state.phase === "failed" || state.phase === "stale"
      ? [[state.problem.text, state.problem] as const]
      : [],
  );
  return [...new Map(problems).values()].map((problem, index) =>
    kindMessage(place, `kind${index}`, problem),
  );
}

/** Reading again would meet the same refusal where a sign-in lacks. */
function kindMessage(place: Place, id: string, { text, signIn }: KubeProblem): MessageNode {
  const message = warning(place, id, text);
  if (signIn === undefined) return message;
  return {
    ...message,
    text: "The API server needs a sign-in",
    detail: "click to sign in",
    tooltip: text,
    icon: "sign-in",
    action: { command: "nap.signIn", title: "Sign In", args: [{ ...signIn, place }] },
  };
}

/** What stands there while something is read. */
export function loading(place: Place, id: string, text: string): MessageNode {
  return { kind: "message", id: `${placeId(place)}:${id}:loading`, text, icon: "loading" };
}

/** What could not be read; a click reads again. */
export function warning(place: Place, id: string, text: string): MessageNode {
  return {
    kind: "message",
    id: `${placeId(place)}:${id}`,
    text,
    icon: "warning",
    action: { command: "nap.refreshCluster", title: "Read Again", args: [place] },
  };
}

/** Why the API server cannot be asked, and what a click does about it. */
export function unreachable(place: Place, problem: PlaceProblem): MessageNode {
  const message = warning(place, "unreachable", problem.text);
  if (problem.needsSignIn === true)
    return {
      ...message,
      detail: "click to sign in",
      icon: "sign-in",
      action: { command: "nap.signIn", title: "Sign In" },
    };
  if (!problem.canRunCommand) return message;
  return {
    ...message,
    detail: "click to read it by way of Azure",
    action: { command: "nap.readThroughAzure", title: "Read by Way of Azure", args: [place] },
  };
}
