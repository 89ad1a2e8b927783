const figures: string[] = [];

/** Prints a figure of agreement, `1999 of 2000 agree (99.95 %)`, and once more at the end of the whole run. */
export function printAgreement(what: string, agreed: number, all: number): void {
  const percent = all === 0 ? "-" : ((100 * agreed) / all).toFixed(2);
  const line = `${what}: ${agreed} of ${all} agree (${percent} %)`;
  figures.push(line);
  console.log(`      ${line}`);
}

// A hook of the whole run: the figures stand together where one looks for them in a log.
after(() => {
  if (figures.length > 0) console.log(["\n  Agreement", ...figures].join("\n    "));
});
