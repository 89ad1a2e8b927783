// npm test [-- suite...]: runs all suites, or the named ones, and ends with one line of totals.
import { resolve } from "node:path";
import { runSuite, type Result } from "./runSuite.ts";
import { suites } from "./suites.ts";

process.chdir(resolve(import.meta.dirname, ".."));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  const names = suites.map(({ name }) => name).join(", ");
  console.error(`no suite ${unknown.join(", ")}; there are ${names}`);
  process.exit(2);
}

const results: Result[] = [];
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  console.log(`\n== ${suite.name}`);
  results.push(await runSuite(suite));
}

console.log("");
for (const { name, named = [] } of results) {
  for (const title of named) console.log(`${name}: ${title}`);
}
for (const { name, passed, failed, skipped, note } of results) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(`${name.padEnd(14)}${counts}${note === undefined ? "" : `: ${note}`}`);
}
const total = (key: "passed" | "failed" | "skipped") =>
  results.reduce((sum, result) => sum + result[key], 0);
if (total("failed") > 0) process.exitCode = 1;
console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
