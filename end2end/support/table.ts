// The table of pages as the browser tests know it: `pages.txt`, which a test of the server holds equal to the product's own.
import { readFileSync } from "node:fs";

type Row = { pattern: string; expression: RegExp; named: number };

export class Table {
  private readonly rows: Row[];

  constructor() {
    const list = readFileSync(new URL("../pages.txt", import.meta.url), "utf8");
    this.rows = list
      .split("\n")
      .filter((line) => line.startsWith("/"))
      .map((pattern) => ({
        pattern,
        expression: new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
        named: pattern.split("{").length - 1,
      }))
      // What is written out wins over what only has a name.
      .sort((a, b) => a.named - b.named);
  }

  /** The row that a path belongs to. */
  of(path: string): string | undefined {
    const place = path.split("?")[0]!;
    return this.rows.find(({ expression }) => expression.test(place))?.pattern;
  }

  /** All rows but these. */
  without(visited: ReadonlySet<string>): string[] {
    return this.rows.map(({ pattern }) => pattern).filter((pattern) => !visited.has(pattern));
  }
}
