import type { RuleContext } from "../rule.ts";
import type { FieldDocs } from "../schema/fieldDocs.ts";

/** What the editing features may know beside the file; everything is a value passed in. */
export interface EditingContext extends RuleContext {
  /** Our descriptions of the fields; absent: hovers and completions go without. */
  readonly docs?: FieldDocs | undefined;
  /** IANA name of the reader's time zone, `Europe/Berlin`; absent: times are given in UTC alone. */
  readonly timeZone?: string | undefined;
}
