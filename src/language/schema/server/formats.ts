/** Formats of strings that the server checks; others it strips from a CRD or lets pass. */
type FormatCheck = (text: string) => boolean;

const dateTime: FormatCheck = (text) => {
  const [date = "", time = ""] = text.toLowerCase().split("t");
  if (text.length < 4 || !isDate(date)) return false;
  const found = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$/.exec(
    time,
  );
  if (!found) return false;
  const [, hour = "", minute = "", second = ""] = found;
  return hour <= "23" && minute <= "59" && second <= "59";
};

function isDate(text: string): boolean {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const number = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const ipv4 = new RegExp(`^${number}(\\.${number}){3}$`);
const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** Source: k8s.io/kube-openapi, pkg/validation/strfmt (time.go, date.go, default.go). */
export const stringFormats: ReadonlyMap<string, FormatCheck> = new Map([
  ["date-time", dateTime],
  ["datetime", dateTime],
  ["date", isDate],
  ["ipv4", (text: string) => ipv4.test(text)],
  ["uuid", (text: string) => uuid.test(text)],
]);
