/** What became of a remedy that concerns several things, one after the other: pools, subnets, one property. */
export interface RemedyReport {
  /** What is done, in the order in which it was. */
  readonly done: readonly string[];
  /** At what it ended, and why, in words; absent when all is done. */
  readonly failed?: {
    readonly what: string;
    /**
     * `refused`: nothing was changed; `absent`: the answer was lost, and Azure shows no change; `failed`: Azure took it
     * and did not end it well; `lost`: how it ended is not known.
     */
    readonly how: "refused" | "absent" | "failed" | "lost" | "cancelled";
    readonly why: string;
  };
  /** What was not begun. */
  readonly untouched: readonly string[];
}

/** One statement that claims no more than is known: what is done, what is not, what was not begun. */
export function remedyStatement({ done, failed, untouched }: RemedyReport): string {
  const parts = [
    done.length === 0 ? "" : `Done: ${done.join(", ")}.`,
    failed === undefined ? "" : failedWords(failed),
    untouched.length === 0 ? "" : `Not begun: ${untouched.join(", ")}.`,
  ];
  return parts.filter(Boolean).join(" ");
}

function failedWords({ what, how, why }: NonNullable<RemedyReport["failed"]>): string {
  const reason = /[.!?]$/.test(why) ? why : `${why}.`;
  switch (how) {
    case "refused":
      return `Not done: ${what}. ${reason}`;
    case "absent":
      return `Azure does not show it: ${what}. ${reason}`;
    case "failed":
      return `Begun, but not ended well: ${what}. ${reason}`;
    case "lost":
      return `Whether it is done is not known: ${what}. ${reason}`;
    case "cancelled":
      return `No longer waiting for ${what}; it may go on in Azure.`;
  }
}
