import assert from "node:assert/strict";
import { templateNotes } from "../../../src/ui/templateNotes.ts";
import { serviceFor, workspaceOf } from "../language/service.ts";

const chart = `{{ if .Values.on }}
apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: "{{ .Values.name }}" }
{{ end }}
`;

describe("what the log says of templates", () => {
  const service = serviceFor();

  it("is one line for each, however often it is read; findings there are none", () => {
    const notes: string[] = [];
    const note = templateNotes((text) => notes.push(text));
    for (const name of ["file:///a.yaml", "file:///b.yaml", "file:///a.yaml"]) {
      const file = service.read(name, chart);
      note(file);
      assert.deepEqual(service.validate(file, workspaceOf(file)), []);
    }
    assert.deepEqual(
      notes,
      ["a", "b"].map((name) => `file:///${name}.yaml: holds template braces and is left alone`),
    );
  });

  it("is nothing of templates about something else, and one line more when one comes back", () => {
    const notes: string[] = [];
    const note = templateNotes((text) => notes.push(text));
    note(service.read("file:///other.yaml", chart.replace("karpenter.sh/v1", "v1")));
    assert.deepEqual(notes, []);
    note(service.read("file:///a.yaml", chart));
    note(service.read("file:///a.yaml", "apiVersion: karpenter.sh/v1\nkind: NodePool\n"));
    note(service.read("file:///a.yaml", chart));
    assert.equal(notes.length, 2);
  });
});
