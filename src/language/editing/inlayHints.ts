import { formatBinaryBytes, mebibytes } from "../../karpenter/bytes.ts";
import { parseSchedule } from "../../karpenter/cron.ts";
import { describeSchedule } from "../../karpenter/cronWords.ts";
import { parseDuration } from "../../karpenter/duration.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import type { Manifest } from "../manifest.ts";
import type { SourceFile } from "../sourceFile.ts";
import { stringOf, valueOf } from "../yaml/node.ts";
import type { Path, Range, ScalarNode, YamlNode } from "../yaml/node.ts";
import { durationWords } from "./durationWords.ts";
import { isOurs, placeOf } from "./locate.ts";
import { fieldName } from "../schema/schemaAt.ts";

export type InlayHintKind = "schedule" | "memory" | "duration";

export interface InlayHint {
  /** Behind the value; offset in the file. */
  readonly offset: number;
  readonly text: string;
  readonly kind: InlayHintKind;
}

/** What is shown in words behind schedules, MiB of sku-memory, and durations of days; a kind left out of `kinds` is not. */
export function inlayHints(
  file: SourceFile,
  range: Range,
  kinds: ReadonlySet<InlayHintKind>,
): readonly InlayHint[] {
  const shown = file.documents.filter(
    ({ start, text }) => start <= range.end && start + text.length >= range.start,
  );
  return shown.flatMap(({ manifests, start }) =>
    manifests
      .filter(isOurs)
      .flatMap((manifest) => hintsOf(manifest))
      .filter(({ kind }) => kinds.has(kind))
      .map((hint) => ({ ...hint, offset: hint.offset + start }))
      .filter(({ offset }) => offset >= range.start && offset <= range.end),
  );
}

function hintsOf(manifest: Manifest): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const visit = (node: YamlNode, path: Path, parent: YamlNode): void => {
    // What an alias of a map or list stands for has its hints at the anchor.
    if (node.alias && node.kind !== "scalar") return;
    if (node.kind === "scalar") {
      const hint = hintFor(fieldName(path), node, parent);
      if (hint) hints.push({ offset: placeOf(node).end, ...hint });
    } else if (node.kind === "seq") {
      // The key of a requirement stands beside the list of its values.
      for (const [index, item] of node.items.entries())
        visit(item, [...path, index], item.kind === "scalar" ? parent : node);
    } else
      for (const { name, value, merged } of node.pairs)
        if (!merged) visit(value, [...path, name], node);
  };
  const spec = valueOf(manifest.root, "spec");
  if (spec) visit(spec, ["spec"], manifest.root);
  return hints;
}

type Hint = Omit<InlayHint, "offset">;

function hintFor(field: string, node: ScalarNode, parent: YamlNode | undefined): Hint | undefined {
  const text = String(node.value);
  if (field.endsWith("budgets[].schedule")) return scheduleHint(text);
  if (field.endsWith("requirements[].values[]")) {
    const key = normalizeKey(stringOf(valueOf(parent, "key")) ?? "");
    return key.endsWith("/sku-memory") ? memoryHint(text) : undefined;
  }
  return /\.(duration|expireAfter)$/.test(field) ? durationHint(text) : undefined;
}

function scheduleHint(text: string): Hint | undefined {
  const schedule = parseSchedule(text);
  return schedule.value && { kind: "schedule", text: describeSchedule(schedule.value) };
}

function memoryHint(text: string): Hint | undefined {
  if (!/^\d{1,12}$/.test(text)) return undefined;
  return { kind: "memory", text: formatBinaryBytes(mebibytes(Number(text))) };
}

const day = 86_400_000_000_000n;

/** Hours that are days are hard to read; shorter ones are not. */
function durationHint(text: string): Hint | undefined {
  const duration = parseDuration(text);
  if (duration.value === undefined || duration.value <= day) return undefined;
  return { kind: "duration", text: durationWords(duration.value) };
}
