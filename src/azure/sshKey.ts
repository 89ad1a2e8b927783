import { createPublicKey, generateKeyPair } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** Where a new key pair for the nodes of a cluster is offered: `~/.ssh/aks-<name>`. */
export function sshKeyPath(cluster: string): string {
  return join(homedir(), ".ssh", `aks-${cluster}`);
}

/** As az aks create --generate-ssh-keys makes them: RSA is what every AKS node takes. */
const bits = 4096;

/**
 * Makes a key pair, writes it as `path` (readable by the owner alone, never over a file that is there) and `path`.pub,
 * and gives the public key in one line of OpenSSH. @throws Error in words when a file is there or cannot be written
 */
export async function createSshKey(path: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: bits });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" });
  const line = `${openSshLine(createPublicKey(privateKey).export({ format: "jwk" }))} aks-nap`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await write(path, pem, 0o600);
  try {
    await write(`${path}.pub`, `${line}\n`, 0o644);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return line;
}

async function write(path: string, content: string | Buffer, mode: number): Promise<void> {
  try {
    await writeFile(path, content, { mode, flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    const why = isThere ? "is there already" : "cannot be written";
    throw new Error(`${path} ${why}.`, { cause: error });
  }
}

/** `ssh-rsa AAAA...`: the name, the exponent and the modulus, each with its length (RFC 4253, section 6.6). */
function openSshLine({ e = "", n = "" }: { readonly e?: string; readonly n?: string }): string {
  const parts = [Buffer.from("ssh-rsa"), positive(e), positive(n)];
  const blob = Buffer.concat(parts.flatMap((part) => [lengthOf(part), part]));
  return `ssh-rsa ${blob.toString("base64")}`;
}

/** A number whose first bit says that it is not negative. */
function positive(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, "base64url");
  return (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
