import type { RuleContext } from "../rule.ts";

/** What the editing features may know beside the file; everything is a value passed in. */
export interface EditingContext extends RuleContext {
  /** IANA name of the reader's time zone, `Europe/Berlin`; absent: times are given in UTC alone. */
  readonly timeZone?: string | undefined;
}
