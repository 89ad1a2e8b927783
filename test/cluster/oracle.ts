import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { printProgress, testclusterBinary, type Progress } from "./binary.ts";
import { sizesFile } from "./sizesFile.ts";

/** A requirement of a NodePool's template, as written in its manifest. */
export interface OracleRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
  readonly minValues?: number | undefined;
}

/** What a question about sizes stands on. */
export interface OracleRegion {
  /** `southcentralus` by default: decides prices and values of zone labels. */
  readonly region?: string;
  /** Physical zones, 1 to 3 by default. */
  readonly zones?: readonly string[];
  /**
   * What regions and subscriptions differ in: `best` has ultra disks and spot, `worst` neither. By
   * default spot where the facts do not exclude it, and no ultra disks.
   */
  readonly assume?: "best" | "worst";
  /** An AKSNodeClass without defaults: `{ spec: { ... }, status: { ... } }`. */
  readonly nodeClass?: object;
}

/**
 * Questions to the code of Karpenter and its Azure provider, without a cluster; the kinds and their
 * members are listed at `oracle` in testcluster/oracle.go.
 */
export type OracleQuestion =
  | ({ ask: "sizes"; requirements: readonly OracleRequirement[] } & OracleRegion)
  | ({ ask: "instanceTypes" } & OracleRegion)
  | { ask: "nodePool" | "nodeClass" | "nodeOverlay"; object: object }
  | { ask: "budget"; object: object; at: string; nodes: number; reason: string }
  | { ask: "intersect"; left: readonly OracleRequirement[]; right: readonly OracleRequirement[] }
  | { ask: "cron"; schedule: string; from: string; count?: number }
  | { ask: "quantity" | "duration"; text: string };

/** The answer to "sizes". */
export interface MatchingSizes {
  /** Sorted names of the sizes that the scheduler leaves. */
  readonly sizes: readonly string[];
  /** The sizes of the lowest price, absent when no size is left. */
  readonly cheapest?: readonly string[];
  /** Lowest price, USD per hour; 999 where the provider has none. */
  readonly price?: number;
  /** Distinct values per key whose minValues is not met. */
  readonly unsatisfiedMinValues?: Readonly<Record<string, number>>;
}

/** One size of the answer to "instanceTypes", `{ instanceTypes: InstanceType[] }`. */
export interface InstanceType {
  readonly name: string;
  /** Values by label key; a label that the size lacks is absent. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Kubernetes quantities by resource. */
  readonly capacity: Readonly<Record<string, string>>;
  /** What pods can get: capacity less the reservations. */
  readonly allocatable: Readonly<Record<string, string>>;
  readonly offerings: readonly {
    labels: Readonly<Record<string, readonly string[]>>;
    price: number;
    available: boolean;
  }[];
}

/** A running oracle. */
export interface Oracle {
  /** Answers in the order of the questions; an answer can be `{ error: string }`. */
  ask<T = unknown>(question: OracleQuestion): Promise<T | { readonly error: string }>;
  /** Ends the program. */
  close(): void;
}

/**
 * Starts the oracle on the project's own VM sizes (builds the program the first time).
 * ```ts
 * const oracle = await startOracle();
 * const requirements = [{ key: "karpenter.azure.com/sku-family", operator: "In", values: ["D"] }];
 * const answer = await oracle.ask<MatchingSizes>({ ask: "sizes", requirements });
 * oracle.close();
 * ```
 */
export async function startOracle(progress: Progress = printProgress): Promise<Oracle> {
  const binary = await testclusterBinary(progress);
  const program = spawn(binary, ["oracle", "-sizes", sizesFile()], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  // The provider logs every update of its lists here; only the end can matter.
  let said = "";
  program.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  const waiting: { resolve: (answer: unknown) => void; reject: (reason: Error) => void }[] = [];
  createInterface({ input: program.stdout }).on("line", (line) => {
    waiting.shift()?.resolve(JSON.parse(line));
  });
  let ended: Error | undefined;
  program.once("close", (code, signal) => {
    ended = new Error(`the oracle ended (${code ?? signal ?? "unknown"}): ${said}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  });
  program.stdin.on("error", () => undefined);
  return {
    ask: <T>(question: OracleQuestion) =>
      new Promise<T>((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        waiting.push({ resolve: (answer) => resolve(answer as T), reject });
        program.stdin.write(`${JSON.stringify(question)}\n`);
      }),
    close: () => program.stdin.end(),
  };
}
