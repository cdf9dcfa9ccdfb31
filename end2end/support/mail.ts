// As much of MIME as reading our own mails needs: folded headers, encoded words, multipart, base64, quoted-printable.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export type Mail = {
  recipient: string;
  subject: string;
  from: string;
  /** The text part. */
  text: string;
  /** The HTML part. */
  html: string;
  /** The message as it was sent. */
  source: string;
};

/** Reads a message; `source` holds one character a byte. */
export function parseMail(recipient: string, source: string): Mail {
  const parts = leaves(source);
  const of = (type: string) => parts.find((part) => part.type === type)?.body ?? "";
  const { headers } = split(source);
  return {
    recipient,
    subject: words(headers.get("subject") ?? ""),
    from: words(headers.get("from") ?? ""),
    text: of("text/plain"),
    html: of("text/html"),
    source,
  };
}

/** The first address of this server in a mail's text: what a reader would click. */
export function linkIn(mail: Mail, path = ""): string {
  const links = mail.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((address) => new URL(address).pathname.startsWith(path));
  if (!link) throw new Error(`no link ${path} in the mail “${mail.subject}”:\n${mail.text}`);
  return link;
}

type Part = { type: string; body: string };

function leaves(source: string): Part[] {
  const { headers, body } = split(source);
  const kind = headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(kind)?.[1];
  if (kind.startsWith("multipart/") && boundary) {
    const pieces = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1);
    return pieces.filter((piece) => !piece.startsWith("--")).flatMap((piece) => leaves(piece.replace(/^\s*\r\n/, "")));
  }
  const encoding = (headers.get("content-transfer-encoding") ?? "7bit").toLowerCase();
  return [{ type: kind.split(";")[0]!.trim().toLowerCase(), body: decode(body, encoding).toString("utf8") }];
}

function split(source: string): { headers: Map<string, string>; body: string } {
  const end = source.indexOf("\r\n\r\n");
  const head = (end < 0 ? source : source.slice(0, end)).replace(/\r\n[ \t]+/g, " ");
  const headers = new Map(
    head.split("\r\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: end < 0 ? "" : source.slice(end + 4) };
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding === "quoted-printable") return quotedPrintable(body.replace(/=\r\n/g, ""));
  return Buffer.from(body, "latin1");
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), "latin1");
}

/** Encoded words (RFC 2047); the space between two of them is not part of the text. */
function words(header: string): string {
  const joined = header.replace(/\?=\s+=\?/g, "?==?");
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    (how.toLowerCase() === "b" ? Buffer.from(text, "base64") : quotedPrintable(text.replace(/_/g, " "))).toString("utf8"),
  );
}

/** Waits for a mail among those that a server without SMTP writes into its folder. */
export async function mailInFolder(folder: string, wanted: (mail: Mail) => boolean, limit = 30_000): Promise<Mail> {
  const place = path.join(folder, "data", "mails");
  for (const end = Date.now() + limit; Date.now() < end; ) {
    const names = await readdir(place).catch(() => []);
    const sources = await Promise.all(names.filter((name) => name.endsWith(".eml")).map((name) => readFile(path.join(place, name), "latin1")));
    const found = sources.map((source) => parseMail("", source)).find(wanted);
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`no such mail in ${place} after ${limit} ms`);
}
