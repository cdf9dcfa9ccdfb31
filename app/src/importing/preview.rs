//! What an import would do: counts, some rows, and the button that does it.

use ayeneh_core::import::{Column as Known, Effect, Sample, Tally};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{common, figure, importing as words};
use leptos::prelude::*;

use crate::ui::{
    button::{Button, ButtonLink, Weight},
    head::SentenceHead,
    note::Note,
    panel::Panel,
    table::{Column, Table, TableKind},
};

/// What a preview shows.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The finding: what would be new and changed.
    pub sentence: String,
    /// What else is to know: who is left as they are.
    pub notes: Vec<String>,
    /// Names and counts of what is in the file.
    pub counts: Vec<(&'static str, Tally)>,
    /// Some rows.
    pub samples: Vec<Sample>,
    /// The columns of the import, for their names.
    pub known: &'static [Known],
    /// Whether confirming would change anything.
    pub changes: bool,
    /// Where to choose another file.
    pub other: &'static str,
}

/// The preview page: a form that sends nothing but the consent, because the file waits on the server.
#[component]
pub fn PreviewPage(
    /// What it shows.
    preview: Preview,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let Preview { sentence, notes, counts, samples, known, changes, other } = preview;
    let notes = notes.into_iter().map(|note| view! { <Note>{note}</Note> }).collect_view();
    let confirm = changes.then(|| view! { <Button label=words::confirm(locale) weight=Weight::Main/> });
    view! {
        <SentenceHead sentence/>
        {notes}
        <form method="post">
            <p class="acts">{confirm}<ButtonLink href=other label=words::other_file(locale)/></p>
        </form>
        <Panel title=words::counts(locale) id="counts">{count_table(counts, locale)}</Panel>
        <Panel title=words::sample(locale) id="sample">{sample_table(samples, known, locale)}</Panel>
    }
}

fn count_table(counts: Vec<(&'static str, Tally)>, locale: Locale) -> impl IntoView {
    let columns = vec![
        Column::words(words::column_kind(locale)),
        Column::figures(words::added(locale)),
        Column::figures(words::changed(locale)),
        Column::figures(words::unchanged(locale)),
    ];
    let cell = |count: usize| figure::integer(locale, count).into_any();
    let rows = counts
        .into_iter()
        .map(|(name, tally)| vec![name.into_any(), cell(tally.added), cell(tally.changed), cell(tally.unchanged)])
        .collect();
    view! { <Table caption=words::counts(locale) columns rows/> }
}

fn sample_table(samples: Vec<Sample>, known: &'static [Known], locale: Locale) -> impl IntoView {
    let columns = vec![
        Column::words(words::column_name(locale)),
        Column::words(words::column_row(locale)),
        Column::words(words::column_code(locale)),
        Column::words(words::column_where(locale)),
        Column::words(words::column_effect(locale)),
    ];
    let row = |sample: Sample| {
        let effect = effect(&sample, known, locale);
        let code = |code: String| view! { <bdi>{code}</bdi> }.into_any();
        let number = figure::integer(locale, sample.row).into_any();
        vec![
            view! { <bdi>{sample.name}</bdi> }.into_any(),
            number,
            code(sample.code),
            code(sample.unit),
            effect.into_any(),
        ]
    };
    let rows = samples.into_iter().map(row).collect();
    view! { <Table caption=words::sample(locale) columns rows kind=TableKind::Stacks/> }
}

fn effect(sample: &Sample, known: &[Known], locale: Locale) -> String {
    match sample.effect {
        Effect::Added => words::effect_added(locale).to_owned(),
        Effect::Unchanged => words::effect_unchanged(locale).to_owned(),
        Effect::Changed if sample.differs.is_empty() => words::effect_changed_back(locale).to_owned(),
        Effect::Changed => {
            let name = |key: &&str| known.iter().find(|column| column.key == *key).map(|column| (column.name)(locale));
            let columns: Vec<&str> = sample.differs.iter().filter_map(name).collect();
            words::effect_changed(locale, columns.join(common::list_separator(locale)))
        }
    }
}
