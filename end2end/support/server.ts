// The real binary on a new data folder.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** What a server is started with. */
export type Settings = {
  /** AYENEH_SMTP_URL; without it, mails are written into the data folder. */
  smtp?: string;
  /** Loads the demo company first. */
  demo?: boolean;
  /** Further AYENEH_… variables. */
  environment?: Record<string, string>;
};

export class Server {
  private output = "";
  private constructor(
    /** Where it answers, without a slash at the end. */
    readonly url: string,
    /** Its data folder. */
    readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}
  private process: ChildProcess | undefined;

  static async start(settings: Settings = {}): Promise<Server> {
    const folder = await mkdtemp(path.join(tmpdir(), "ayeneh-end2end-"));
    const url = `http://127.0.0.1:${await freePort()}`;
    const server = new Server(url, folder, {
      PATH: process.env.PATH,
      HOME: folder,
      AYENEH_DATABASE_URL: `sqlite://${folder}/ayeneh.db`,
      AYENEH_LISTEN: new URL(url).host,
      AYENEH_PUBLIC_URL: url,
      // All tests come from one address.
      AYENEH_SIGN_IN_PER_MINUTE: "1000",
      ...(settings.smtp ? { AYENEH_SMTP_URL: settings.smtp } : {}),
      ...settings.environment,
    });
    try {
      await server.serve(settings.demo ? "demo" : "serve");
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** All it has written so far, both streams. */
  get log(): string {
    return this.output;
  }

  /** Runs another of the binary's commands on the same data and returns what it printed. */
  async command(...words: string[]): Promise<string> {
    const child = spawn(binary(), words, { cwd: this.folder, env: this.environment });
    let printed = "";
    child.stdout.on("data", (chunk) => (printed += chunk));
    child.stderr.on("data", (chunk) => (printed += chunk));
    const status = await new Promise((ended, failed) => child.on("close", ended).on("error", failed));
    if (status !== 0) throw new Error(`ayeneh ${words.join(" ")} ended with ${status}\n${printed}`);
    return printed;
  }

  async stop(): Promise<void> {
    const child = this.process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once("close", done));
      child.kill("SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async serve(how: string): Promise<void> {
    const child = spawn(binary(), [how], { cwd: this.folder, env: this.environment });
    this.process = child;
    let failed: Error | undefined;
    child.on("error", (error) => (failed = error));
    child.stdout.on("data", (chunk) => (this.output += chunk));
    child.stderr.on("data", (chunk) => (this.output += chunk));
    // The demo company is made anew for each folder.
    const end = Date.now() + (how === "demo" ? 240_000 : 60_000);
    while (Date.now() < end && !failed && child.exitCode === null) {
      const ready = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      await new Promise((wake) => setTimeout(wake, 30));
    }
    throw new Error(`the server did not become ready: ${failed ?? `exit ${child.exitCode}`}\n${this.output}`);
  }
}

function binary(): string {
  const named = process.env.AYENEH_BINARY;
  if (!named) throw new Error("AYENEH_BINARY is not set: run these tests by `cargo xtask e2e`");
  return named;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
