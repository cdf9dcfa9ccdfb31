//! A measure in the units below: the drill-down of the scorecard.

use ayeneh_core::scorecard::{MeasureFigure, Scorecard, UnitFigure};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{date, scorecard_scope as words, ui};
use leptos::prelude::*;

use super::{
    show::{href, scope},
    told::{form, state, trend, unit_word, withheld},
};
use crate::ui::{
    chart::{Plot, trend::sparkline},
    head::{ScopeForm, SentenceHead, Trail},
    hidden_cell::{HiddenCell, ReasonSheet},
    panel::{Columns, Panel, Row},
    shown::Shown,
    state::StateWord,
    table::{Column, Table, TableKind},
};

/// The page.
pub(super) fn page(card: &Scorecard, figure: &MeasureFigure, l: Locale) -> impl IntoView + use<> {
    let (name, form) = (figure.measure.name.get(l).to_owned(), form(&figure.measure));
    let value = figure.shown.as_ref().map(Shown::from);
    let unit = unit_word(&figure.measure, l);
    let sentence = match value.filter(|value| *value != Shown::Hidden) {
        Some(value) => words::stands_at(l, &name, card.unit.name.get(l), form.counted(l, value, unit)),
        None => words::not_shown(l, &name, card.unit.name.get(l)),
    };
    let reported = figure.reported.map(|(now, most)| words::reported(l, now, most));
    let lead = [figure.month.map(|month| date::month(l, month)), reported].into_iter().flatten();
    let lead = lead.collect::<Vec<_>>().join(ayeneh_text::common::list_separator(l));
    let trail = Trail {
        above: vec![(words::title(l).to_owned(), href(&card.unit, card.month))],
        here: name.clone(),
        name: words::way(l).to_owned(),
    };
    // Without a single target below there is nothing to say against one; columns without cells are not drawn.
    let judged = figure.by_unit.iter().any(|unit| unit.standing.is_some());
    let mut columns = vec![Column::words(words::unit(l)), Column::figures(head(&name, unit))];
    columns.extend(judged.then(|| Column::words(words::standing(l))));
    let rows = figure.by_unit.iter().enumerate().map(|(place, unit)| row(card, figure, unit, place, l)).collect();
    let months = by_month(card, figure, l);
    let scope = view! { <ScopeForm fields=scope(card, l) locale=l/> }.into_any();
    view! {
        <SentenceHead sentence=sentence lead=lead trail=trail scope=scope/>
        <Row columns=Columns::WideFirst>
            <Panel title=words::below(l) id="units">
                <Table caption=words::below(l) columns rows kind=TableKind::Stacks/>
            </Panel>
            {months}
        </Row>
    }
}

/// The head of a column of figures: what they are, and what they are counted in.
fn head(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") }
}

/// How the measure went: its line, and the figures of it, the latest first.
fn by_month(card: &Scorecard, figure: &MeasureFigure, l: Locale) -> Option<AnyView> {
    let (name, form) = (figure.measure.name.get(l).to_owned(), form(&figure.measure));
    let values = trend(figure, card.month);
    let (first, last) = (figure.trend.first()?, figure.trend.last()?);
    let told = ui::trend_from_to(l, &name, form.write(l, first.1), form.write(l, last.1));
    let line = (figure.trend.len() > 1).then(|| sparkline(&values, None, &told, l));
    let rows = figure.trend.iter().rev();
    let rows = rows.map(|(month, value)| vec![date::month(l, *month).into_any(), form.write(l, *value).into_any()]);
    let rows: Vec<_> = rows.collect();
    let figures = Column::figures(head(&name, unit_word(&figure.measure, l)));
    let columns = vec![Column::words(words::month(l)), figures];
    Some(
        view! {
            <Panel title=words::by_month(l) id="months">
                {line.map(|svg| view! { <Plot svg/> })}
                <Table caption=words::by_month(l) columns rows/>
            </Panel>
        }
        .into_any(),
    )
}

fn row(card: &Scorecard, figure: &MeasureFigure, unit: &UnitFigure, place: usize, l: Locale) -> Vec<AnyView> {
    let name = unit.unit.name.get(l).to_owned();
    let id = format!("unit-{place}");
    let value = match unit.shown.as_ref() {
        None => view! { <span class="soft">{ui::no_figure(l)}</span> }.into_any(),
        Some(cell) => match withheld(&name, cell, card, l) {
            Some(withheld) => view! {
                <HiddenCell id=id.clone() withheld=withheld.clone() locale=l/>
                <ReasonSheet id withheld locale=l/>
            }
            .into_any(),
            None => form(&figure.measure).shown(l, cell.into()).into_any(),
        },
    };
    let standing = unit.standing.map(|standing| view! { <StateWord state=state(standing) locale=l/> });
    vec![
        view! { <a href=href(&unit.unit, card.month)>{name}</a> }.into_any(),
        value,
        view! { <span>{standing}</span> }.into_any(),
    ]
}
