import assert from "node:assert/strict";
import { isOpen } from "../cluster/isOpen.ts";
import { startTestAzure } from "./client.ts";

describe("the end of the stand-in", () => {
  it("leaves no port behind, also in the middle of an answer, and can come beside others", async () => {
    const [azure, other] = await Promise.all([startTestAzure(), startTestAzure()]);
    const portsOf = ({ origin, identityEndpoint }: typeof azure) =>
      [origin, identityEndpoint].map((url) => Number(new URL(url).port));
    const open = () => Promise.all([...portsOf(azure), ...portsOf(other)].map(isOpen));
    const faults = [{ path: "/subscriptions", times: 1, delayMs: 2_000_000 }];
    azure.setState((state) => ({ ...state, faults }));
    const cut = assert.rejects(azure.send("GET", "/subscriptions"), /fetch failed/);
    while (azure.getState().faults[0]?.times !== 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(await open(), [true, true, true, true]);
    await azure.stop();
    await cut;
    assert.deepEqual(await open(), [false, false, true, true]);
    await other.stop();
    assert.deepEqual(await open(), [false, false, false, false]);
  });
});
