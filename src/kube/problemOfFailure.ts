import type { KubeAction, KubeProblem, KubeProblemKind } from "../nap/view/contents/kubeProblem.ts";
import { recordOf, textOf } from "../karpenter/plain.ts";
import { redact } from "../nap/redact.ts";

/** Where the request went, as far as its failure depends on it. */
export interface Destination {
  /** Base URL of the API server. */
  readonly server: string;
  /** The kubeconfig says not to verify the certificate, which we do all the same. */
  readonly skipsVerification?: boolean;
}

const tlsCodes =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/;
const unreachableCodes =
  /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT|ECONNECTTIMEOUT|EPROXY)/;
const cutCodes = /^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|HPE_|ERR_HTTP)/;

/** The problem behind an error of the network, of TLS or of an abort; undefined when it is none of these. */
export function problemOfFailure(
  error: unknown,
  action: KubeAction,
  to: Destination,
): KubeProblem | undefined {
  const code = codeOf(error);
  const kind = kindOf(code, error);
  if (kind === undefined) return undefined;
  const detail = redact(error instanceof Error ? error.message : String(error));
  return { kind, text: wordsOf(kind, code, to), detail, action };
}

/** `AggregateError` of several addresses carries the codes of each. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return textOf(recordOf(error).code) ?? "";
}

function kindOf(code: string, error: unknown): KubeProblemKind | undefined {
  if (error instanceof Error && error.name === "AbortError") return "cancelled";
  if (error instanceof Error && error.name === "TimeoutError") return "timeout";
  if (tlsCodes.test(code)) return "tls";
  if (unreachableCodes.test(code)) return "unreachable";
  if (cutCodes.test(code)) return "cut";
  return undefined;
}

function wordsOf(kind: KubeProblemKind, code: string, to: Destination): string {
  const host = hostOf(to.server);
  switch (kind) {
    case "cancelled":
      return "Cancelled.";
    case "timeout":
      return `${host} did not answer in time.`;
    case "tls":
      return tlsWords(code, host, to);
    case "cut":
      return `The connection to ${host} broke off (${code}).`;
    default:
      return unreachableWords(code, host);
  }
}

function tlsWords(code: string, host: string, to: Destination): string {
  const ignored =
    to.skipsVerification === true
      ? " The kubeconfig says insecure-skip-tls-verify; certificates are verified here all the same."
      : "";
  const why = code.includes("EXPIRED")
    ? "its certificate has expired"
    : /ALTNAME|HOSTNAME/.test(code)
      ? "its certificate is for another name"
      : /SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/.test(code)
        ? "its certificate is not signed by the authority of the kubeconfig (a proxy that opens TLS does this too)"
        : "the TLS handshake failed";
  return `${host} is not trusted: ${why} (${code}).${ignored}`;
}

/** Names of private clusters resolve only inside their network: `*.privatelink.<region>.azmk8s.io`. */
function unreachableWords(code: string, host: string): string {
  if (/\.privatelink\.|\.private\./.test(host))
    return `${host} is a private cluster and cannot be reached from here (${code}): use its virtual network, a VPN or a jump host. What Azure knows is shown all the same.`;
  if (/^(ENOTFOUND|EAI_)/.test(code))
    return `${host} is not known here (${code}): the cluster may be private, stopped or deleted, or the network is down.`;
  if (code === "ECONNREFUSED")
    return `Nothing answers at ${host} (${code}): the cluster may be stopped.`;
  return `${host} cannot be reached (${code}): a firewall, the authorized IP ranges of the cluster, or the network.`;
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
