import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { accessFromFile } from "../../../src/kube/access.ts";
import { entraLoginOf } from "../../../src/kube/entraLogin.ts";
import { problemOf } from "../../../src/kube/kubeError.ts";
import { startFakeApi, status, type FakeApi } from "./fakeApi.ts";

const request = {
  method: "GET",
  path: "/api/v1/nodes",
  action: { verb: "list", resource: "nodes" },
} as const;

const token = "plugin-token-0123456789";

describe("signing in by a kubeconfig file", () => {
  let api: FakeApi;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
    api = await startFakeApi(({ headers }) =>
      headers.authorization === "Bearer refused"
        ? status(401, "Unauthorized")
        : { body: { signedInAs: headers.authorization ?? "nobody" } },
    );
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await api.close();
  });

  const answerTo = async (user: object): Promise<unknown> => {
    const path = join(folder, "config");
    writeFileSync(path, api.kubeconfig(user));
    const access = accessFromFile(path);
    try {
      return await access.send(request);
    } catch (error) {
      return problemOf(error) ?? error;
    } finally {
      access.close();
    }
  };

  /** A plugin in JavaScript, run by the Node that runs this test. */
  const plugin = (code: string, more: object = {}) => ({
    exec: {
      apiVersion: "client.authentication.k8s.io/v1",
      command: process.execPath,
      args: ["-e", code],
      ...more,
    },
  });
  const printing = (value: string) => `console.log(JSON.stringify(${value}))`;

  it("runs the plugin of the file with its environment and without a shell", async () => {
    const user = plugin(printing("{ status: { token: process.env.A_TOKEN + process.argv[1] } }"), {
      env: [{ name: "A_TOKEN", value: "x" }],
    });
    user.exec.args.push("$(id) ; echo");
    assert.deepEqual(await answerTo(user), { signedInAs: "Bearer x$(id) ; echo" });
  });

  it("tells the plugin about the cluster when it wants that", async () => {
    const info = "JSON.parse(process.env.KUBERNETES_EXEC_INFO)";
    const code = printing(`{ status: { token: ${info}.spec.cluster.server } }`);
    assert.deepEqual(await answerTo(plugin(code, { provideClusterInfo: true })), {
      signedInAs: `Bearer ${api.url}`,
    });
  });

  it("runs the plugin again when the server refuses what it gave", async () => {
    const mark = JSON.stringify(join(folder, "second"));
    const code = `const fs = require("fs"); const again = fs.existsSync(${mark}); fs.writeFileSync(${mark}, "");
      console.log(JSON.stringify({ status: { token: again ? "accepted" : "refused" } }))`;
    assert.deepEqual(await answerTo(plugin(code)), { signedInAs: "Bearer accepted" });
  });

  it("runs a plugin that has failed no second time by itself", async () => {
    const mark = join(folder, "runs");
    const code = `require("fs").appendFileSync(${JSON.stringify(mark)}, "x"); process.exit(1)`;
    const path = join(folder, "config");
    writeFileSync(path, api.kubeconfig(plugin(code)));
    const access = accessFromFile(path);
    await assert.rejects(access.send(request), /failed \(1\)/);
    await assert.rejects(access.send(request), /failed \(1\)/);
    access.close();
    assert.equal(readFileSync(mark, "utf8"), "x");
  });

  it("repeats what a failing plugin says, without credentials", async () => {
    const code = `console.error("refresh_token=${token} is not valid"); process.exit(3)`;
    const problem = (await answerTo(plugin(code))) as { kind: string; text: string };
    assert.equal(problem.kind, "credential");
    assert.match(problem.text, /failed \(3\).*is not valid/);
    assert.equal(inspect(problem).includes(token), false);
  });

  it("never shows the token of an answer that it cannot use", async () => {
    const answer = await answerTo(plugin(`console.log("{ token: ${token}")`));
    assert.match((answer as { text: string }).text, /answered no credential/);
    assert.equal(inspect(answer, { depth: 9 }).includes(token), false);
  });

  it("says which plugin is not installed and how to get it", async () => {
    const exec = { command: "no-such-plugin", args: [], installHint: "Get it from the store." };
    const { text } = (await answerTo({ exec })) as { text: string };
    assert.equal(text, "The exec plugin no-such-plugin is not installed. Get it from the store.");
  });

  it("runs no plugin that wants a terminal", async () => {
    const { text } = (await answerTo(plugin("", { interactiveMode: "Always" }))) as {
      text: string;
    };
    assert.match(text, /terminal/);
  });

  it("reads a token file, also by a path beside the kubeconfig", async () => {
    writeFileSync(join(folder, "the-token"), "from-file\n");
    assert.deepEqual(await answerTo({ tokenFile: "the-token" }), {
      signedInAs: "Bearer from-file",
    });
    const missing = (await answerTo({ tokenFile: "missing" })) as { text: string };
    assert.match(missing.text, /missing, which the kubeconfig names, cannot be read/);
  });

  it("sends name and password where that is all there is", async () => {
    const basic = Buffer.from("me:pass").toString("base64");
    assert.deepEqual(await answerTo({ username: "me", password: "pass" }), {
      signedInAs: `Basic ${basic}`,
    });
  });

  it("names the line of broken YAML and nothing of it", () => {
    const path = join(folder, "broken");
    writeFileSync(path, `users:\n- user: {token: ${token}\n  x: [`);
    assert.throws(
      () => accessFromFile(path),
      (error) => {
        assert.match(String(error), /not valid YAML \(line 3\)/);
        assert.equal(inspect(error, { depth: 9 }).includes(token), false);
        return true;
      },
    );
  });

  it("does not print its credentials", () => {
    const path = join(folder, "config");
    writeFileSync(path, api.kubeconfig({ token }));
    const access = accessFromFile(path);
    assert.equal(inspect(access, { depth: 9, showHidden: true }).includes(token), false);
    access.close();
  });
});

