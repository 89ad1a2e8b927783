import { Unresolved } from "../../model.ts";
import { blocks, fine, unknown } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { flagAt, sameText, textAt } from "../member.ts";
import type { FoundText } from "../member.ts";
import { poolNames } from "../pools.ts";
import type { Pool } from "../pools.ts";
import { azPool, remedy } from "../remedy.ts";
import { docs } from "../sources.ts";
import { isAutomatic, isSince, isWanted } from "./readings.ts";

/** The api-version that brought the mode of a pool; before it a cluster's only pool carried the system. */
const modeSince = "2020-03-01";
/** The api-version since which a pool is a scale set unless it says otherwise. */
const scaleSetsSince = "2020-04-01";

/** Until when templates with one pool and no mode were common; some say that they worked, the documentation denies it. */
const modeUsual = "2021-01-01";

function modeOf(subject: Subject, { model }: Pool): FoundText {
  const mode = textAt(model, "mode");
  if (mode !== undefined) return mode;
  if (!isWanted(subject)) return new Unresolved("a mode that is not shown");
  const { origin, apiVersion } = subject.cluster;
  if (origin === "body" && apiVersion === undefined)
    return new Unresolved("no mode, in a request that may be older than modes");
  const isAlone = subject.pools.known.length === 1 && subject.pools.open.length === 0;
  if (isSince(subject, modeUsual) === true) return "User";
  if (isSince(subject, modeSince) === true)
    return isAlone
      ? new Unresolved("no mode, in a template from the days when modes came")
      : "User";
  return isAlone && isSince(subject, modeSince) === false
    ? "System"
    : new Unresolved("no mode, in a template that may be older than modes");
}

type Standing = "carries" | "stopped" | "open";

/** Whether a system pool can carry Karpenter: scale sets do, of other kinds nobody says. */
function standingOf(subject: Subject, { model }: Pool): Standing {
  const power = textAt(model, "powerState.code");
  const isClusterStopped = sameText(
    textAt(subject.cluster.model, "properties.powerState.code"),
    "Stopped",
  );
  if (sameText(power, "Stopped") && !isClusterStopped) return "stopped";
  const type = textAt(model, "typePropertiesType") ?? textAt(model, "type");
  if (type === undefined)
    return !isWanted(subject) || isAutomatic(subject) || isSince(subject, scaleSetsSince) === true
      ? "carries"
      : "open";
  if (type instanceof Unresolved || power instanceof Unresolved) return "open";
  const isOfPool = !type.includes("/");
  return isOfPool && !sameText(type, "VirtualMachineScaleSets") ? "open" : "carries";
}

function describe(pools: readonly Pool[]): string {
  const kinds = pools.map(({ name, model }) => {
    const type = textAt(model, "type");
    const text = type instanceof Unresolved ? type.expression : (type ?? "no type, so the default");
    return `${name || "(no name)"} (${text})`;
  });
  return kinds.join(", ");
}

function judge(subject: Subject): Verdict {
  const { known, open } = subject.pools;
  const modes = known.map((pool) => ({ pool, mode: modeOf(subject, pool) }));
  if (modes.some(({ mode }) => sameText(mode, "ManagedSystem")))
    return fine("a pool of mode ManagedSystem");
  const system = modes.filter(({ mode }) => sameText(mode, "System")).map(({ pool }) => pool);
  const by = (wanted: Standing): Pool[] =>
    system.filter((pool) => standingOf(subject, pool) === wanted);
  const carrying = by("carries");
  if (carrying.length > 0) return fine(`system ${poolNames(carrying)}`);
  const undecided = modes.filter(({ mode }) => mode instanceof Unresolved).map(({ pool }) => pool);
  if (undecided.length > 0)
    return unknown(
      `the mode of ${poolNames(undecided)} is not known, and no other is a system pool`,
    );
  if (open.length > 0) return unknown(`the pools are not known: ${open.join("; ")}`);
  const unclear = by("open");
  if (unclear.length > 0)
    return unknown(
      `the only system pools are ${describe(unclear)}`,
      "Whether node auto-provisioning works with system pools that are no scale sets, no source says.",
    );
  return missing(subject, by("stopped"));
}

function missing(subject: Subject, stopped: readonly Pool[]): Verdict {
  if (stopped.length > 0)
    return blocks(`system ${poolNames(stopped)} stopped, and there is no other`, {
      ...remedy(subject, {
        text: "Start the system pool",
        inFile: "Set powerState.code of the system pool to Running",
        commands: stopped.map(({ name }) => azPool(subject, "start", [name])),
        action: { do: "startPools", pools: stopped.map(({ name }) => name) },
      }),
    });
  const { known } = subject.pools;
  const seen =
    known.length === 0
      ? "an empty list of pools"
      : `${poolNames(known)}, none of mode System${known.some(({ model }) => textAt(model, "mode") === undefined) ? " (a pool without mode is a user pool)" : ""}`;
  return blocks(seen, {
    ...remedy(subject, {
      text: "Add a system pool of fixed size",
      inFile: 'Give one Linux pool "mode": "System"',
      commands: [azPool(subject, "add", ["system", "--mode System --node-count 3"])],
    }),
  });
}

export const systemPool: Check = {
  id: "system-pool",
  title: "A system pool that runs",
  why: "A cluster needs a system pool of fixed size at all times: Karpenter and the system components run there.",
  source: docs("use-system-pools"),
  since: "2023-12-07",
  check: (subject) => {
    const { model, origin } = subject.cluster;
    const hosted = flagAt(model, "properties.hostedSystemProfile.enabled");
    if (hosted === true) return fine("hostedSystemProfile.enabled: AKS hosts the system pool");
    if (subject.pools.areStated) return judge(subject);
    if (hosted instanceof Unresolved)
      return unknown(`hostedSystemProfile.enabled is ${hosted.expression}`);
    if (isAutomatic(subject)) return fine("AKS Automatic brings its system pool");
    return unknown(
      origin === "model"
        ? "the document does not show the agent pools"
        : "the text has no agent pools: it changes a cluster that has some, or Azure refuses it",
    );
  },
};
