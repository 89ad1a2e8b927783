import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { once } from "node:events";
import { accessFromText } from "../../../src/kube/access.ts";
import { problemOf } from "../../../src/kube/kubeError.ts";
import { makeCertificate, type Certificate } from "../../emulator/certificates.ts";
import { startFakeApi, type FakeApi } from "./fakeApi.ts";

const request = {
  method: "GET",
  path: "/api/v1/nodes",
  action: { verb: "list", resource: "nodes" },
} as const;

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("TLS", () => {
  let certificate: Certificate;
  let api: FakeApi;

  before(async () => {
    certificate = await makeCertificate();
    api = await startFakeApi(() => ({ body: { ok: true } }), {
      ...certificate,
      requestCert: true,
      rejectUnauthorized: false,
    });
  });
  after(() => api.close());

  const outcome = async (cluster: object, user: object = { token: "t" }) => {
    const access = accessFromText(api.kubeconfig(user, cluster));
    try {
      return await access.send(request);
    } catch (error) {
      return problemOf(error);
    } finally {
      access.close();
    }
  };
  const trusted = () => ({ "certificate-authority-data": base64(certificate.cert) });

  it("honours the authority of the kubeconfig", async () => {
    assert.deepEqual(await outcome(trusted()), { ok: true });
  });

  it("refuses a server of another authority and sends it no token", async () => {
    const before = api.seen.length;
    const problem = await outcome({});
    assert.equal((problem as { kind: string }).kind, "tls");
    assert.equal(api.seen.length, before);
  });

  it("verifies although the kubeconfig says not to, and tells so", async () => {
    const problem = await outcome({ "insecure-skip-tls-verify": true });
    const { kind, text } = problem as { kind: string; text: string };
    assert.equal(kind, "tls");
    assert.match(text, /insecure-skip-tls-verify/);
  });

  it("checks the name that the kubeconfig gives the server", async () => {
    assert.deepEqual(await outcome({ ...trusted(), "tls-server-name": "localhost" }), { ok: true });
    const other = await outcome({ ...trusted(), "tls-server-name": "elsewhere" });
    assert.equal((other as { kind: string }).kind, "tls");
  });

  it("shows the client certificate of the kubeconfig", async () => {
    const subjects: unknown[] = [];
    const shows = await startFakeApi(
      () => (response) => {
        subjects.push((response.socket as TLSSocket).getPeerCertificate().subject.CN);
        response.end("{}");
      },
      { ...certificate, requestCert: true, rejectUnauthorized: false },
    );
    const client = await makeCertificate();
    const user = {
      "client-certificate-data": base64(client.cert),
      "client-key-data": base64(client.key),
    };
    const access = accessFromText(shows.kubeconfig(user, trusted()));
    await access.send(request);
    access.close();
    await shows.close();
    assert.equal(subjects.length, 1);
    assert.match(String(subjects[0]), /^stand-in /);
  });

  describe("through a proxy", () => {
    let proxy: Server;
    let asked: string[];
    before(async () => {
      asked = [];
      proxy = createServer().on("connect", ({ url = "", headers }, socket) => {
        asked.push(`${url} ${String(headers["proxy-authorization"])}`);
        if (headers["proxy-authorization"] === undefined) {
          socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
          return;
        }
        const target = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
          socket.write("HTTP/1.1 200 OK\r\n\r\n");
          target.pipe(socket).pipe(target);
        });
        target.on("error", () => socket.destroy());
        socket.on("error", () => target.destroy());
      });
      proxy.listen(0, "127.0.0.1");
      await once(proxy, "listening");
    });
    after(() => proxy.close());

    const proxyUrl = (user = "") =>
      `http://${user}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

    it("reaches the server in a tunnel and trusts only its authority", async () => {
      const url = proxyUrl("me:secret@");
      assert.deepEqual(await outcome({ ...trusted(), "proxy-url": url }), { ok: true });
      assert.deepEqual(asked, [`${new URL(api.url).host} Basic ${base64("me:secret")}`]);
      const problem = await outcome({ "proxy-url": url });
      assert.equal((problem as { kind: string }).kind, "tls");
    });

    it("says what the proxy answers", async () => {
      const problem = await outcome({ ...trusted(), "proxy-url": proxyUrl() });
      const { kind, detail } = problem as { kind: string; detail: string };
      assert.equal(kind, "unreachable");
      assert.match(detail, /407/);
    });

    it("names a kind of proxy that is not supported", async () => {
      const problem = await outcome({ ...trusted(), "proxy-url": "socks5://127.0.0.1:1" });
      assert.equal((problem as { kind: string }).kind, "credential");
    });
  });
});
