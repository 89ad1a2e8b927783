import type { ApiClient } from "../cluster/apiClient.ts";
import { collectionOf } from "../cluster/clusterObjects.ts";

/** How long Flux rests between two looks at its source, in milliseconds; in truth minutes. */
const restMs = 2000;

/** The labels that Flux's kustomize-controller puts on all that it applies. */
export const fluxLabels = {
  "kustomize.toolkit.fluxcd.io/name": "platform",
  "kustomize.toolkit.fluxcd.io/namespace": "flux-system",
} as const;

/** How Flux is told to leave what it applies alone. */
const suspension = "flux suspend kustomization platform --namespace flux-system";

/** What kustomize-controller does with one NodePool: it applies it again and again, whatever others made of it. */
export interface FluxStandIn {
  /** Does what a command of its CLI says. @throws Error for any but its suspension. */
  run(command: string): Promise<void>;
  stop(): Promise<void>;
}

/** Begins with the NodePool `name` of this manifest (YAML), which carries `fluxLabels`. */
export async function startFlux(
  client: ApiClient,
  { name, manifest }: { readonly name: string; readonly manifest: string },
): Promise<FluxStandIn> {
  const path = `${collectionOf("NodePool")}/${name}`;
  const stop = new AbortController();
  const apply = async (): Promise<void> => {
    const { status, body } = await client.send(
      "PATCH",
      `${path}?fieldManager=kustomize-controller&force=true`,
      { body: manifest, type: "application/apply-patch+yaml" },
    );
    if (status >= 300) throw new Error(`Flux: ${JSON.stringify(body)}`);
  };
  await apply();
  const loop = (async () => {
    for (;;) {
      await rest(stop.signal);
      if (stop.signal.aborted) return;
      await apply();
    }
  })();
  // A failure is told by whoever ends it.
  loop.catch(() => undefined);
  const end = async (): Promise<void> => {
    stop.abort();
    await loop;
  };
  return {
    run: async (command) => {
      if (command !== suspension) throw new Error(`Flux does not know: ${command}`);
      await end();
    },
    stop: end,
  };
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, restMs);
    signal.addEventListener("abort", done);
  });
}
