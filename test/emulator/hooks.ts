import type { Effect, Facts } from "./answers.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** What stands behind a cluster: the test control plane, or nothing. Ids are in lower case. */
export interface Hooks {
  /** Why node auto-provisioning cannot be switched off now, for people; none when it can. */
  readonly napInUse?: (cluster: string) => Promise<readonly string[]>;
  /** Brings the nodes of a fixed-size pool to its count; the pool's operation waits for it. */
  readonly scalePool?: (cluster: string, pool: string, profile: JsonObject) => Promise<void>;
  /** Starts or stops Karpenter; the cluster's operation waits for it. */
  readonly setMode?: (cluster: string, mode: "Auto" | "Manual") => Promise<void>;
  /** Runs a command, `{exitCode, logs}`. */
  readonly runCommand?: (cluster: string, command: string) => Promise<JsonObject>;
}

/** Asks the world what a decision about a cluster needs. */
export async function gatherFacts(hooks: Hooks, cluster: string): Promise<Facts> {
  return { napInUse: (await hooks.napInUse?.(cluster)) ?? [] };
}

/** Carries out an effect; a rejection becomes the error with which the operation fails. */
export async function carryOut(
  hooks: Hooks,
  effect: Effect,
  state: AzureState,
): Promise<{ error?: JsonObject; result?: JsonObject }> {
  try {
    const result = await call(hooks, effect, state);
    return isObject(result) ? { result } : {};
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { error: { code: "InternalOperationError", message } };
  }
}

function cannedResult(state: AzureState, command: string): JsonObject {
  const canned = state.commands.find(({ match }) => command.includes(match));
  return canned?.answer ?? { exitCode: 127, logs: `no canned answer: ${command}\n` };
}

function call(hooks: Hooks, effect: Effect, state: AzureState): Promise<unknown> | undefined {
  // An operation that is to fail moves nothing.
  if (state.operations[effect.operation]?.plan !== undefined) return undefined;
  switch (effect.kind) {
    case "scalePool":
      return hooks.scalePool?.(effect.cluster, effect.pool, effect.profile);
    case "setMode":
      return hooks.setMode?.(effect.cluster, effect.mode);
    case "runCommand":
      return (
        hooks.runCommand?.(effect.cluster, effect.command) ??
        Promise.resolve(cannedResult(state, effect.command))
      );
  }
}
