import * as vscode from "vscode";
import type { ClusterContents } from "../../nap/view/contents/clusterContents.ts";
import { placeOf } from "../../nap/view/placeOf.ts";
import type { ClusterLibrary } from "../azure/session.ts";
import { cancellable } from "../cancellable.ts";
import type { ClusterContext } from "./context.ts";
import { isPlace, pickCluster } from "./pickCluster.ts";

/** Reads what stands in a cluster whose API server is out of reach, by a pod that Azure starts there; a snapshot. */
export async function readThroughAzure(
  context: ClusterContext,
  ...args: readonly unknown[]
): Promise<void> {
  const { contents, directory } = context;
  const row = await pickCluster(context, args, "Read by way of Azure");
  const [clicked] = args;
  const place = isPlace(clicked) && clicked.kind === "cluster" ? clicked : placeOf(row);
  const library = await directory.library();
  const title = `NAP: asking Azure to run kubectl in ${row.name}`;
  const found = await cancellable({ title }, async ({ signal }) => {
    const run = async (command: string) =>
      library.runCommand(directory.accessOf(row), row.id, command, { signal });
    try {
      return await readSnapshot(library, run);
    } catch (error) {
      if (library.isCancelled(error)) throw new vscode.CancellationError();
      if (!(error instanceof library.AzureError)) throw error;
      throw new Error(
        `${row.name} cannot be read by way of Azure. ${library.refusalInWords(error.failure)}`,
        { cause: error },
      );
    }
  });
  contents.showSnapshot(place, found);
}

type Run = (command: string) => Promise<{ readonly exitCode: number; readonly logs: string }>;

async function readSnapshot(library: ClusterLibrary, run: Run): Promise<ClusterContents> {
  const { snapshotCommand, nodesCommand, isKindUnknown, snapshotContents } = library;
  let answer = await run(snapshotCommand);
  const servesKarpenter = !isKindUnknown(answer.logs);
  if (!servesKarpenter) answer = await run(nodesCommand);
  const contents = snapshotContents(answer.logs, { nowMs: Date.now(), servesKarpenter });
  if (contents !== undefined) return contents;
  const reason =
    answer.exitCode === 0
      ? "its output is no whole list; Azure cuts long output"
      : answer.logs.trim().slice(0, 300);
  throw new Error(`kubectl in the cluster gave nothing to show: ${reason}`);
}
