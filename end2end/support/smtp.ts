// A real SMTP server for tests: it keeps what it is sent and can be told to refuse recipients.
import net from "node:net";

import { parseMail, type Mail } from "./mail.ts";

/** How a recipient is refused: `550 …` for ever, `450 …` for now. */
export type Refusal = { reply: string; times: number };

export class SmtpSink {
  /** Mails taken, the oldest first. */
  readonly mails: Mail[] = [];
  private readonly refusals = new Map<string, Refusal>();
  private readonly waiting = new Set<() => void>();
  private readonly sockets = new Set<net.Socket>();
  private constructor(private readonly server: net.Server) {}

  static async start(): Promise<SmtpSink> {
    const server = net.createServer();
    const sink = new SmtpSink(server);
    server.on("connection", (socket) => sink.converse(socket));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return sink;
  }

  /** The address for AYENEH_SMTP_URL. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  /** Refuses a recipient with this reply, for ever or some times. */
  refuse(recipient: string, reply: string, times = Infinity): void {
    this.refusals.set(recipient.toLowerCase(), { reply, times });
  }

  to(recipient: string): Mail[] {
    return this.mails.filter((mail) => mail.recipient === recipient.toLowerCase());
  }

  /** Waits until somebody has so many mails. */
  async waitFor(recipient: string, count = 1, limit = 20_000): Promise<Mail[]> {
    const end = Date.now() + limit;
    while (this.to(recipient).length < count) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`${recipient} has ${this.to(recipient).length} of ${count} mails after ${limit} ms`);
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, left);
        this.waiting.add(() => (clearTimeout(timer), wake()));
      });
    }
    return this.to(recipient);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private converse(socket: net.Socket): void {
    let pending = "";
    let recipients: string[] = [];
    let reading = false;
    this.sockets.add(socket);
    socket.setEncoding("latin1");
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    const reply = (line: string) => socket.write(`${line}\r\n`);
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") reply("250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8");
      else if (verb === "RCPT") {
        const recipient = /<([^>]*)>/.exec(line)?.[1]?.toLowerCase() ?? "";
        const refusal = this.refusals.get(recipient);
        if (refusal && refusal.times-- > 0) return reply(refusal.reply);
        recipients.push(recipient);
        reply("250 taken");
      } else if (verb === "DATA") {
        reading = true;
        reply("354 go on");
      } else if (verb === "QUIT") socket.end("221 bye\r\n");
      else {
        if (verb === "MAIL" || verb === "RSET") recipients = [];
        reply("250 fine");
      }
    };
    socket.on("data", (chunk: string) => {
      pending += chunk;
      for (;;) {
        const mark = reading ? "\r\n.\r\n" : "\r\n";
        const end = pending.indexOf(mark);
        if (end < 0) return;
        const text = pending.slice(0, end);
        pending = pending.slice(end + mark.length);
        if (!reading) {
          command(text);
          continue;
        }
        reading = false;
        const source = text.replace(/^\.\./gm, ".");
        for (const recipient of recipients) this.mails.push(parseMail(recipient, source));
        recipients = [];
        reply("250 kept");
        for (const wake of [...this.waiting]) {
          this.waiting.delete(wake);
          wake();
        }
      }
    });
    reply("220 sink ESMTP");
  }
}
