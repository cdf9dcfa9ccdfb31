//! The columns of the two tables, and examples of them to start from.

use ayeneh_text::{Locale, people_file as names};

use crate::{
    Result,
    import::{Column, csv},
};

macro_rules! columns {
    ($($(#[$doc:meta])* $list:ident = [$($key:ident $required:literal [$($also:literal),*],)+];)+) => {$(
        $(#[$doc])*
        pub const $list: &[Column] = &[$(Column {
            key: stringify!($key),
            name: names::$key,
            also: &[$($also),*],
            required: $required,
        }),+];
    )+};
}

columns! {
    /// A table with a row for each person; it may name units as well.
    PEOPLE_COLUMNS = [
        code true ["personnel number", "employee code", "employee id", "کد", "شماره پرسنلی"],
        name true ["full name", "نام و نام خانوادگی"],
        email true ["mail", "mail address", "ایمیل", "رایانامه", "پست الکترونیک"],
        unit true ["unit", "واحد"],
        unit_name_fa false ["نام واحد"],
        unit_name_en false ["unit name", "unit name english"],
        parent false ["parent", "parent unit", "واحد بالادست"],
        manager false ["manager", "مدیر"],
        level false ["رده"],
        tenure false ["tenure band", "سابقه کار"],
        start_date false ["hire date", "hired on", "تاریخ استخدام"],
        language false ["locale"],
        roles false ["role", "نقش"],
    ];
    /// A table with a row for each unit.
    UNIT_COLUMNS = [
        unit true ["unit", "code", "کد", "واحد"],
        unit_name_fa false ["name fa", "نام", "نام واحد", "نام فارسی"],
        unit_name_en false ["name", "name en", "unit name", "unit name english", "نام انگلیسی"],
        parent false ["parent", "parent unit", "parent code", "واحد بالادست"],
    ];
}

/// An example file in a language: CSV with BOM, so that spreadsheet programs read the letters right.
///
/// # Errors
/// Never, as its rows have the same length.
pub fn example(locale: Locale) -> Result<Vec<u8>> {
    let keys = [
        "code",
        "name",
        "email",
        "unit",
        "unit_name_fa",
        "unit_name_en",
        "parent",
        "manager",
        "level",
        "tenure",
        "language",
    ];
    let head = keys.map(|key| PEOPLE_COLUMNS.iter().find(|column| column.key == key).map_or("", |c| (c.name)(locale)));
    let rows = match locale {
        Locale::Fa => [
            "100,آزاده نیک‌نام,azadeh@narvan.example,HQ,نارون,Narvan,,,مدیر ارشد,هشت سال و بیشتر,فارسی",
            "101,بهرام کاویان,bahram@narvan.example,TEH,شعبهٔ تهران,Tehran branch,HQ,100,مدیر,سه تا هشت سال,فارسی",
            "102,گلناز پارسا,golnaz@narvan.example,TEH,,,,101,کارمند,کمتر از یک سال,فارسی",
        ],
        Locale::En => [
            "100,Azadeh Niknam,azadeh@narvan.example,HQ,نارون,Narvan,,,executive,over_8,en",
            "101,Bahram Kavian,bahram@narvan.example,TEH,شعبهٔ تهران,Tehran branch,HQ,100,manager,3_to_8,en",
            "102,Golnaz Parsa,golnaz@narvan.example,TEH,,,,101,staff,under_1,fa",
        ],
    };
    csv(head, rows.iter().map(|row| row.split(',')))
}
