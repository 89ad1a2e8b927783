import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { KubeAction } from "../nap/view/contents/kubeProblem.ts";
import { KubeError } from "./kubeError.ts";

/** The content of an answer, unpacked; errors of the connection reach the reader. */
export function contentOf(answer: IncomingMessage): Readable {
  if (answer.headers["content-encoding"] !== "gzip") return answer;
  const unpacked = createGunzip();
  answer.once("error", (error) => unpacked.destroy(error));
  answer.once("aborted", () => unpacked.destroy(cutError()));
  return answer.pipe(unpacked);
}

/** An answer that stops for so long does not go on. */
const silenceMs = 60_000;

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  answer.setTimeout(silenceMs, () => answer.destroy(cutError()));
  for await (const chunk of contentOf(answer)) chunks.push(chunk as Buffer);
  if (!answer.complete) throw cutError();
  return Buffer.concat(chunks).toString("utf8");
}

/** The JSON of an answer. @throws KubeError (`other`) when it is none, as from a sign-in page in between */
export async function readJson(answer: IncomingMessage, action: KubeAction): Promise<unknown> {
  const text = await textOf(answer);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new KubeError({
      kind: "other",
      text: "What answered is no API server: a proxy or a sign-in page may stand in between.",
      detail: `content type ${answer.headers["content-type"] ?? "unknown"}`,
      action,
    });
  }
}

/** The body of a refusal: its JSON, or its text. */
export async function readBody(answer: IncomingMessage): Promise<unknown> {
  const text = await textOf(answer);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An answer that ended before its end, as Node names it. */
function cutError(): Error {
  return Object.assign(new Error("the answer broke off"), { code: "ECONNRESET" });
}
