import assert from "node:assert/strict";
import fc from "fast-check";
import { redact, redactJson } from "../../../src/nap/redact.ts";

const jwt =
  "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21hbmFnZW1lbnQifQ.c2lnbmF0dXJlLXRoYXQtaXMtc2VjcmV0";

describe("redaction", () => {
  for (const [name, text, secret] of [
    ["a JWT", `failed with ${jwt}.`, jwt],
    ["half a JWT", `failed with ${jwt.slice(0, 60)}`, jwt.slice(10, 60)],
    ["a Bearer header", "Authorization: Bearer abcdef0123456789", "abcdef0123456789"],
    ["a token of a kubeconfig", "    token: 0123456789abcdef", "0123456789abcdef"],
    ["a quoted password", '"password": "hunter2"', "hunter2"],
    ["an escaped one", '{\\"token\\":\\"hunter22\\"}', "hunter22"],
    ["a client secret in a form", "client_secret=abc~def&grant_type=x", "abc~def"],
    ["key data", "client-key-data: TFMwdExTMUNSVWRKVGlC", "TFMwdExTMUNSVWRKVGlC"],
    ["a polling URL", "https://x/operations/1?api-version=2&t=638&c=MIIH&s=Zm9v&h=YmFy", "MIIH"],
    [
      "a PEM key",
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
      "MIIEow",
    ],
    [
      "a base64 kubeconfig",
      Buffer.from("apiVersion: v1\nkind: Config").toString("base64"),
      "YXBpVmVyc2lvbjog",
    ],
  ] as const) {
    it(`hides ${name}`, () => {
      const clean = redact(text);
      assert.ok(!clean.includes(secret), clean);
      assert.match(clean, /\(hidden\)/);
    });
  }

  it("leaves what people need to read", () => {
    for (const text of [
      ".properties.nodeProvisioningProfile.mode cannot be Auto unless .properties.publicNetworkAccess is set to one of [Enabled].",
      "operation ID: e572f837-d693-4e57-8caa-0e158cfe6c0e on /subscriptions/1/resourceGroups/g",
      "The access token expiry UTC time '2026-01-01' is earlier than current UTC time.",
      "https://management.azure.com/subscriptions/1?api-version=2026-05-01&$filter=x",
    ])
      assert.equal(redact(text), text);
  });

  it("is the same the second time", () => {
    const part = fc.constantFrom(
      "token: ",
      "Bearer ",
      jwt,
      '"',
      "secret=",
      " ",
      "x",
      "?s=",
      "(hidden)",
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const once = redact(parts.join(""));
        assert.equal(redact(once), once);
      }),
    );
  });

  it("hides members of JSON that hold secrets, at any depth, and nothing else", () => {
    assert.deepEqual(
      redactJson({
        kubeconfigs: [{ name: "u", value: "eA==" }],
        inner: [{ accessToken: "x", expiresOn: 1, tokenType: "Bearer" }],
        servicePrincipalProfile: { clientId: "msi", secret: "s" },
        message: `Bearer ${jwt}`,
        secret: null,
      }),
      {
        kubeconfigs: "(hidden)",
        inner: [{ accessToken: "(hidden)", expiresOn: 1, tokenType: "Bearer" }],
        servicePrincipalProfile: { clientId: "msi", secret: "(hidden)" },
        message: "Bearer (hidden)",
        secret: null,
      },
    );
  });
});
