//! Rows of old answers: unit, item, value, period; with `respondent` rows of one person become one response.

use std::collections::{BTreeMap, HashMap};

use ayeneh_domain::{
    answer::{Answer, Answers},
    bilingual::Bilingual,
    calendar::{DateError, Month},
    digits::parse_number,
    ids::UnitId,
};
use ayeneh_text as text;

use super::questionnaire::{OldItem, range};
use crate::{
    Problem,
    import::{Column, Columns, Problems, Row, Table, plain},
};

const COLUMNS: &[Column] = &[
    Column {
        key: "unit",
        name: text::historical::column_unit,
        also: &["unit code", "department", "branch"],
        required: true,
    },
    Column { key: "item", name: text::historical::column_item, also: &["question"], required: true },
    Column { key: "value", name: text::historical::column_value, also: &["answer", "score"], required: true },
    Column { key: "period", name: text::historical::column_period, also: &["month"], required: false },
    Column { key: "respondent", name: text::historical::column_respondent, also: &["id"], required: false },
    Column { key: "item_fa", name: text::historical::column_item_fa, also: &[], required: false },
    Column { key: "item_en", name: text::historical::column_item_en, also: &[], required: false },
];

/// At most so many items; more are no questionnaire.
const MOST_ITEMS: usize = 100;

/// Somebody's unit and answers.
pub(super) type Respondent = (UnitId, Answers);

/// What a file holds.
#[derive(Default)]
pub(super) struct Lines {
    pub items: Vec<OldItem>,
    pub months: BTreeMap<Month, Vec<Respondent>>,
    /// Items by what they are called in the file.
    keys: HashMap<String, String>,
    /// Whether a table named no respondents, or not in every row.
    pub without_respondents: bool,
    /// Where in its month a respondent stands, by what the file calls them.
    respondents: HashMap<(Month, String), usize>,
}

/// What is said beside the rows.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    /// The points of the scale.
    pub points: u8,
    /// The period of rows that name none.
    pub month: Option<Month>,
    /// The latest month that has begun.
    pub begun: Month,
    /// Whether each row is another person where no respondent is named.
    pub rows_are_people: bool,
}

/// What rows may name.
struct Known<'a> {
    units: &'a BTreeMap<String, UnitId>,
    kept: Kept,
}

/// Reads tables.
pub(super) fn read(tables: &[Table], units: &BTreeMap<String, UnitId>, kept: Kept) -> Result<Lines, Vec<Problem>> {
    let known = Known { units, kept };
    let mut lines = Lines::default();
    let mut problems = Problems::default();
    for table in tables {
        let columns = Columns::find(table, COLUMNS)?;
        if !columns.has("respondent") && !kept.rows_are_people {
            return Err(vec![Problem::row(1, "respondent", |l| text::historical::no_respondents(l).to_owned())]);
        }
        for row in &table.rows {
            lines.row(row, &columns, &known, &mut problems);
        }
    }
    if lines.months.is_empty() && problems.is_empty() {
        problems.push(Problem::general(|l| text::measures::no_lines(l).to_owned()));
    }
    problems.or_else_named()?;
    Ok(lines)
}

impl Lines {
    fn row(&mut self, row: &Row, columns: &Columns, known: &Known, problems: &mut Problems) {
        let mut wrong = |key: &str, message: &dyn Fn(text::Locale) -> String| {
            problems.push(Problem::row(row.number, key, message));
        };
        let code = columns.cell(row, "unit");
        let unit = known.units.get(&plain(code)).copied();
        if unit.is_none() {
            wrong("unit", &|l| given(l, code, text::measures::unknown_unit));
        }
        let month = match columns.cell(row, "period") {
            "" => known.kept.month.ok_or(DateError::Empty),
            period => Month::parse_typed(period),
        };
        match month {
            Err(error) => wrong("period", &|l| text::field_error::month(l, error)),
            Ok(month) => {
                if let Err(fault) = month.kept(known.kept.begun) {
                    wrong("period", &|l| text::field_error::month_kept(l, fault));
                }
            }
        }
        let respondent = columns.cell(row, "respondent");
        if respondent.is_empty() {
            self.without_respondents = true;
            if !known.kept.rows_are_people {
                wrong("respondent", &|l| text::field_errors::required(l).to_owned());
            }
        }
        let key = self.item(row, columns);
        if key.is_none() {
            wrong("item", &|l| text::historical::no_item(l, MOST_ITEMS));
        }
        let typed = columns.cell(row, "value");
        let (least, most) = key.as_deref().map_or((1, known.kept.points), |key| range(key, known.kept.points));
        let score = parse_number(typed)
            .filter(|value| value.fract() == 0.0 && (f64::from(least)..=f64::from(most)).contains(value));
        if score.is_none() {
            wrong("value", &|l| given(l, typed, |l, typed| text::historical::off_the_scale(l, typed, least, most)));
        }
        if let (Some(unit), Ok(month), Some(key), Some(score)) = (unit, month, key, score)
            && !self.answer(month, respondent, unit, key, score as u8)
        {
            wrong("respondent", &|l| text::historical::answered_twice(l).to_owned());
        }
    }

