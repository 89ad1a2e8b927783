import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import type { SourceFile } from "../language/index.ts";

type ReadFile = Pick<SourceFile, "uri" | "text" | "templated">;

/** A function that tells once of each file about Karpenter that it is a template, and again when it has become one anew. */
export function templateNotes(tell: (note: string) => void): (file: ReadFile) => void {
  const told = new Set<string>();
  return ({ uri, text, templated }) => {
    if (!templated) told.delete(uri);
    else if (!told.has(uri) && mentionsKarpenter(text)) {
      told.add(uri);
      tell(`${uri}: holds template braces and is left alone`);
    }
  };
}
