import type { AzureFailure } from "../azureFailure.ts";
import type { Json } from "../json.ts";
import { redact, redactJson } from "../redact.ts";
import { errorTexts, type ErrorText } from "./errorTexts.ts";
import { refusalForms, type RefusalForm } from "./forms.ts";
import { readNapRefusal } from "./napGrammar.ts";
import type { Refusal } from "./refusal.ts";

/** Codes that only wrap another error. */
const wrappers =
  /^(DeploymentFailed|InvalidTemplateDeployment|ResourceDeploymentFailure|MultipleErrorsOccurred|Unspecified|BadRequest|)$/i;

/**
 * Reads an answer of Azure that refuses something, or the error of an operation that failed: raw JSON in any of the
 * service's forms, or what the CLI, the portal or a deployment printed of it.
 */
export function parseRefusal(answer: Json): Refusal {
  const texts = errorTexts(answer);
  const raw = typeof answer === "string" ? redact(answer) : JSON.stringify(redactJson(answer));
  return { ...(napRefusal(texts) ?? known(texts) ?? other(texts)), raw };
}

/** The refusal behind a request that did not succeed. */
export function refusalOf(failure: AzureFailure): Refusal {
  const { body, code = "", message } = failure;
  const parsed = parseRefusal(body ?? { code, message });
  if (parsed.kind !== "other") return parsed;
  const kind = kindOfStatus(failure);
  return kind === undefined ? parsed : { ...parsed, kind };
}

function kindOfStatus({ status }: AzureFailure): Refusal["kind"] | undefined {
  if (status === 403) return "permission";
  if (status === 404) return "not-found";
  if (status === 412) return "changed-meanwhile";
  return status === 429 ? "throttled" : undefined;
}

type Read = Omit<Refusal, "raw">;

function napRefusal(texts: readonly ErrorText[]): Read | undefined {
  for (const { code, message } of texts.toReversed()) {
    const found = readNapRefusal(message);
    if (found !== undefined)
      return { ...found, code: codeAround(texts, code), text: sentenceOf(message), named: {} };
  }
  return undefined;
}

/** A wrapper's text repeats the inner one; its code says nothing. */
function codeAround(texts: readonly ErrorText[], code: string): string {
  if (!wrappers.test(code)) return code;
  return texts.map((text) => text.code).findLast((one) => !wrappers.test(one)) ?? code;
}

function sentenceOf(message: string): string {
  const start = message.indexOf(".properties.nodeProvisioningProfile.mode cannot be");
  const text = message.slice(start).split(/\.?\s*Details:|\r?\n/)[0] ?? "";
  return text.trim();
}

function known(texts: readonly ErrorText[]): Read | undefined {
  for (const form of refusalForms) {
    for (const { code, message } of texts) {
      const named = fits(form, code, message);
      if (named !== undefined) return { kind: form.kind, code, text: message.trim(), named };
    }
  }
  return undefined;
}

function fits(
  { codes, text }: RefusalForm,
  code: string,
  message: string,
): Readonly<Record<string, string>> | undefined {
  if (codes !== undefined && !codes.test(code)) return undefined;
  if (text === undefined) return {};
  const match = text.exec(message);
  if (match === null) return undefined;
  const groups = Object.entries(match.groups ?? {}) as [string, string | undefined][];
  return Object.fromEntries(
    groups.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function other(texts: readonly ErrorText[]): Read {
  const told = texts.findLast(({ code }) => !wrappers.test(code)) ??
    texts.at(-1) ?? { code: "", message: "" };
  return { kind: "other", code: told.code, text: told.message.trim(), named: {} };
}
