import { formatBinaryBytes, formatDecimalBytes, mebibytes } from "../../karpenter/bytes.ts";
import { parseDuration } from "../../karpenter/duration.ts";
import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { labelDomain, normalizeKey, restrictedLabelError } from "../../karpenter/labels.ts";
import { parseQuantity, toNumber } from "../../karpenter/quantity.ts";
import { describeSize } from "../../karpenter/sizeDescription.ts";
import type { EditingContext } from "./context.ts";
import { durationWords } from "./durationWords.ts";
import { labelSummaries } from "./labelSummaries.ts";
import { labelSuggestions } from "./labelSuggestions.ts";
import { valueMeaning } from "./meanings.ts";
import { scheduleText } from "./scheduleText.ts";

/** A value under the pointer, in the object at hand. */
export interface ValueQuestion {
  /** `spec.disruption.budgets[].schedule`. */
  readonly field: string;
  /** The last key of its path: the label in a map of labels. */
  readonly key: string;
  readonly value: string;
  /** The scalar beside it under another key, or beside the list that it is an item of. */
  readonly beside: (key: string) => string | undefined;
}

/** Markdown: what a value means beyond what its field means; undefined where there is nothing to add. */
export function valueText(question: ValueQuestion, context: EditingContext): string | undefined {
  const { field, value, beside } = question;
  if (field.endsWith("requirements[].key")) return labelText(value, context);
  if (field.endsWith("requirements[].values[]"))
    return labelValueText(beside("key") ?? "", value, context);
  if (/(^|\.)labels\.[^[]+$/.test(field)) return labelValueText(question.key, value, context);
  if (field.endsWith("budgets[].schedule")) {
    const { now, timeZone } = context;
    return scheduleText({ schedule: value, duration: beside("duration"), now, timeZone });
  }
  return valueMeaning(field, value) ?? durationText(field, value) ?? quantityText(field, value);
}

const durations =
  /\.(duration|expireAfter|consolidateAfter|terminationGracePeriod|cpuCFSQuotaPeriod|cacheDuration|serveStaleDuration)$/;

function durationText(field: string, value: string): string | undefined {
  if (!durations.test(field)) return undefined;
  const duration = parseDuration(value);
  return duration.value === undefined ? undefined : `${value} is ${durationWords(duration.value)}.`;
}

const amounts = /\.(limits|requests|capacity)\.(.+)$|\.(containerLogMaxSize|swapFileSize)$/;

/** A quantity in other units: bytes for memory and storage, else a plain number. */
function quantityText(field: string, value: string): string | undefined {
  const match = amounts.exec(field);
  if (match === null) return undefined;
  const quantity = parseQuantity(value);
  if (quantity.value === undefined) return undefined;
  const number = toNumber(quantity.value);
  const resource = match[2] ?? "storage";
  if (resource === "cpu") return `${value} is ${number} vCPU.`;
  if (!/memory|storage|hugepages/.test(resource)) return undefined;
  return `${value} is ${formatBinaryBytes(number)} or ${formatDecimalBytes(number)}.`;
}

/** Markdown: what a label says of a node, how it is written, and the values that it can have. */
export function labelText(key: string, context: EditingContext): string | undefined {
  const name = normalizeKey(key);
  const meaning = labelMeaning(name);
  if (meaning === undefined) return restrictedText(key);
  const parts = [`**${name}**: ${labelSummaries[name] ?? ""}`];
  if (name !== key) parts.push(`Karpenter reads \`${key}\` as \`${name}\`.`);
  const values = labelSuggestions(name, context);
  const shown = values.slice(0, 8).map(({ value }) => `\`${String(value)}\``);
  const more = values.length > shown.length ? `, … (${values.length} values)` : "";
  if (shown.length > 0) parts.push(`Values: ${shown.join(", ")}${more}`);
  else parts.push(`Example: \`${meaning.example}\``);
  if (meaning.numeric)
    parts.push("Values are integers, written as strings; Gt, Gte, Lt and Lte compare them.");
  return parts.join("\n\n");
}

const owned = ["karpenter.sh", "karpenter.azure.com"];

function restrictedText(key: string): string | undefined {
  if (restrictedLabelError(key) === undefined) return undefined;
  const domain = labelDomain(key);
  const owner = owned.find((one) => domain === one || domain.endsWith(`.${one}`));
  return owner === undefined
    ? `\`${key}\` is not for users to set.`
    : `Karpenter owns the domain ${owner} and refuses labels in it that it does not know.`;
}

function labelValueText(label: string, value: string, context: EditingContext): string | undefined {
  const key = normalizeKey(label);
  if (/\/(sku-name|instance-type)$/.test(key)) return sizeText(value, context);
  if (key.endsWith("/sku-memory") && /^\d+$/.test(value))
    return `${value} MiB is ${formatBinaryBytes(mebibytes(Number(value)))}.`;
  const known = labelSuggestions(key, context).find((one) => String(one.value) === value);
  return known?.documentation ?? (known?.detail && `${value}: ${known.detail}.`);
}

/** Markdown: the facts of a VM size as a table. */
function sizeText(name: string, { sizes }: EditingContext): string | undefined {
  const row = sizes?.table.byLowerCaseName.get(name.toLowerCase());
  if (row === undefined) return undefined;
  const lines = describeSize(row).map(([fact, text]) => `| ${fact} | ${text} |`);
  return [`**${row.name}**`, "", "| | |", "| --- | --- |", ...lines].join("\n");
}
