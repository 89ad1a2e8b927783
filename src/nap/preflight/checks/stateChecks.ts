import { Unresolved } from "../../model.ts";
import { blocks, fine, unknown, warns } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { at, sameText, textAt } from "../member.ts";
import type { FoundText } from "../member.ts";
import { poolNames } from "../pools.ts";
import type { Pool } from "../pools.ts";
import { az, remedy } from "../remedy.ts";
import { docs, limitations } from "../sources.ts";
import { property } from "./readings.ts";

function withoutState({ cluster }: Subject, what: string): Verdict {
  switch (cluster.origin) {
    case "template":
      return fine(`a template makes a new cluster`);
    case "body":
      return unknown(`the body of a request does not tell ${what}`);
    case "model":
      return unknown(`the document does not show ${what}`);
  }
}

/** The power state, also where a query of Resource Graph shows its code alone. */
function powerOf(subject: Subject): FoundText {
  const isText = typeof at(subject.cluster.model, "properties.powerState") === "string";
  return property(subject, isText ? "powerState" : "powerState.code");
}

const stopped: Check = {
  id: "stopped",
  title: "Stopped cluster",
  why: "A stopped cluster takes no change but its start. With node auto-provisioning on it cannot be stopped any more.",
  source: limitations,
  since: "2024-02-09",
  check: (subject) => {
    const code = powerOf(subject);
    if (subject.cluster.origin === "template" || code === undefined)
      return withoutState(subject, "whether the cluster runs");
    if (code instanceof Unresolved) return unknown(`powerState.code is ${code.expression}`);
    if (sameText(code, "Running")) return fine(`powerState ${code}`);
    if (!sameText(code, "Stopped")) return unknown(`powerState ${code}`);
    return blocks(
      `powerState ${code}`,
      remedy(subject, {
        text: "Start the cluster",
        inFile: "Start the cluster before the request",
        commands: [az(subject, "start")],
        action: { do: "startCluster" },
      }),
    );
  },
};

/** The final states of Azure Resource Manager; whatever else is written there, an operation runs. */
const isFailed = (state: string): boolean =>
  sameText(state, "Failed") || sameText(state, "Canceled");
const isFinal = (state: string): boolean => sameText(state, "Succeeded") || isFailed(state);

function poolsWhere(
  { pools }: Subject,
  test: (state: string) => boolean,
): { pool: Pool; state: string }[] {
  return pools.known.flatMap((pool) => {
    const state = textAt(pool.model, "provisioningState");
    return typeof state === "string" && test(state) ? [{ pool, state }] : [];
  });
}

function judgeState(subject: Subject, state: string): Verdict {
  const wait = remedy(subject, {
    text: "Wait until the operation is over, or abort it",
    inFile: "Wait until the operation is over",
    commands: [az(subject, "wait", "--updated"), az(subject, "operation-abort")],
  });
  if (!isFinal(state)) return blocks(`provisioningState ${state}`, wait);
  const [busy] = poolsWhere(subject, (poolState) => !isFinal(poolState));
  if (busy) return blocks(`${poolNames([busy.pool])} is in provisioningState ${busy.state}`, wait);
  const reconcile = {
    why: "Azure takes the change, but what failed before may fail again: bring the cluster into order first.",
    ...remedy(subject, {
      text: "Let Azure reconcile the cluster first",
      inFile: "Reconcile the cluster first",
      commands: [az(subject, "update")],
    }),
  };
  if (isFailed(state)) return warns(`provisioningState ${state}`, reconcile);
  const failed = poolsWhere(subject, isFailed);
  if (failed.length > 0)
    return warns(
      `${poolNames(failed.map(({ pool }) => pool))} in provisioningState ${failed[0]?.state ?? ""}`,
      reconcile,
    );
  return fine(`provisioningState ${state}`);
}

const provisioningState: Check = {
  id: "provisioning-state",
  title: "An operation that runs",
  why: "While an operation runs, Azure refuses every other change with 409.",
  source: docs("manage-abort-operations"),
  since: "2023-12-07",
  check: (subject) => {
    const state = property(subject, "provisioningState");
    if (subject.cluster.origin === "template" || state === undefined)
      return withoutState(subject, "whether an operation runs");
    if (state instanceof Unresolved) return unknown(`provisioningState is ${state.expression}`);
    return judgeState(subject, state);
  },
};

/** Conditions of what the cluster does at the moment. */
export const stateChecks: readonly Check[] = [stopped, provisioningState];
