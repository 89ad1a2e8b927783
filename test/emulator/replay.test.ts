import assert from "node:assert/strict";
import { knownReplayDifferences } from "./knownReplayDifferences.ts";
import { readRecording, recordingNames, replay } from "./replay.ts";
import { before } from "./replayBefore.ts";
import { differencesOf, nameOf } from "./replayDifferences.ts";

/** Known differences of one recording. */
function knownOf(recording: string): readonly string[] {
  const rows = knownReplayDifferences.flatMap(({ differences }) => Object.entries(differences));
  return rows.filter(([, where]) => where.split(" ").includes(recording)).map(([name]) => name);
}

describe("recorded traffic of the service, replayed to the stand-in", () => {
  for (const name of recordingNames) {
    const { source, exchanges } = readRecording(name);
    const test = /([^/]+)\.yaml@/.exec(source)?.[1] ?? source;
    it(`${name}: ${exchanges.length} exchanges of ${test} differ as is known`, async () => {
      const found = new Set<string>();
      for (const replayed of await replay(name, before[name] ?? {})) {
        for (const difference of differencesOf(replayed))
          found.add(nameOf(replayed.call, difference));
      }
      assert.deepEqual([...found].sort(), [...knownOf(name)].sort());
    });
  }

  it("names only recordings that exist", () => {
    const named = knownReplayDifferences.flatMap(({ differences }) =>
      Object.values(differences).flatMap((where) => where.split(" ")),
    );
    const unknown = [...named, ...Object.keys(before)].filter(
      (name) => !recordingNames.includes(name),
    );
    assert.deepEqual(unknown, []);
  });
});