    /// The key of a row's item; `None` for an empty name or one too many.
    fn item(&mut self, row: &Row, columns: &Columns) -> Option<String> {
        let called = columns.cell(row, "item");
        if let Some(key) = self.keys.get(called) {
            return Some(key.clone());
        }
        if called.is_empty() || self.items.len() >= MOST_ITEMS {
            return None;
        }
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.-".contains(&b);
        let is_key = called.len() <= 64 && called.bytes().all(allowed);
        let made = (self.items.len() + 1..).map(|number| format!("item_{number}"));
        let mut free = std::iter::once(called.to_owned()).filter(|_| is_key).chain(made);
        let key = free.find(|key| self.items.iter().all(|item| item.key != *key))?;
        let or_called = |name: &str| if name.is_empty() { called.to_owned() } else { name.to_owned() };
        let name = Bilingual::new(or_called(columns.cell(row, "item_fa")), or_called(columns.cell(row, "item_en")));
        self.items.push(OldItem { key: key.clone(), name });
        self.keys.insert(called.to_owned(), key.clone());
        Some(key)
    }

    /// Keeps an answer; `false` if the respondent is somewhere else or answered this item before.
    fn answer(&mut self, month: Month, respondent: &str, unit: UnitId, key: String, score: u8) -> bool {
        let people = self.months.entry(month).or_default();
        let answer = Answer::Score(score);
        if respondent.is_empty() {
            people.push((unit, Answers::from([(key, answer)])));
            return true;
        }
        let place = *self.respondents.entry((month, respondent.to_owned())).or_insert(people.len());
        if place == people.len() {
            people.push((unit, Answers::new()));
        }
        let (known, answers) = &mut people[place];
        *known == unit && answers.insert(key, answer).is_none()
    }
}

/// What is wrong with a cell: that it is empty, or what it holds.
fn given(l: text::Locale, cell: &str, wrong: impl Fn(text::Locale, String) -> String) -> String {
    if cell.is_empty() { text::field_errors::required(l).to_owned() } else { wrong(l, text::isolate(cell)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportFile, Limits};

    #[test]
    fn a_made_key_gives_way_to_no_item_and_no_item_to_it() {
        let csv = "unit,item,value\nD1,Quality,4\nD1,item_1,2\nD1,Quality,3\nD1,item_2,5\n";
        let files = [ImportFile { name: "answers.csv".into(), bytes: csv.into() }];
        let tables = crate::import::read(&files, &Limits::default()).expect("is CSV");
        let units = BTreeMap::from([("d1".to_owned(), UnitId(uuid::Uuid::nil()))]);
        let month: Month = "2026-08".parse().expect("a month");
        let kept = Kept { points: 5, month: Some(month), begun: month, rows_are_people: true };
        let lines = read(&tables, &units, kept).unwrap_or_else(|problems| panic!("{problems:?}"));
        let named: Vec<(&str, &str)> =
            lines.items.iter().map(|item| (item.key.as_str(), item.name.en.as_str())).collect();
        assert_eq!(named, [("item_1", "Quality"), ("item_2", "item_1"), ("item_3", "item_2")]);
        let answers: Vec<&str> =
            lines.months.values().flatten().flat_map(|(_, a)| a.keys().map(String::as_str)).collect();
        assert_eq!(answers, ["item_1", "item_2", "item_1", "item_3"]);
    }
}
