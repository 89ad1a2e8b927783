import * as vscode from "vscode";
import { registrationText } from "../../nap/enable/registrationText.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { cancellable } from "../cancellable.ts";
import { keptKeys } from "../keptKeys.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { KeptOperations } from "./keptOperations.ts";

interface Kept {
  readonly row: ClusterRow;
  /** `Microsoft.ContainerService/NodeAutoProvisioningPreview`. */
  readonly feature: string;
}

/** A feature is registered once for a subscription. */
function nameOf({ row, feature }: Kept): string {
  return `${row.subscriptionId}/${feature}`.toLowerCase();
}

/** Registrations of features that run, also those of an earlier session; every one ends in a true sentence. */
export class Registrations {
  readonly #directory: ClusterDirectory;
  readonly #kept: KeptOperations<Kept, Kept>;
  readonly #log: vscode.LogOutputChannel;

  constructor(directory: ClusterDirectory, memory: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#directory = directory;
    this.#kept = new KeptOperations({ memory, key: keptKeys.registrations, nameOf });
    this.#log = log;
  }

  /** Registers a feature for the subscription of a cluster, then the provider again, and tells how it ended. */
  async start(row: ClusterRow, feature: string): Promise<void> {
    const library = await this.#directory.library();
    const [namespace = "", name = ""] = feature.split("/");
    const { subscriptionId } = row;
    await this.#kept.keep({ row, feature });
    const end = await cancellable({ title: `NAP: registering ${name}` }, ({ signal, report }) =>
      library.endOfRegistration(
        this.#directory.accessOf(row),
        { subscriptionId, namespace, feature: name },
        { signal, onState: report },
      ),
    );
    await this.#kept.drop({ row, feature });
    const text = `NAP: ${registrationText(feature, end)}`;
    this.#log.info(text);
    if (end.kind === "registered") void vscode.window.showInformationMessage(text);
    else void vscode.window.showWarningMessage(text);
  }

  /** Goes on watching what an earlier session has begun; asking Azure again changes nothing. */
  async resume(): Promise<void> {
    const kept = this.#kept.all();
    if (kept.length === 0) return;
    await this.#directory.settledClusters();
    for (const { row, feature } of kept)
      this.start(row, feature).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#log.warn(`The registration of ${feature} cannot be followed: ${reason}`);
      });
  }
}
