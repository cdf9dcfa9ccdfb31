// Walking over all that can be reached by links. One address stands for all of its kind, as long as it looks like them:
// what is checked is every template, which is a row of the table with the elements that a page of it is made of.
import { expect, type Page } from "@playwright/test";

import { expectWhole } from "./accessibility.ts";
import { Table } from "./table.ts";

/** So many addresses of a kind that bring no new template end the visits to that kind … */
const DULL = 3;
/** … and so many end them in any case. */
const MOST = 8;

type Kind = { visits: number; dull: number };

export class Walk {
  /** Rows of the table that somebody has visited. */
  readonly visited = new Set<string>();
  private readonly table = new Table();
  private readonly templates = new Set<string>();

  /** @param language What every page must be in. */
  constructor(private readonly language: string) {}

  /** Rows of the table that nobody has visited. */
  get missed(): string[] {
    return this.table.without(this.visited);
  }

  /** Follows the links from these addresses, as whoever is signed in on the page. */
  async follow(page: Page, from: string[], origin: string): Promise<void> {
    const waiting = [...from];
    const known = new Map(from.map((path) => [path, "the beginning"]));
    const kinds = new Map<string, Kind>();
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const kind = entry(kinds, this.kind(path));
      if (kind.visits >= MOST || kind.dull >= DULL) continue;
      kind.visits += 1;
      const response = await open(page, origin + path);
      if (!response) {
        await this.keep(page, path, origin);
        kind.dull += 1;
        continue;
      }
      expect.soft(response.status(), `${path}, which ${known.get(path)} leads to`).toBe(200);
      this.visit(path);
      const isNew = await this.look(page);
      kind.dull = isNew ? 0 : kind.dull + 1;
      for (const link of await links(page, origin)) {
        if (known.has(link)) continue;
        known.set(link, path);
        waiting.push(link);
      }
    }
  }

  /** Checks the page that is open, unless its like was checked; says whether it was new. */
  async look(page: Page): Promise<boolean> {
    const { pathname, search } = new URL(page.url());
    const row = this.visit(pathname);
    const template = `${row ?? "no row"} ${await elements(page)}`;
    if (this.templates.has(template)) return false;
    this.templates.add(template);
    // Personal links speak the language of the person they were sent to.
    if (row !== "/r/{token}" && row !== "/stop/{token}") {
      expect.soft(await page.locator("html").getAttribute("lang"), `language of ${pathname}${search}`).toBe(this.language);
    }
    // The page of all parts shows each of them several times, under one name; and in both languages, so once is enough.
    if (row !== "/ui") await expectWhole(page);
    else if (this.language === "fa") await expectWhole(page, ["landmark-unique"]);
    return true;
  }

  /** A file instead of a page. */
  private async keep(page: Page, path: string, origin: string): Promise<void> {
    const response = await page.request.get(origin + path);
    expect.soft(response.status(), path).toBe(200);
    expect.soft(response.headers()["content-disposition"], `${path} is no page, so a file`).toContain("attachment");
    this.visit(path);
  }

  /** Notes the row of the table that an address belongs to, also where it only leads on to another. */
  private visit(path: string): string | undefined {
    const row = this.table.of(path);
    if (row) this.visited.add(row);
    return row;
  }

  /** The row of the table with the names of what a query chooses. */
  private kind(path: string): string {
    const [place, query = ""] = path.split("?");
    const names = [...new URLSearchParams(query).keys()].sort().join("&");
    return `${this.table.of(place!) ?? place} ${names}`;
  }
}

function entry(kinds: Map<string, Kind>, name: string): Kind {
  const kind = kinds.get(name) ?? { visits: 0, dull: 0 };
  kinds.set(name, kind);
  return kind;
}

/** Opens an address; nothing where it is a file to keep. */
async function open(page: Page, address: string) {
  try {
    return await page.goto(address);
  } catch (error) {
    // A browser that gets a file stays where it is and says so as an error.
    if (!String(error).includes("Download is starting") && !String(error).includes("ERR_ABORTED")) throw error;
    return undefined;
  }
}

/** The kinds of elements in the page: their names, classes without steps (`e1`, `e2`), roles and states. What a chart is
 *  drawn with follows its figures, and is one picture to a reader. */
function elements(page: Page): Promise<string> {
  return page.evaluate(() => {
    const kinds = new Set<string>();
    for (const element of document.body.querySelectorAll(":not(svg *)")) {
      const classes = [...element.classList].map((name) => name.replace(/\d+$/, "")).sort();
      const states = [...element.attributes].map(({ name }) => name).filter((name) => name.startsWith("aria-") || name === "role");
      kinds.add([element.localName, ...classes, ...states.sort()].join("."));
    }
    return [...kinds].sort().join(" ");
  });
}

/** Paths of this server that the page leads to. */
async function links(page: Page, origin: string): Promise<string[]> {
  const found = await page.locator("a[href]").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  return found.filter((address) => address.startsWith(`${origin}/`)).map((address) => address.slice(origin.length).split("#")[0]!);
}
