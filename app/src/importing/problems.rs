//! What has to change in a file: row, column, and what to write instead.

use ayeneh_core::{
    Problem,
    import::{Column as Known, MORE},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, importing as words};
use leptos::prelude::*;

use crate::ui::table::{Column, Table, TableKind};

/// The problems of a file.
#[component]
pub fn ProblemTable(
    /// In the order of rows.
    problems: Vec<Problem>,
    /// The columns of the import, for their names.
    known: &'static [Known],
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let (more, problems): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| problem.field.as_deref() == Some(MORE));
    let count = problems.len();
    let rows: Vec<Vec<AnyView>> = problems.into_iter().map(|problem| row(problem, known, locale)).collect();
    let columns = vec![
        Column::words(words::column_row(locale)),
        Column::words(words::column_column(locale)),
        Column::words(words::column_change(locale)),
    ];
    let advice = more.first().map_or(words::problems_all(locale), |more| more.message.get(locale)).to_owned();
    let title = words::problems(locale, count);
    view! {
        <section class="panel" aria-labelledby="problems">
            <div role="alert"><h2 id="problems">{title.clone()}</h2></div>
            <p class="soft">{advice}</p>
            <Table caption=title columns rows kind=TableKind::Stacks/>
        </section>
    }
}

fn row(problem: Problem, known: &'static [Known], locale: Locale) -> Vec<AnyView> {
    let row = problem.row.map_or_else(|| words::whole_file(locale).to_owned(), |row| figure::integer(locale, row));
    let column = match problem.field.as_deref() {
        None | Some("file") => words::whole_file(locale).to_owned(),
        Some(key) => {
            known.iter().find(|column| column.key == key).map_or(key, |column| (column.name)(locale)).to_owned()
        }
    };
    let message = problem.message.get(locale).to_owned();
    vec![row.into_any(), column.into_any(), message.into_any()]
}
