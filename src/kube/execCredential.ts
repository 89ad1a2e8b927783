import { spawn } from "node:child_process";
import type { Cluster } from "@kubernetes/client-node/dist/config_types.js";
import { isRecord, listOf, recordOf, textOf } from "../karpenter/plain.ts";
import { credentialError } from "./kubeconfig.ts";
import { redact } from "../nap/redact.ts";

/** What an exec plugin answered (client.authentication.k8s.io ExecCredentialStatus). */
export interface ExecCredential {
  readonly token: string | undefined;
  /** PEM. */
  readonly certificate: string | undefined;
  /** PEM. */
  readonly key: string | undefined;
  /** Milliseconds since 1970; undefined when it stays valid until refused. */
  readonly expiresOnMs: number | undefined;
}

/** How to run a plugin. */
export interface ExecOptions {
  readonly cluster: Cluster;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the plugin is given up; it may wait for a sign-in in a browser. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 120_000;

/**
 * Runs the exec plugin of a user entry, without a shell and without a terminal.
 * @param exec the member `exec` of a user entry
 * @throws KubeError (`credential`) when the plugin is not installed, fails, or answers what is no credential
 */
export async function runExecPlugin(exec: unknown, options: ExecOptions): Promise<ExecCredential> {
  const plugin = recordOf(exec);
  const command = textOf(plugin.command) ?? "";
  if (command === "") throw credentialError("The exec plugin of the kubeconfig has no command.");
  if (plugin.interactiveMode === "Always")
    throw credentialError(`The exec plugin ${command} asks for a terminal, which there is none.`);
  const output = await outputOf(plugin, command, options);
  return readCredential(output, command);
}

function outputOf(
  plugin: Readonly<Record<string, unknown>>,
  command: string,
  { cluster, signal, timeoutMs = defaultTimeoutMs }: ExecOptions,
): Promise<string> {
  const args = listOf(plugin.args).map(String);
  const limit = AbortSignal.timeout(timeoutMs);
  const child = spawn(command, args, {
    env: {
      ...process.env,
      ...environmentOf(plugin),
      KUBERNETES_EXEC_INFO: execInfo(plugin, cluster),
    },
    shell: false,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      reject(failureOf(error, { plugin, command, timedOut: limit.aborted }));
    });
    child.once("close", (code) => {
      if (code === 0) resolve(output);
      else
        reject(credentialError(`The exec plugin ${command} failed (${code}). ${saying(errors)}`));
    });
  });
}

function failureOf(
  error: Error,
  context: {
    readonly plugin: Readonly<Record<string, unknown>>;
    readonly command: string;
    readonly timedOut: boolean;
  },
): Error {
  const { plugin, command, timedOut } = context;
  if (timedOut) return credentialError(`The exec plugin ${command} did not answer in time.`);
  if (error.name === "AbortError") return error;
  const hint = textOf(plugin.installHint);
  return recordOf(error).code === "ENOENT"
    ? credentialError(
        `The exec plugin ${command} is not installed.${hint ? ` ${redact(hint)}` : ""}`,
      )
    : credentialError(`The exec plugin ${command} cannot be started.`, error);
}

/** The last words of the plugin, shortened and without credentials. */
function saying(errors: string): string {
  return redact(errors.trim()).slice(-500);
}

function environmentOf(plugin: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    listOf(plugin.env).map((entry) => {
      const { name, value } = recordOf(entry);
      return [textOf(name) ?? "", textOf(value) ?? ""];
    }),
  );
}

/** What plugins read from KUBERNETES_EXEC_INFO (client.authentication.k8s.io ExecCredential). */
function execInfo(plugin: Readonly<Record<string, unknown>>, cluster: Cluster): string {
  const about = {
    server: cluster.server,
    "certificate-authority-data": cluster.caData,
    "tls-server-name": cluster.tlsServerName,
    "proxy-url": cluster.proxyUrl,
  };
  const spec = {
    interactive: false,
    ...(plugin.provideClusterInfo === true && { cluster: about }),
  };
  const apiVersion = textOf(plugin.apiVersion) ?? "client.authentication.k8s.io/v1";
  return JSON.stringify({ apiVersion, kind: "ExecCredential", spec });
}

function readCredential(output: string, command: string): ExecCredential {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    answer = undefined;
  }
  const status = recordOf(answer).status;
  const token = textOf(recordOf(status).token);
  const certificate = textOf(recordOf(status).clientCertificateData);
  if (!isRecord(status) || (token === undefined && certificate === undefined))
    throw credentialError(`The exec plugin ${command} answered no credential.`);
  const expires = Date.parse(textOf(status.expirationTimestamp) ?? "");
  return {
    token,
    certificate,
    key: textOf(status.clientKeyData),
    expiresOnMs: Number.isNaN(expires) ? undefined : expires,
  };
}
