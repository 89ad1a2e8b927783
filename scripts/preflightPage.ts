import type { Check } from "../src/nap/preflight/check.ts";

/** The page docs/preflight.md, made from the checks. */
export async function preflightPage(): Promise<string> {
  const { checks } = await import("../src/nap/preflight/checks.ts");
  const inForce = checks.filter(({ until }) => until === undefined);
  const lifted = checks.filter(({ until }) => until !== undefined);
  return `# Preflight

What stands in the way of node auto-provisioning on a cluster: before it is enabled, at any time afterwards, or before a template is deployed.

\`\`\`console
$ node dist/cli.js preflight cluster.json
cluster.json: demo: 1 blocking, 5 unknown, ${checks.length - 6} fine
  blocks         cluster-autoscaler: pool np1 with the cluster autoscaler
                 Azure refuses mode Auto while a pool has the cluster autoscaler, unless ...
                 Switch the autoscaler of these pools off; their node counts stay as they are:
                   az aks nodepool update --resource-group rg --cluster-name demo --name np1 --disable-cluster-autoscaler
                 https://learn.microsoft.com/azure/aks/migrate-from-autoscaler-to-node-auto-provisioning (2026-08-21)
\`\`\`

A file is an ARM template (whether or not it asks for NAP), a cluster as \`az aks show -o json\`, \`az aks list -o json\` or the REST API prints it, or the body of a REST request; \`-\` is standard input. Parameters with defaults, variables, nested deployments and agent pools that are resources of their own are resolved; of a template that only adds pools to a cluster these pools are judged; what stays an expression is \`unknown\`. Names and values are compared without case, in the spelling of the REST API, of SDKs and of the Azure CLI. Broken JSON is reported with its line and judged as far as it can be read, also out of Markdown, logs with times before each line, coloured output and the arguments of a shell; UTF-16 with a byte order mark, as Windows PowerShell writes it, is read too.

| result | meaning |
| --- | --- |
| \`blocks\` | Azure refuses it, or its documentation names it as unsupported |
| \`likely-blocks\` | the same as far as can be told, but reports contradict each other or nobody has seen it |
| \`warns\` | NAP can be enabled, and something will not be as expected |
| \`unknown\` | the file does not tell, or we lack the right to look |
| \`fine\` | nothing stands in the way, or not any more |

Options: \`--format text\` (default) or \`json\`; \`--verbose\` also shows what is fine. Exit codes: 0 = nothing blocks; 1 = something \`blocks\` (\`likely-blocks\` does not count: nobody knows it, and Azure decides); 2 = wrong usage, or a file that cannot be read (the others are judged all the same). A file without a managed cluster is no error; the text says so.

\`\`\`ts
{ files: { path: string,
  problems: { message: string, line: number }[],   // lines from 1; what JSON does not allow, or why the file cannot be read
  clusters: { name: string,
    pointer: string,                               // JSON pointer of the cluster in the file
    checks: { id: string, title: string, result: "blocks" | "likely-blocks" | "warns" | "fine" | "unknown",
      seen: string, why: string,
      source: string,                              // address and the day of the state that was read
      remedy?: string                              // what to do, then Azure CLI commands, one a line
    }[] }[] }[] }
\`\`\`

## What counts now

${table(inForce)}

## What once stood in the way

These never block. Some still have something to tell.

${table(lifted)}
`;
}

function table(checks: readonly Check[]): string {
  const rows = checks.map(
    ({ id, title, why, source, since, until }) =>
      `| \`${id}\` | ${title}. ${why} | ${until === undefined ? `since ${since}` : `${since} to ${until}`} | [${source.date}](${source.url}) |`,
  );
  return ["| id | condition | named | source |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
