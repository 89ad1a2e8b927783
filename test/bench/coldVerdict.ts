// Prints how many milliseconds the first verdict of a fresh process takes: node coldVerdict.ts ours|peer.
import { ours, yamlLanguageServer } from "./contenders.ts";
import { pool } from "./manifests.ts";

const make = process.argv[2] === "ours" ? ours : yamlLanguageServer;
const start = performance.now();
await make().judge(pool(1));
console.log(performance.now() - start);