describe("the Entra ID sign-in that a kubeconfig means", () => {
  const user = (exec: object) => ({ name: "u", exec }) as const;

  it("is read from the arguments of kubelogin, wherever it lies", () => {
    const args = ["get-token", "--environment", "AzurePublicCloud", "--server-id=s", "-t", "t"];
    for (const command of ["kubelogin", "/usr/bin/kubelogin", "C:\\tools\\kubelogin.exe"])
      assert.deepEqual(entraLoginOf(user({ command, args })), { serverId: "s", tenantId: "t" });
  });

  it("takes a method from the environment before that of the arguments, as kubelogin does", () => {
    const env = [{ name: "AAD_LOGIN_METHOD", value: "azurecli" }];
    const args = ["--login", "spn", "--server-id", "s"];
    assert.deepEqual(entraLoginOf(user({ command: "kubelogin", args, env })), {
      serverId: "s",
      tenantId: undefined,
    });
  });

  it("is for the application of AKS where none is named", () => {
    assert.deepEqual(entraLoginOf(user({ command: "kubelogin" })), {
      serverId: "6dae42f8-4368-4678-94ff-3960e28e3630",
      tenantId: undefined,
    });
  });

  it("is read from the auth provider of older files", () => {
    const config = { "apiserver-id": "s", "tenant-id": "t", "client-id": "c" };
    const authProvider = { name: "azure", config };
    assert.deepEqual(entraLoginOf({ name: "u", authProvider }), { serverId: "s", tenantId: "t" });
  });

  it("is none for other plugins and providers, other identities, tokens bound to a key, nobody", () => {
    const pop = ["get-token", "--pop-enabled"];
    for (const other of [
      user({ command: "aws" }),
      user({ command: "kubelogin", args: pop }),
      user({ command: "kubelogin", args: ["get-token", "--login", "spn"] }),
      user({ command: "kubelogin", args: ["get-token", "-l=workloadidentity"] }),
      user({ command: "kubelogin", args: ["get-token", "--login", "of-tomorrow"] }),
      user({ command: "kubelogin", env: [{ name: "AAD_LOGIN_METHOD", value: "spn" }] }),
      user({
        command: "kubelogin",
        args: ["get-token", "--login", "devicecode"],
        env: [{ name: "AAD_LOGIN_METHOD", value: "msi" }],
      }),
      { name: "u", authProvider: { name: "gcp" } },
      { name: "u", token: "t" },
      undefined,
    ])
      assert.equal(entraLoginOf(other), undefined);
  });
});
