import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { printProgress, testclusterBinary, type Progress } from "./binary.ts";
import { sizesFile } from "./sizesFile.ts";

/** A requirement of a NodePool's template, as written in its manifest. */
export interface OracleRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
  readonly minValues?: number;
}

/** What a question about sizes stands on. */
export interface OracleRegion {
  /** `southcentralus` by default: decides prices and values of zone labels. */
  readonly region?: string;
  /** Physical zones, 1 to 3 by default. */
  readonly zones?: readonly string[];
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
    stdio: ["pipe", "pipe", "ignore"],
  });
  const waiting: { resolve: (answer: unknown) => void; reject: (reason: Error) => void }[] = [];
  createInterface({ input: program.stdout }).on("line", (line) => {
    waiting.shift()?.resolve(JSON.parse(line));
  });
  program.once("close", (code) => {
    const reason = new Error(`the oracle ended with code ${code ?? "none"}`);
    for (const { reject } of waiting.splice(0)) reject(reason);
  });
  program.stdin.on("error", () => undefined);
  return {
    ask: <T>(question: OracleQuestion) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ resolve: (answer) => resolve(answer as T), reject });
        program.stdin.write(`${JSON.stringify(question)}\n`);
      }),
    close: () => program.stdin.end(),
  };
}
