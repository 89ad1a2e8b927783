import * as vscode from "vscode";
import type { CreationEnd, StartedOperation } from "../../cluster.ts";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { ClusterChoices } from "../../nap/create/choices.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import { keptByCluster } from "../azure/keptOperations.ts";
import type { KeptOperations, OfCluster } from "../azure/keptOperations.ts";
import { whenReached } from "../azure/reached.ts";
import { requireSuccess } from "../azure/requireSuccess.ts";
import type { ClusterLibrary } from "../azure/session.ts";
import type { Verifications } from "../azure/verifications.ts";
import { cancellable } from "../cancellable.ts";
import { keptKeys } from "../keptKeys.ts";

interface Kept {
  readonly row: ClusterRow;
  readonly operation: StartedOperation;
}

interface Parts {
  readonly directory: ClusterDirectory;
  readonly memory: vscode.Memento;
  readonly verifications: Verifications;
  readonly log: vscode.LogOutputChannel;
}

/** Clusters that Azure is making, also those of an earlier session; every one ends in a true sentence. */
export class NewClusters {
  readonly #directory: ClusterDirectory;
  readonly #kept: KeptOperations<Kept, OfCluster>;
  readonly #verifications: Verifications;
  readonly #log: vscode.LogOutputChannel;

  constructor({ directory, memory, verifications, log }: Parts) {
    this.#directory = directory;
    this.#verifications = verifications;
    this.#kept = keptByCluster(memory, keptKeys.newClusters);
    this.#log = log;
  }

  /** Asks Azure for the cluster, waits until it is there and tells how it ended. Throws what Azure refuses, in words. */
  async create(choices: ClusterChoices): Promise<void> {
    const library = await this.#directory.library();
    const access = this.#directory.accessOf(choices);
    const row = rowOf(choices, this.#directory);
    const { subscriptionId, resourceGroup, location, isNewResourceGroup } = choices;
    const asked = { location: vscode.ProgressLocation.Notification, title: askingFor(row) };
    const operation = await vscode.window.withProgress(asked, () =>
      library.startCreation(access, {
        id: row.id,
        name: row.name,
        body: library.newClusterModel(choices),
        ...(isNewResourceGroup && { newGroup: { subscriptionId, name: resourceGroup, location } }),
      }),
    );
    await this.#kept.keep({ row, operation: library.keptOperation(operation) });
    await this.#follow(library, { row, operation });
  }

  /** Goes on watching what an earlier session has begun. */
  async resume(): Promise<void> {
    await Promise.all(
      this.#kept.all().map(async (one) => {
        const { row } = one;
        try {
          await whenReached(this.#directory, row, `creating ${row.name}`);
          await this.#follow(await this.#directory.library(), one);
        } catch (error) {
          this.#log.warn(`The creation of ${row.name} cannot be followed: ${messageOf(error)}`);
        }
      }),
    );
  }

  async #follow(library: ClusterLibrary, { row, operation }: Kept): Promise<void> {
    const access = this.#directory.accessOf(row);
    const title = `NAP: creating ${row.name}`;
    this.#directory.update(row);
    this.#directory.operate(row.id, "being created");
    try {
      const end = await cancellable({ title }, ({ signal, report }) =>
        library.followCreation(access, operation, {
          signal,
          onProgress: ({ secondsRunning }) => {
            report(`${secondsRunning} s; it takes some minutes`);
          },
        }),
      );
      await this.#settle(library, row);
      await this.#tell(row, end);
    } catch (error) {
      if (library.isCancelled(error)) await this.#askToDelete(library, row);
      await this.#settle(library, row);
      if (!library.isCancelled(error)) throw error;
    }
  }

  async #tell(row: ClusterRow, { isThere, statement, truth }: CreationEnd): Promise<void> {
    // A window that closes before it is told tells it when it opens again: rather twice than never.
    if (isThere) await this.#verifications.keep(row);
    else void vscode.window.showErrorMessage(`NAP: ${row.name}: ${statement}`);
    await this.#kept.drop({ row });
    if (isThere) await this.#verifications.start(row, { statement, truth });
  }

  /** Cancelling ends our waiting; Azure goes on until it is asked to delete what there is. */
  async #askToDelete(library: ClusterLibrary, row: ClusterRow): Promise<void> {
    const remove = "Delete in Azure";
    const answer = await vscode.window.showWarningMessage(
      `Azure is still creating ${row.name}.`,
      {
        modal: true,
        detail:
          "Deleting ends the creation and removes what there is of the cluster by now. Else it goes on, and the list shows it.",
      },
      remove,
      "Let It Run",
    );
    if (answer !== remove) return;
    this.#directory.operate(row.id, "being deleted");
    try {
      await this.#delete(library, row);
      void vscode.window.showInformationMessage(`NAP: ${row.name} is deleted.`);
    } catch (error) {
      const { AzureError, refusalInWords } = library;
      const why = error instanceof AzureError ? refusalInWords(error.failure) : messageOf(error);
      void vscode.window.showErrorMessage(
        `NAP: Azure does not report ${row.name} as deleted. ${why}`,
      );
    }
  }

  async #delete(library: ClusterLibrary, row: ClusterRow): Promise<void> {
    const access = this.#directory.accessOf(row);
    const operation = await library.startAction(access, row.id, { method: "DELETE" });
    const location = vscode.ProgressLocation.Notification;
    const title = `NAP: deleting ${row.name}`;
    const end = await vscode.window.withProgress({ location, title }, () =>
      library.waitForOperation(access, operation),
    );
    await this.#kept.drop({ row });
    requireSuccess(library, end, `delete ${row.name}`);
  }

  /** Nothing runs any more: the row shows what Azure shows. */
  async #settle(library: ClusterLibrary, row: ClusterRow): Promise<void> {
    this.#directory.operate(row.id, "");
    try {
      const { json } = await library.getCluster(this.#directory.accessOf(row), row.id);
      this.#directory.update(clusterRowOf(json, { tenantId: row.tenantId, isConfirmed: true }));
    } catch (error) {
      this.#log.warn(messageOf(error));
      await this.#directory.refresh();
    }
  }
}

function askingFor({ name }: ClusterRow): string {
  return `NAP: asking Azure for ${name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function rowOf(choices: ClusterChoices, directory: ClusterDirectory): ClusterRow {
  const { subscriptionId, resourceGroup, name, location, kubernetesVersion, kind } = choices;
  const subscription = directory.visibleSubscriptions().find(({ id }) => id === subscriptionId);
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`,
    name,
    subscriptionId: subscriptionId.toLowerCase(),
    tenantId: subscription?.tenantId ?? "",
    resourceGroup,
    location,
    napMode: "unknown",
    isConfirmed: false,
    kubernetesVersion,
    provisioningState: "Creating",
    powerState: "Running",
    sku: kind === "automatic" ? "Automatic" : "Base",
    isPrivate: false,
  };
}
