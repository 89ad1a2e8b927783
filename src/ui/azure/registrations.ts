import * as vscode from "vscode";
import { registrationText } from "../../nap/enable/registrationText.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { cancellable } from "../cancellable.ts";
import { keptKeys } from "../keptKeys.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { KeptOperations } from "./keptOperations.ts";
import { whenReached } from "./reached.ts";

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
    await Promise.all(
      this.#kept.all().map(async ({ row, feature }) => {
        try {
          await whenReached(this.#directory, row, `registering ${feature} for ${row.name}`);
          await this.start(row, feature);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          this.#log.warn(`The registration of ${feature} cannot be followed: ${reason}`);
        }
      }),
    );
  }
}
