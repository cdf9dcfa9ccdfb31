//! The columns of the two tables, and examples of them to start from.

use ayeneh_text::{Locale, customers_file as names};

use crate::{
    Result,
    import::{Column, csv},
};

const fn column(
    key: &'static str,
    name: fn(Locale) -> &'static str,
    required: bool,
    also: &'static [&'static str],
) -> Column {
    Column { key, name, also, required }
}

const ACCOUNT: Column =
    column("account", names::account, true, &["account", "customer", "customer code", "company code", "کد شرکت"]);
const ACCOUNT_NAME: Column =
    column("account_name", names::account_name, false, &["company", "customer name", "account", "مشتری", "نام شرکت"]);
const KIND: Column = column("kind", names::kind, false, &["type"]);
const SEGMENT: Column = column("segment", names::segment, false, &["گروه"]);
const UNIT: Column = column("unit", names::unit, false, &["unit", "unit code", "کد واحد", "واحد"]);

/// A table with a row for each contact; it may name accounts as well.
pub const CONTACT_COLUMNS: &[Column] = &[
    ACCOUNT,
    ACCOUNT_NAME,
    KIND,
    SEGMENT,
    UNIT,
    column("code", names::code, true, &["code", "contact", "کد"]),
    column("name", names::name, true, &["name", "full name", "نام", "نام و نام خانوادگی"]),
    column("email", names::email, true, &["mail", "mail address", "email", "ایمیل", "رایانامه"]),
    column("contact_unit", names::contact_unit, false, &[]),
    column("language", names::language, false, &["locale"]),
];

/// A table with a row for each account.
pub const ACCOUNT_COLUMNS: &[Column] = &[
    column("account", names::account, true, &["code", "customer", "customer code", "کد", "کد شرکت"]),
    column("account_name", names::account_name, false, &["name", "company", "customer name", "نام", "مشتری"]),
    KIND,
    SEGMENT,
    UNIT,
];

/// An example file in a language: CSV with BOM, so that spreadsheet programs read the letters right. `unit` is the code
/// of a unit that exists, whatever stands in it.
///
/// # Errors
/// Never, as its rows have the same length.
pub fn example(locale: Locale, unit: &str) -> Result<Vec<u8>> {
    let keys = ["account", "account_name", "kind", "segment", "unit", "code", "name", "email", "language"];
    let head = keys.map(|key| CONTACT_COLUMNS.iter().find(|column| column.key == key).map_or("", |c| (c.name)(locale)));
    let rows = match locale {
        Locale::Fa => [
            ["K-1", "پخش کیمیا", "مشتری", "شرکتی", unit, "C-1", "ژاله ملکی", "jaleh@kimia.example", "فارسی"],
            ["K-1", "", "", "", "", "C-2", "هومن رستگار", "hooman@kimia.example", "فارسی"],
            ["S-1", "چاپ آفتاب", "تأمین‌کننده", "", unit, "C-3", "نسرین بهار", "nasrin@aftab.example", "فارسی"],
        ],
        Locale::En => [
            ["K-1", "Kimia Supply", "customer", "corporate", unit, "C-1", "Jaleh Maleki", "jaleh@kimia.example", "en"],
            ["K-1", "", "", "", "", "C-2", "Hooman Rastegar", "hooman@kimia.example", "fa"],
            ["S-1", "Aftab Print", "supplier", "", unit, "C-3", "Nasrin Bahar", "nasrin@aftab.example", "fa"],
        ],
    };
    csv(head, rows)
}
