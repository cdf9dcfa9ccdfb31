//! What lies beneath the pairs: outcomes, participation and waves, how answers spread, comments, reliability.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::{figure, results as words, ui};
use leptos::prelude::*;

use super::wire::{Alpha, Comments, Outcome, Participation, Spread, Wave};
use crate::ui::{
    chart::{
        Plot,
        axis::Axis,
        distribution::distribution,
        paired::{self, Density, Point},
        steps, trend,
    },
    hidden_cell::{HiddenCell, ReasonSheet},
    icon::Icon,
    mark::{Mark, SideMark},
    measure_row::Form,
    note::{Note, Tone},
    panel::Panel,
    shown::Shown,
    table::{Column, Table},
};

/// Recommendation, satisfaction, effort: each on its own scale.
pub fn outcomes(outcomes: Vec<Outcome>, locale: Locale) -> Option<AnyView> {
    if outcomes.is_empty() {
        return None;
    }
    let rows: Vec<_> =
        outcomes.into_iter().enumerate().map(|(index, outcome)| outcome_row(outcome, index, locale)).collect();
    Some(
        view! { <Panel title=words::outcomes(locale) id="outcomes"><ol class="pairs outcomes">{rows}</ol></Panel> }
            .into_any(),
    )
}

fn outcome_row(outcome: Outcome, index: usize, locale: Locale) -> AnyView {
    let Outcome { name, form, ends, pair, withheld } = outcome;
    if let Some(withheld) = withheld {
        let id = format!("outcome-why-{index}");
        return view! {
            <li>
                <span class="lab">{name}</span>
                <span class="pl"><HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/></span>
                <span class="gap"></span>
                <ReasonSheet id withheld locale/>
            </li>
        }
        .into_any();
    }
    let both = words::both(locale, written(pair.employee, form, locale), written(pair.customer, form, locale));
    let range = words::scale_of(locale, form.write(locale, ends.0), form.write(locale, ends.1));
    let svg = paired::row(&pair, &Axis::new(ends.0, ends.1, locale), Density::Tight);
    view! {
        <li>
            <span class="lab">{name}<small>{both}</small></span>
            <span class="pl"><Plot svg/></span>
            <span class="gap fine">{range}</span>
        </li>
    }
    .into_any()
}

fn written(point: Option<Point>, form: Form, locale: Locale) -> String {
    match point.map(|point| point.value) {
        Some(Shown::Exact(value)) => form.write(locale, value),
        Some(bound) => bound.text(0, locale),
        None => ui::not_asked(locale).to_owned(),
    }
}

/// How many of the invited answered, and both sides over the waves.
pub fn participation(
    sides: Vec<Participation>,
    waves: Vec<Wave>,
    moved: Option<String>,
    locale: Locale,
) -> Option<AnyView> {
    if sides.is_empty() && waves.is_empty() {
        return None;
    }
    let rows: Vec<_> = sides.into_iter().map(|side| participation_row(&side, locale)).collect();
    let trend = (waves.len() > 1).then(|| {
        let waves: Vec<trend::Wave> = waves.into_iter().map(Into::into).collect();
        let values = waves.iter().flat_map(|wave| [wave.employee, wave.customer]).flatten();
        let axis = Axis::holding(values, locale);
        view! { <Plot svg=trend::trend(&waves, &axis, &words::trend_over(locale, waves.len()))/> }
    });
    Some(
        view! {
            <Panel title=words::participation(locale) id="participation">
                <ol class="steps5">{rows}</ol>
                {trend}
                {moved.map(|moved| view! { <p class="small">{moved}</p> })}
            </Panel>
        }
        .into_any(),
    )
}

fn participation_row(row: &Participation, locale: Locale) -> impl IntoView + use<> {
    let (value, svg) = match row.counts {
        Some((invited, answered)) => {
            let rate = if invited == 0 { 0.0 } else { f64::from(answered) / f64::from(invited) * 100.0 };
            let rate = figure::percent(locale, rate, 0);
            let counts = figure::part_of(locale, answered, invited);
            (format!("{rate} ({counts})"), Some(steps::bar(answered.into(), invited.into(), None, locale)))
        }
        None => (ui::hidden(locale).to_owned(), None),
    };
    view! {
        <li>
            <span><SideMark mark=Mark::from(row.side) class="inl"/>" "{side_word(row.side, locale)}</span>
            <span class="v">{value}</span>
            <span class="pl">{svg.map(|svg| view! { <Plot svg/> })}</span>
        </li>
    }
}

