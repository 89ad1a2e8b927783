import { jsonAt, textAt } from "../nap/json.ts";
import { redact } from "../nap/redact.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError } from "./azureError.ts";
import { sendToAks } from "./containerService.ts";
import { retryAfter } from "./failureOf.ts";
import { wait } from "./retry.ts";
import { send } from "./send.ts";

/** What a command inside the cluster printed. */
export interface CommandResult {
  readonly exitCode: number;
  /** Standard output and error together. */
  readonly logs: string;
}

const intervalSeconds = 3;

/**
 * Runs a kubectl or helm command in a pod that AKS starts in the cluster: the way into a private cluster.
 * Throws AzureError when it is refused (`disableRunCommand`) or the pod could not run.
 */
export async function runCommand(
  access: AzureAccess,
  clusterId: string,
  command: string,
  options: { clusterToken?: string; signal?: AbortSignal } = {},
): Promise<CommandResult> {
  const { clusterToken, signal } = options;
  const started = await sendToAks(access, {
    method: "POST",
    path: `${clusterId}/runCommand`,
    body: { command, ...(clusterToken !== undefined && { clusterToken }) },
    signal,
  });
  const location = started.headers.location;
  let answer: Omit<typeof started, "apiVersion"> = started;
  while (answer.status === 202 && location !== undefined) {
    await wait(access, (retryAfter(answer.headers) ?? intervalSeconds) * 1000, signal);
    answer = await send(access, { method: "GET", path: location, signal });
  }
  const properties = jsonAt(answer.body, "properties");
  if (textAt(properties, "provisioningState").toLowerCase() !== "succeeded")
    throw new AzureError({
      kind: "refused",
      request: "POST runCommand",
      message:
        redact(textAt(properties, "reason")) || "The command could not be run in the cluster",
      changed: "maybe",
    });
  const exitCode = jsonAt(properties, "exitCode");
  return {
    exitCode: typeof exitCode === "number" ? exitCode : 0,
    logs: textAt(properties, "logs"),
  };
}
