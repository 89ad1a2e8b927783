import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { until } from "../../../src/ui/until.ts";
import { EventEmitter } from "./vscode.ts";

describe("waiting until something holds", () => {
  /** An event and a signal, and how many listen to each. */
  function source() {
    const changes = new EventEmitter<void>();
    const stop = new AbortController();
    let events = 0;
    const event = (listener: () => void) => {
      events += 1;
      const listening = changes.event(listener);
      return {
        dispose: () => {
          events -= 1;
          listening.dispose();
        },
      };
    };
    const { signal } = stop;
    const listeners = () => [events, getEventListeners(signal, "abort").length];
    return { changes, stop, signal, event, listeners };
  }

  it("ends with the change after which it holds, and listens no more", async () => {
    const { changes, signal, event, listeners } = source();
    let count = 0;
    const waiting = until(() => count === 2, event, signal);
    assert.deepEqual(listeners(), [1, 1]);
    for (count = 1; count < 3; count += 1) changes.fire();
    await waiting;
    assert.deepEqual(listeners(), [0, 0]);
  });

  it("ends at once where it holds already", async () => {
    const { signal, event, listeners } = source();
    await until(() => true, event, signal);
    assert.deepEqual(listeners(), [0, 0]);
  });

  for (const [when, isBefore] of [
    ["before it begins", true],
    ["while it waits", false],
  ] as const)
    it(`fails when the signal aborts ${when}, and listens no more`, async () => {
      const { stop, signal, event, listeners } = source();
      if (isBefore) stop.abort();
      const waiting = until(() => false, event, signal);
      stop.abort();
      await assert.rejects(waiting, /nobody waits/);
      assert.deepEqual(listeners(), [0, 0]);
    });
});
