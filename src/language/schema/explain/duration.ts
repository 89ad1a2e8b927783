const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

const words: readonly (readonly [RegExp, string])[] = [
  [/^(s|secs?|seconds?)$/, "s"],
  [/^(m|mins?|minutes?)$/, "m"],
  [/^(h|hrs?|hours?)$/, "h"],
  [/^(d|days?)$/, "d"],
  [/^(w|weeks?)$/, "w"],
];

/**
 * Durations that a person may have meant, as the CRDs want them (hours, minutes and seconds): `30d` is `720h`, a bare
 * number counts seconds. Other than that also rounded up to minutes. Empty where the text is no duration.
 */
export function durationsMeant(text: string): readonly string[] {
  const plain = text.trim().toLowerCase();
  if (plain === "never") return ["Never"];
  if (/^\d+$/.test(plain)) return [`${plain}s`];
  if (/^\d+h\d{1,2}$/.test(plain)) return [`${plain}m`];
  let seconds = 0;
  let rest = plain;
  while (rest !== "") {
    const part = /^(\d+(?:\.\d+)?)\s*([a-z]+)[\s,]*/.exec(rest);
    const unit = words.find(([pattern]) => pattern.test(part?.[2] ?? ""))?.[1];
    if (!part || unit === undefined) return [];
    seconds += Number(part[1]) * (units[unit] ?? 0);
    rest = rest.slice(part[0].length);
  }
  if (!Number.isSafeInteger(seconds) || plain === "") return [];
  // A field that knows no seconds gets the minute that they are part of.
  return [written(seconds), written(Math.ceil(seconds / 60) * 60)];
}

/** A bare number in the units that a person may have meant, where seconds are not among them. */
export function unitsMeant(text: string): readonly string[] {
  const digits = /^\s*([1-9]\d{0,3})\s*$/.exec(text)?.[1];
  return digits === undefined ? [] : [`${digits}h`, `${digits}m`];
}

/** A number without a unit as the life of a node, and whether its unit is certain. */
export interface Lifetimes {
  readonly texts: readonly string[];
  readonly isCertain: boolean;
}

/**
 * Nobody counts the life of a node in seconds unless they make whole hours, and hours that make whole days are hours;
 * 1440 may be the minutes of a day, and 30 may be days. Undefined for what is no such number.
 */
export function lifetimesMeant(text: string): Lifetimes | undefined {
  const digits = /^\s*([1-9]\d{0,8})\s*$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  if (amount % 3600 === 0) return { texts: [`${amount}s`], isCertain: true };
  if (amount % 24 === 0 && amount !== 1440 && amount < 3600)
    return { texts: [`${amount}h`], isCertain: true };
  const days = amount <= 365 ? [`${amount * 24}h`] : [];
  return { texts: [`${amount}h`, ...days, `${amount}m`, `${amount}s`], isCertain: false };
}

function written(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const text = `${hours > 0 ? `${hours}h` : ""}${minutes > 0 ? `${minutes}m` : ""}${rest > 0 ? `${rest}s` : ""}`;
  return text === "" ? "0s" : text;
}
