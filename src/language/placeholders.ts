import type { Finding, Fix } from "./finding.ts";

/** What envsubst, Flux and shells fill in before the API server sees the text: `${NAME}`. */
const placeholder = /\$\{[^}\n]*\}?/g;

/**
 * The fixes of a finding, none preferred that would drop a placeholder: what comes in its place is for the user to say.
 * A field that does not exist may go with whatever stands in it.
 */
export function keepPlaceholders({ fixes, layer }: Finding, text: string): readonly Fix[] {
  if (layer === "unknown-field") return fixes;
  return fixes.map((fix) =>
    fix.preferred && dropsPlaceholder(fix, text) ? { ...fix, preferred: false } : fix,
  );
}

function dropsPlaceholder({ edits }: Fix, text: string): boolean {
  const old = edits.map(({ start, end }) => text.slice(start, end)).join("\n");
  const written = edits.map(({ newText }) => newText).join("\n");
  return (old.match(placeholder) ?? []).some((one) => !written.includes(one));
}
