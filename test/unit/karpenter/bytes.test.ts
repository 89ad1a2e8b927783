import assert from "node:assert/strict";

import * as bytes from "../../../src/karpenter/bytes.ts";

describe("sizes in bytes", () => {
  it("are shown with binary units", () => {
    assert.deepEqual(
      [0, 512, 1023.999, 1536, 17_179_869_184, -1024, 2 ** 70].map(bytes.formatBinaryBytes),
      ["0 B", "512 B", "1 KiB", "1.5 KiB", "16 GiB", "-1 KiB", "1024 EiB"],
    );
  });

  it("are shown with decimal units", () => {
    assert.deepEqual([999, 1000, 999_999, 128e9, 17_179_869_184].map(bytes.formatDecimalBytes), [
      "999 B",
      "1 kB",
      "1 MB",
      "128 GB",
      "17.18 GB",
    ]);
  });

  it("convert between mebibytes and gibibytes", () => {
    assert.equal(bytes.mebibytes(2), 2_097_152);
    assert.equal(bytes.gibibytesToMebibytes(16), 16_384);
  });
});
