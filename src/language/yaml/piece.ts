import { ownText } from "../../karpenter/ownText.ts";

/** Longer texts are seldom met again. */
const longest = 64;
/** A power of two. */
const places = 2048;

/** Texts that were met twice, each at the place that its letters give. */
const known: (string | undefined)[] = Array.from({ length: places });
/** What was met last at each place, as a number made of all its letters. */
const met = new Int32Array(places);

/**
 * A piece of a text. Manifests have the same keys and words again and again: these are found instead of cut out, and are
 * the same value each time, which whoever looks them up in a map recognises without reading them.
 */
export function piece(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end);
  let sum = length;
  for (let at = start; at < end; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  const place = (sum ^ (sum >>> 15)) & (places - 1);
  const found = known[place];
  if (found?.length === length && text.startsWith(found, start)) return found;
  const cut = text.slice(start, end);
  if (met[place] === sum) return (known[place] = ownText(cut));
  met[place] = sum;
  return cut;
}
