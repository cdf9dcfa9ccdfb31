//! Raters as a file: taken out, corrected in a spreadsheet, brought in again. Nothing changes unless all is right.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    digits,
    ids::{PersonId, SurveyId, UnitId},
    relationship::Relationship,
    survey::raters::{Rater, fits},
};
use ayeneh_text::{self as text, Locale, surveys as words};

use super::{
    cycle,
    rating::{Directory, RaterOf, draft, subjects},
    refusal, store,
};
use crate::{
    Ctx, Error, Problem, Result,
    import::{Problems, csv},
};

/// The columns that are read, and what else they may be called.
const COLUMNS: [(&str, &[&str]); 3] =
    [("subject", &["ارزیابی‌شونده"]), ("rater", &["ارزیاب"]), ("relationship", &["نسبت"])];

/// A file larger than this, in rows, is refused.
const MOST_ROWS: usize = 400_000;

/// Everybody's raters as CSV in UTF-8 with a byte order mark, so that spreadsheets read Persian.
///
/// # Errors
/// As [`subjects`].
pub async fn raters_csv(ctx: &Ctx, id: SurveyId) -> Result<Vec<u8>> {
    let (_, subjects, _) = subjects(ctx, id).await?;
    let rows = subjects.iter().flat_map(|subject| {
        let row = |rater: &'_ RaterOf| {
            let who = [&subject.code, &subject.name, &rater.code, &rater.name].map(String::clone);
            who.into_iter().chain([rater.relationship.key().to_owned()]).collect::<Vec<_>>()
        };
        subject.raters.iter().map(row).collect::<Vec<_>>()
    });
    csv(["subject", "subject_name", "rater", "rater_name", "relationship"], rows)
}

/// Replaces the raters of every subject that the file names; other subjects keep theirs. Bringing in the same file
/// twice changes nothing. Returns how many ratings the file asks for.
///
/// # Errors
/// [`Error::Invalid`] with every wrong row; [`Error::Conflict`] after the launch; [`Error::Refused`],
/// [`Error::NotFound`].
pub async fn replace_raters(ctx: &Ctx, id: SurveyId, file: &[u8]) -> Result<usize> {
    let rows = read(file)?;
    let mut tx = ctx.write().await?;
    draft(ctx, &mut tx, id).await?;
    let directory = Directory::read(ctx, &mut tx, id).await?;
    let units: BTreeMap<PersonId, UnitId> = store::rating::subjects(&mut tx, ctx.organisation, id)
        .await?
        .into_iter()
        .map(|row| (PersonId(row.person_id), UnitId(row.unit_id)))
        .collect();
    let mut problems = Problems::default();
    let mut seen = BTreeSet::new();
    let mut wanted: BTreeMap<PersonId, Vec<Rater>> = BTreeMap::new();
    for row in &rows {
        match understand(row, &directory, &units) {
            Ok((subject, rater)) if seen.insert((subject, rater.id)) => wanted.entry(subject).or_default().push(rater),
            Ok(_) => problems.push(Problem::row(row.number, "rater", |l| words::rates_already(l).to_owned())),
            Err(problem) => problems.push(problem),
        }
    }
    problems.or_else_invalid()?;
    for (subject, raters) in wanted {
        store::rating::delete_raters_of(&mut tx, ctx.organisation, id, subject).await?;
        let unit = units[&subject];
        let invitations: Vec<_> =
            raters.into_iter().map(|rater| (cycle::invitation(&ctx.core, subject, unit, rater), None)).collect();
        store::invitation::insert(&mut tx, ctx.organisation, id, &invitations).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

/// A row of the file.
struct Row {
    /// Counted from 1 with the head as row 1.
    number: u32,
    /// Subject, rater, relationship.
    cells: [String; 3],
}

fn understand(
    row: &Row,
    directory: &Directory,
    subjects: &BTreeMap<PersonId, UnitId>,
) -> std::result::Result<(PersonId, Rater), Problem> {
    let [subject, rater, relationship] = &row.cells;
    let who = directory.person(subject).filter(|person| subjects.contains_key(person));
    let who =
        who.ok_or_else(|| Problem::row(row.number, "subject", |l| words::not_a_subject(l, text::isolate(subject))))?;
    let relationship = relation(relationship).ok_or_else(|| {
        Problem::row(row.number, "relationship", |l| words::unknown_relationship(l, text::isolate(relationship)))
    })?;
    let rater = directory
        .rater(rater, relationship)
        .ok_or_else(|| Problem::row(row.number, "rater", |l| words::unknown_rater(l, text::isolate(rater))))?;
    fits(who, rater).map_err(|why| Problem::row(row.number, "relationship", |l| refusal::misfit(l, why).to_owned()))?;
    Ok((who, rater))
}

/// A relation by its key or its name in either language.
fn relation(written: &str) -> Option<Relationship> {
    let lower = written.to_lowercase();
    let named = |relationship: &Relationship| {
        Locale::ALL.iter().any(|l| digits::fold(text::name::relationship(*l, *relationship)).to_lowercase() == lower)
    };
    Relationship::from_key(&lower).or_else(|| Relationship::ALL.iter().copied().find(named))
}

/// Reads the file: UTF-8, with or without byte order mark, separated by `,`, `;` or tabs.
fn read(file: &[u8]) -> Result<Vec<Row>> {
    let refuse = |said: fn(Locale) -> &'static str| Error::invalid(Problem::field("file", |l| said(l).to_owned()));
    let text = std::str::from_utf8(file).map_err(|_| refuse(words::file_unreadable))?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let most = |c: &char| head.matches(*c).count();
    let separator = [',', ';', '\t'].into_iter().max_by_key(most).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator as u8)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|_| refuse(words::file_unreadable))?.clone();
    let place = |(name, others): &(&str, &[&str])| {
        heads.iter().position(|head| head.eq_ignore_ascii_case(name) || others.contains(&head))
    };
    let places: Option<Vec<usize>> = COLUMNS.iter().map(place).collect();
    let places = places.ok_or_else(|| refuse(words::file_columns))?;
    let mut rows = Vec::new();
    for (number, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|_| refuse(words::file_unreadable))?;
        if rows.len() == MOST_ROWS {
            return Err(Error::invalid(Problem::field("file", |l| words::file_too_long(l, MOST_ROWS))));
        }
        let cell = |place: usize| {
            let written = record.get(places[place]).unwrap_or_default();
            digits::fold(written.strip_prefix('\'').unwrap_or(written)).into_owned()
        };
        let cells = [cell(0), cell(1), cell(2)];
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { number, cells });
        }
    }
    if rows.is_empty() { Err(refuse(words::file_empty)) } else { Ok(rows) }
}