/// How answers spread, item by item; folded, one click away.
pub fn spreads(spreads: Vec<Spread>, locale: Locale) -> Option<AnyView> {
    if spreads.is_empty() {
        return None;
    }
    let bars: Vec<_> = spreads.into_iter().map(|spread| spread_bar(spread, locale)).collect();
    Some(
        view! {
            <Panel title=words::spread(locale) id="spread">
                <details class="fold">
                    <summary>{words::spread_open(locale)}</summary>
                    <div class="stack2">{bars}</div>
                </details>
            </Panel>
        }
        .into_any(),
    )
}

fn spread_bar(spread: Spread, locale: Locale) -> AnyView {
    let side = side_word(spread.side, locale);
    let list: Vec<String> = spread.parts.iter().map(|part| figure::decimal(locale, *part, 0)).collect();
    let finding = words::spread_finding(
        locale,
        side,
        list.join(ayeneh_text::common::list_separator(locale)),
        &spread.ends.0,
        &spread.ends.1,
    );
    let svg = distribution(&spread.parts, Some(spread.side), &finding, locale);
    let mut below = Vec::new();
    if let Some(n) = spread.n {
        below.push(words::answers(locale, n as usize));
    }
    if let Some(share) = spread.not_applicable {
        below.push(words::no_opinion(locale, figure::percent(locale, share, 0)));
    }
    view! {
        <div>
            <p class="small"><SideMark mark=Mark::from(spread.side) class="inl"/>" "{side}": "<span dir="auto">{spread.text}</span></p>
            <Plot svg/>
            <p class="ends" aria-hidden="true"><span>{spread.ends.0}</span><span></span><span>{spread.ends.1}</span></p>
            <p class="fine">{below.join(" ")}</p>
        </div>
    }
    .into_any()
}

/// What was written, without scores and in no order.
pub fn comments(pools: Vec<Comments>, locale: Locale) -> Option<AnyView> {
    if pools.is_empty() {
        return None;
    }
    let pools: Vec<_> = pools
        .into_iter()
        .map(|pool| {
            let texts: Vec<_> =
                pool.texts.into_iter().map(|text| view! { <blockquote class="quote" dir="auto">{text}</blockquote> }).collect();
            let why = pool.withheld.map(|withheld| {
                view! { <Note tone=Tone::Care icon=Icon::Lock>{withheld.reason(locale)}</Note> }
            });
            view! { <h3><SideMark mark=Mark::from(pool.side) class="inl"/>" "{side_word(pool.side, locale)}</h3>{texts}{why} }
        })
        .collect();
    let order = view! { <span class="fine">{words::no_order(locale)}</span> };
    Some(view! { <Panel title=words::comments(locale) id="comments" aside=order.into_any()>{pools}</Panel> }.into_any())
}

/// α of each element.
pub fn reliability(rows: Vec<(String, Option<Alpha>, Option<Alpha>)>, locale: Locale) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(words::element(locale)),
        Column::figures(ui::employees(locale)),
        Column::figures(ui::customers(locale)),
    ];
    let cell = |alpha: Option<Alpha>| {
        alpha.map_or_else(|| ui::no_figure(locale).to_owned(), |alpha| alpha_text(alpha, locale))
    };
    let hidden = rows.iter().any(|(_, employee, customer)| employee.is_none() || customer.is_none());
    let rows = rows
        .into_iter()
        .map(|(name, employee, customer)| vec![name.into_any(), cell(employee).into_any(), cell(customer).into_any()])
        .collect();
    Some(
        view! {
            <Panel title=words::reliability(locale) id="reliability">
                <Table caption=words::reliability(locale) columns rows/>
                <p class="fine">
                    {words::reliability_note(locale)}
                    {hidden.then(|| view! { " "{words::reliability_hidden(locale)} })}
                </p>
            </Panel>
        }
        .into_any(),
    )
}

fn alpha_text(alpha: Alpha, locale: Locale) -> String {
    let value = figure::decimal(locale, alpha.value, 2);
    match alpha.interval {
        Some((low, high)) => format!("{value} ({})", figure::range(locale, low, high, 2)),
        None => value,
    }
}

fn side_word(side: Side, locale: Locale) -> &'static str {
    match side {
        Side::Employee => ui::employees(locale),
        Side::Customer => ui::customers(locale),
    }
}
