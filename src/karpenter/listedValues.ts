import { labelMeaning } from "./labelMeanings.ts";
import { normalizeKey } from "./labels.ts";

/** What values of labels with an open list look like, as far as text can be told apart from several of them. */
const shapes: Readonly<Record<string, RegExp>> = {
  "karpenter.azure.com/sku-family": /^[A-Z]$/,
  "karpenter.azure.com/sku-name": /^Standard_\w+$/,
  "node.kubernetes.io/instance-type": /^Standard_\w+$/,
  "topology.kubernetes.io/zone": /^[a-z]+[0-9]*-[0-9]$/,
};

/**
 * The values of a label that one text names: `amd64 arm64`, `D, E`. Undefined where it is one value, or where one of its
 * words is none that the label can have.
 */
export function listedValues(key: string, text: string): readonly string[] | undefined {
  const words = text.trim().split(/\s*[\s,;|]\s*/);
  const label = normalizeKey(key);
  const meaning = labelMeaning(label);
  if (words.length < 2 || meaning === undefined) return undefined;
  const shape = Object.hasOwn(shapes, label) ? shapes[label] : undefined;
  const isValue = (word: string): boolean =>
    meaning.values?.includes(word) ??
    shape?.test(word) ??
    (meaning.numeric && /^\d{1,15}$/.test(word));
  return words.every(isValue) ? [...new Set(words)] : undefined;
}
