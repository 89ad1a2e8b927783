import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

/** The text of an input and whether a byte order mark stood before it. */
export interface InputText {
  readonly text: string;
  readonly hasMark: boolean;
}

const mark = "\uFEFF";

/** Reads a file, or standard input for the descriptor 0. Throws an Error whose message says why it cannot be read. */
export function readInput(source: string | 0): InputText {
  // Node reads a path as text in one go; the mark of what is no UTF-8 may also stand in the file itself.
  const known = source === 0 ? undefined : readFileSync(source, "utf8");
  return known === undefined || known.includes(noUtf8) ? strict(source) : withoutMark(known);
}

const noUtf8 = "\uFFFD";

function strict(source: string | 0): InputText {
  const bytes = readFileSync(source);
  if (!isUtf8(bytes))
    throw new Error(`not UTF-8${looksLikeUtf16(bytes) ? " but UTF-16" : ""}: save it as UTF-8`);
  return withoutMark(bytes.toString("utf8"));
}

function withoutMark(text: string): InputText {
  return text.startsWith(mark) ? { text: text.slice(1), hasMark: true } : { text, hasMark: false };
}

/** The bytes of a text for the file it came from. */
export function withMark({ text, hasMark }: InputText): string {
  return hasMark ? mark + text : text;
}

function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
  ELOOP: "too many levels of links",
  ENOSPC: "no space left on the device",
  EROFS: "the file system is read-only",
  ERR_STRING_TOO_LONG: "too large",
  ERR_FS_FILE_TOO_LARGE: "too large",
};

/** Why a file operation failed, without Node's codes and the path, which stands before it anyway. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ("code" in error ? reasons[String(error.code)] : undefined) ?? error.message;
}
