import assert from "node:assert/strict";
import fc from "fast-check";
import { service } from "./editor.ts";
import { manifests } from "./manifests.ts";

const texts = Object.values(manifests);

/** Asks for everything at one place; what comes back must lie in the text, on one line, with the cursor inside. */
function ask(text: string, offset: number): void {
  const file = service.read("test.yaml", text);
  for (const { range, label } of service.complete(file, offset)) {
    const covered = text.slice(range.start, range.end);
    assert.ok(range.start <= offset && offset <= range.end, `${label} beside the cursor`);
    assert.ok(!covered.includes("\n") && range.end <= text.length, `${label} across lines`);
  }
}

describe("half-typed text", () => {
  it("is completed at the end of every prefix of every manifest", () => {
    for (const text of texts)
      for (let end = 0; end <= text.length; end += 1) ask(text.slice(0, end), end);
  });

  it("is completed anywhere inside of any prefix", () => {
    const place = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat());
    fc.assert(
      fc.property(place, ([text, end, offset]) => {
        const prefix = text.slice(0, end % (text.length + 1));
        ask(prefix, offset % (prefix.length + 1));
      }),
      { numRuns: 2000 },
    );
  });

  it("is completed whatever is put into it", () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        " ",
        "\n",
        "\r",
        "'",
        '"',
        "-",
        "|",
        "#",
        "&",
        "*",
        "!",
        "\t",
        "a",
        "---",
        "?",
        "%",
        "\\",
        "é",
        "\u{1f600}",
      ),
      maxLength: 12,
    });
    const place = fc.tuple(fc.constantFrom(...texts), fc.nat(), noise, fc.nat());
    fc.assert(
      fc.property(place, ([text, at, inserted, offset]) => {
        const start = at % (text.length + 1);
        const broken = text.slice(0, start) + inserted + text.slice(start);
        ask(broken, start + (offset % (inserted.length + 1)));
      }),
      { numRuns: 3000 },
    );
  });
});
