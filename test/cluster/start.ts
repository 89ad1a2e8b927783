import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { printProgress, testclusterBinary, type Progress } from "./binary.ts";
import { sizesFile } from "./sizesFile.ts";

/**
 * The users of the test cluster: `admin` may do everything, `writer` manage Karpenter's objects, `reader`
 * read them and the workload, `viewer` has Kubernetes' own role `view` (no nodes, nothing of Karpenter),
 * `nobody` has no rights (testcluster/roles.go).
 */
export type ClusterUser = "admin" | "writer" | "reader" | "viewer" | "nobody";

/** What `testcluster up` writes as cluster.json next to its kubeconfig. */
interface ClusterFacts {
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Base URL of the API server, `https://127.0.0.1:<port>`. */
  readonly server: string;
  /** The administrator's bearer token. */
  readonly token: string;
  /** PEM file that holds the certificate authority of the server. */
  readonly caFile: string;
  /** Paths of the kubeconfigs, one per user. */
  readonly kubeconfigs: Readonly<Record<ClusterUser, string>>;
  /** Base URL of the control endpoint (`parts: "all"` only), see controlClient.ts. */
  readonly control?: string;
  readonly controlToken?: string;
}

/** A running control plane. */
export interface TestCluster extends ClusterFacts {
  /** Ends every part in order and resolves when the last one is gone; may be called twice. */
  stop(): Promise<void>;
}

/** How to start one. */
export interface ClusterOptions {
  /** `api`: etcd, API server and the CRDs; `all`: with controllers, scheduler, Karpenter and kubelets. */
  readonly parts: "api" | "all";
  readonly progress?: Progress;
  /** Gets, as soon as the program runs, what ends it: a start can be broken off. */
  readonly onSpawn?: (stop: () => Promise<void>) => void;
}

/**
 * Builds (first time) and starts a control plane of its own and resolves when it is READY.
 * It ends with {@link TestCluster.stop}, and by itself when this process dies for whatever reason,
 * because its standard input closes then.
 *
 * A manifest's verdict by the API server:
 * ```ts
 * const cluster = await startCluster({ parts: "api" });
 * const client = createApiClient(cluster);
 * const { status, body } = await client.create("/apis/karpenter.sh/v1/nodepools", yamlText);
 * // status 201, or 4xx with body = the server's Status { message, reason, details: { causes } }
 * client.close();
 * await cluster.stop();
 * ```
 * @throws Error when Go is missing, the build fails or a part does not start, with the part's log.
 */
export async function startCluster(options: ClusterOptions): Promise<TestCluster> {
  const binary = await testclusterBinary(options.progress ?? printProgress);
  const program = spawn(binary, ["up", "-bound", "-parts", options.parts, ...sizes(options)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A dying program closes its pipe first: the exit says why, not the broken pipe.
  program.stdin.on("error", () => undefined);
  const exited = new Promise<void>((resolve) => program.once("close", () => resolve()));
  const stop = (): Promise<void> => {
    holdOn(program, true);
    program.stdin.end();
    return exited;
  };
  options.onSpawn?.(stop);
  const facts = await readFacts(program);
  holdOn(program, false);
  return { ...facts, stop };
}

/**
 * Whether a program keeps this process alive. A cluster alone must not: a test that fails before it can stop its
 * cluster would never end.
 */
function holdOn(program: ChildProcessWithoutNullStreams, alive: boolean): void {
  for (const handle of [program, program.stdin, program.stdout, program.stderr] as Handle[])
    if (alive) handle.ref?.();
    else handle.unref?.();
}

/** A process, or a pipe to it: of these the type declarations do not know that they are sockets. */
interface Handle {
  ref?(): void;
  unref?(): void;
}

function sizes({ parts }: ClusterOptions): string[] {
  return parts === "all" ? ["-sizes", sizesFile()] : [];
}

async function readFacts(program: ChildProcess): Promise<ClusterFacts> {
  const { stdout, stderr } = program;
  if (!stdout || !stderr) throw new Error("testcluster was started without pipes");
  let said = "";
  stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const lines = createInterface({ input: stdout });
  const kubeconfig = await new Promise<string>((resolve, reject) => {
    program.once("error", reject);
    program.once("close", () => reject(new Error(`testcluster did not start:\n${said}`)));
    lines.on("line", (line) => {
      if (line.startsWith("READY ")) resolve(line.slice("READY ".length));
    });
  });
  const written = readFileSync(join(dirname(kubeconfig), "cluster.json"), "utf8");
  return JSON.parse(written) as ClusterFacts;
}
