/** What the patterns of Karpenter's CRDs mean, by what is typical of them. */
const forms: readonly (readonly [string, string])[] = [
  ["(s|m|h))+|Never", "a duration in hours, minutes and seconds such as 720h or 1h30m, or Never"],
  ["(s|m|h))+|", "a duration in hours, minutes and seconds such as 720h or 1h30m, or Never"],
  ["(s|m|h))+", "a duration in hours, minutes and seconds such as 720h or 1h30m"],
  ["[0-9]+(h|m)", "a duration in hours and minutes such as 8h or 1h30m"],
  ["{1,2})%|[0-9]+", "a number of nodes or a percentage of them up to 100%"],
  ["@(annually", "a cron schedule of five fields such as 0 9 * * 1-5, or a macro such as @daily"],
  ["(E|P|T|G|M|K|Ei", "a size such as 50Mi"],
  ["[numkMGTPE]", "a quantity such as 100, 1500m or 64Gi"],
  [
    "\\/subscriptions",
    "the resource ID of a subnet, /subscriptions/.../virtualNetworks/.../subnets/...",
  ],
  ["^[^/]*$", "an API group without a version, such as karpenter.azure.com"],
  ["^\\d+ \\d+$", "two port numbers with one space between them, such as 32768 60999"],
  ["^\\d+(\\.\\d+)?$", "a price such as 0.05"],
  ["([+-]{1}", "a signed amount or percentage such as +0.05 or -10%"],
  ["(\\/))?(", "a qualified name such as example.com/dedicated: letters, digits, '-', '_' and '.'"],
  [
    "_.]*)?[A-Za-z0-9])?$",
    "a label value: letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
  ],
];

/** What text a pattern or format wants, in words that follow "it must be"; an unknown pattern as it is. */
export function form(pattern: string, format: string | undefined): string {
  if (format === "date-time" || pattern === "")
    return "a date and time such as 2026-01-31T08:00:00Z";
  return forms.find(([part]) => pattern.includes(part))?.[1] ?? `text that matches ${pattern}`;
}
