import type { LogOutputChannel, Memento } from "vscode";

/** What VS Code remembers, and how it would be written. */
export interface TestMemory extends Memento {
  /** All of it as JSON. */
  text(): string;
}

export function createMemory(): TestMemory {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.has(key) ? values.get(key) : otherwise) as T,
    update: (key: string, value: unknown) => {
      values.set(key, structuredClone(value));
      return Promise.resolve();
    },
    text: () => JSON.stringify([...values]),
  };
}

/** A log channel that keeps its lines. */
export function createLog(): { readonly log: LogOutputChannel; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (...parts: readonly unknown[]) => {
    lines.push(parts.map((one) => (one instanceof Error ? (one.stack ?? "") : String(one))).join());
  };
  const levels = { trace: write, debug: write, info: write, warn: write, error: write };
  // Nothing else of a channel is used by what writes to it.
  return { log: { ...levels, show: () => undefined } as unknown as LogOutputChannel, lines };
}
