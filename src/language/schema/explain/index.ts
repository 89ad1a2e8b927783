import type { Cause } from "../server/serverError.ts";
import { shown } from "./explanation.ts";
import type { Case, Explained } from "./explanation.ts";
import { explainLabel, explainMetadata, explainName } from "./metadata.ts";
import { explainRequired } from "./required.ts";
import { explainType } from "./wrongType.ts";
import { explainPattern } from "./pattern.ts";
import { explainDuplicate } from "./duplicateItem.ts";
import { explainBound, explainLength } from "./outOfBounds.ts";
import { explainEnum } from "./unsupportedValue.ts";

const explanations: Readonly<Partial<Record<Cause, (given: Case) => Explained>>> = {
  type: explainType,
  combination: explainType,
  required: explainRequired,
  enum: explainEnum,
  pattern: explainPattern,
  format: explainPattern,
  minimum: explainBound,
  maximum: explainBound,
  minLength: explainLength,
  maxLength: explainLength,
  minItems: explainLength,
  maxItems: explainLength,
  minProperties: explainLength,
  maxProperties: explainLength,
  duplicate: explainDuplicate,
  name: explainName,
  generateName: explainName,
  labelKey: explainLabel,
  labelValue: explainLabel,
  metadata: explainMetadata,
  decode: explainMetadata,
};

/** Our words and fixes for an error of the structural schema or of metadata. */
export function explainError(given: Case): Explained {
  const explain = explanations[given.error.cause];
  if (explain) return explain(given);
  const { path, detail } = given.error;
  return { rule: "out-of-bounds", message: `${shown(path)}: ${detail}.`, fixes: [] };
}
