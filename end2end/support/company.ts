// A small company to import: two branches below one head, and the customers they serve. Large enough that results of
// each branch may be shown.

/** The language of a list's reader. */
type Locale = "fa" | "en";

export type Staff = { code: string; email: string; unit: string };
export type Contact = { code: string; email: string; unit: string };

const BRANCHES = [
  { code: "TEH", fa: "شعبهٔ تهران", en: "Tehran branch" },
  { code: "ISF", fa: "شعبهٔ اصفهان", en: "Isfahan branch" },
];
/** People, and contacts, of each branch. */
export const EACH = 12;

export const STAFF: Staff[] = BRANCHES.flatMap(({ code }, branch) =>
  Array.from({ length: EACH }, (_, n) => ({ code: `${branch + 1}${n + 10}`, email: `e${branch}${n}@narvan.example`, unit: code })),
);
export const CONTACTS: Contact[] = BRANCHES.flatMap(({ code }, branch) =>
  Array.from({ length: EACH }, (_, n) => ({ code: `C${branch}${n}`, email: `c${branch}${n}@kimia.example`, unit: code })),
);

/** The staff list as a spreadsheet program writes it: BOM, CRLF, and with `;` where the language's comma is taken. */
export function staffFile(locale: Locale, change: (line: string) => string = (line) => line): Buffer {
  const head = "code,name,email,unit,unit_name_fa,unit_name_en,parent,manager,level,tenure,language";
  const chief = `100,آزاده نیک‌نام,chief@narvan.example,HQ,نارون,Narvan,,,executive,over_8,${locale}`;
  const lines = STAFF.map(({ code, email, unit }, n) => {
    const branch = BRANCHES.find((known) => known.code === unit)!;
    const leads = n % EACH === 0;
    const names = leads ? `${branch.fa},${branch.en},HQ` : ",,";
    const manager = leads ? "100" : STAFF[n - (n % EACH)]!.code;
    return `${code},کارمند ${code},${email},${unit},${names},${manager},${leads ? "manager" : "staff"},1_to_3,${locale}`;
  });
  return asFile([head, chief, ...lines].map(change), locale);
}

/** The list of customers. */
export function contactsFile(locale: Locale): Buffer {
  const head = "account,account_name,kind,segment,unit,code,name,email,language";
  const lines = CONTACTS.map(
    ({ code, email, unit }) => `K-${unit},پخش ${unit},customer,corporate,${unit},${code},مشتری ${code},${email},${locale}`,
  );
  return asFile([head, ...lines], locale);
}

function asFile(lines: string[], locale: Locale): Buffer {
  const text = lines.join("\r\n") + "\r\n";
  return Buffer.from(`\ufeff${locale === "fa" ? text.replaceAll(",", ";") : text}`, "utf8");
}
