import type { ScalarNode } from "./node.ts";
import type { YamlProblem } from "./yamlProblem.ts";
import { mismatch, notJson, resolvePlain, resolveTagged, tagOf } from "./resolve.ts";
import type { Token } from "./token.ts";

/** The node of a scalar token; what the server cannot decode is a problem, and the text its value. */
export function readScalar(
  token: Token,
  tag: string | undefined,
  { asKey, problems }: { readonly asKey: boolean; readonly problems: YamlProblem[] },
): ScalarNode {
  const { start, end, value: raw, style = "plain" } = token;
  const untagged = style === "plain" ? resolvePlain(raw) : raw;
  const value = tag === undefined ? untagged : resolveTagged(tag, raw);
  const known = typeof value === "symbol" ? raw : value;
  if (value === mismatch) problems.push(wrongTag(token, tag ?? ""));
  // As a key it is a name like any other.
  if (value === notJson && !asKey)
    problems.push({ ...noNumber(token), ...(tag === undefined && { quote: { start, end } }) });
  if (tag === undefined) return { kind: "scalar", start, end, value: known, raw, style };
  return { kind: "scalar", start, end, value: known, raw, style, tag };
}

function wrongTag({ start, end, value }: Token, tag: string): YamlProblem {
  const message = `${value === "" ? "An empty value" : value} is not a value of the type ${tag}.`;
  const server =
    tag === "!!binary"
      ? "!!binary value contains invalid base64 data"
      : `cannot decode ${tagOf(value).replace("!!timestamp", "!!str")} \`${value}\` as a ${tag}`;
  return {
    rule: "yaml-value",
    range: { start, end },
    message,
    server: `error converting YAML to JSON: yaml: ${server}`,
  };
}

/** Encoding/json of Go names the value in its own way. */
const goNames: Readonly<Record<string, string>> = { n: "NaN", "-": "-Inf" };

function noNumber({ start, end, value }: Token): YamlProblem {
  const name = goNames[value.replace(".", "").charAt(0).toLowerCase()] ?? "+Inf";
  return {
    rule: "yaml-value",
    range: { start, end },
    message: `${value} is a floating-point value that JSON cannot carry: put it in quotes if it is text.`,
    server: `error converting YAML to JSON: json: unsupported value: ${name}`,
  };
}
