//! The group report as a page.

use ayeneh_core::results::{GroupCompetency, GroupPart, GroupReport, UnitName, View};
use ayeneh_domain::{
    bilingual::Locale,
    people::Level,
    relationship::Relationship,
    release::{Nearest, Shown as Cell},
};
use ayeneh_text::{figure, group as words, name, report as report_words, reports, ui};
use leptos::prelude::*;

use super::{
    finding::{is_shown, sentence},
    matrix::{Column, Matrix, MatrixRow, matrix},
};
use crate::{
    results::release_line,
    ui::{
        chart::{
            axis::Axis,
            others::{Called, Seen},
        },
        head::{Choice, ScopeField, ScopeForm, SentenceHead, Trail},
        mark::{Mark, SideMark},
        pairs::{SeenRow, SeenRows},
        panel::Panel,
        shown::Shown,
    },
};

/// From this difference on, the two are a finding.
const APART: f64 = 0.5;

/// The page. Whoever reads reports comes from their list.
pub fn page(l: Locale, report: &GroupReport, reads_reports: bool) -> impl IntoView + use<> {
    let cycle = report.survey.title.get(l);
    let mut above = vec![(reports::trail(l).to_owned(), "/results".to_owned())];
    if reads_reports {
        above.push((reports::title(l, cycle), format!("/cycles/{}/reports", report.survey.id)));
    }
    let trail = Trail { above, here: words::link(l).to_owned(), name: report_words::trail(l).to_owned() };
    let subjects = report.competencies.iter().filter_map(|one| report.figure(one, View::Others)?.n()).max();
    let lead = subjects.map(|n| words::lead(l, n as usize));
    let scope = scope(l, report).into_any();
    let shows = is_shown(report);
    let (seen, table) = (shows.then(|| seen(l, report)), shows.then(|| by_relationship(l, report)));
    let (units, levels) = (by_unit(l, report), by_level(l, report));
    let (sentence, release) = (sentence(l, report), release_line(l, &report.release));
    let cycle = cycle.to_owned();
    view! {
        <SentenceHead sentence trail=trail scope=scope>
            {lead.map(|lead| view! { <p class="soft">{lead}</p> })}
            <p class="small soft">{cycle}</p>
        </SentenceHead>
        {seen}
        {table}
        {units}
        {levels}
        <p class="fine">{words::how_made(l)}</p>
        <p class="fine">{release}</p>
    }
}

fn scope(l: Locale, report: &GroupReport) -> impl IntoView + use<> {
    let choice = |(unit, depth): &(UnitName, usize)| Choice {
        value: unit.id.map(|id| id.to_string()).unwrap_or_default(),
        label: format!("{}{}", "\u{2003}".repeat(*depth), unit.name.get(l)),
        chosen: unit.id == report.of.id,
    };
    let choices: Vec<Choice> = report.choices.iter().map(choice).collect();
    let fields = (choices.len() > 1)
        .then(|| vec![ScopeField { name: "unit".to_owned(), label: words::choose_unit(l).to_owned(), choices }]);
    fields.map(|fields| view! { <ScopeForm fields locale=l/> })
}

/// What those outside are called: the one relation that was asked, else both.
fn outside(l: Locale, report: &GroupReport) -> String {
    let asked = [Relationship::Customer, Relationship::Supplier];
    let asked: Vec<Relationship> = asked.into_iter().filter(|one| report.views.contains(&View::Of(*one))).collect();
    match asked[..] {
        [one] => name::relationship(l, one).to_owned(),
        _ => report_words::pool_outside(l).to_owned(),
    }
}

/// Themselves and others on one axis, the largest difference first.
fn seen(l: Locale, report: &GroupReport) -> impl IntoView + use<> {
    let exact = |one: &GroupCompetency, view| report.figure(one, view).and_then(Cell::exact);
    let apart = |one: &GroupCompetency| Some(exact(one, View::Oneself)? - exact(one, View::Others)?);
    let mut competencies: Vec<&GroupCompetency> = report.competencies.iter().collect();
    let size = |one: &GroupCompetency| apart(one).map_or(-1.0, f64::abs);
    competencies.sort_by(|one, other| size(other).total_cmp(&size(one)));
    let rows = competencies.into_iter().map(|one| SeenRow {
        seen: Seen {
            name: one.name.get(l).to_owned(),
            oneself: exact(one, View::Oneself),
            colleagues: report.figure(one, View::Colleagues).map(Shown::from),
            outside: report.figure(one, View::Outside).map(Shown::from),
            notable: apart(one).is_some_and(|apart| apart.abs() >= APART),
        },
        note: None,
        verdict: apart(one).map(|apart| {
            match apart {
                close if close.abs() < APART => report_words::like_others(l),
                above if above > 0.0 => report_words::above_others(l),
                _ => report_words::below_others(l),
            }
            .to_owned()
        }),
    });
    let rows: Vec<SeenRow> = rows.collect();
    let drawn = rows.iter().any(|row| row.seen.outside.and_then(Shown::place).is_some());
    let called = Called { oneself: words::oneself(l).to_owned(), outside: outside(l, report) };
    let under = ui::under_line(l, &called.outside);
    let key = view! {
        <p class="key">
            <span><SideMark mark=Mark::Oneself/>{words::oneself(l)}</span>
            <span><SideMark mark=Mark::Employee/>{ui::colleagues_above(l)}</span>
            {drawn.then(|| view! { <span><SideMark mark=Mark::Customer/>{under}</span> })}
        </p>
    };
    let axis = Axis::new(report.scale.0, report.scale.1, l);
    view! {
        <Panel title=words::seen(l) id="seen" aside=key.into_any()>
            <SeenRows head=words::competency(l) rows axis called/>
        </Panel>
    }
}

/// Where a hidden figure leads instead.
fn address(l: Locale, report: &GroupReport) -> impl Fn(Option<&Nearest>) -> Option<(String, String)> {
    let (cycle, choices) = (report.survey.id, &report.choices);
    let choices: Vec<(Option<ayeneh_domain::ids::UnitId>, String)> =
        choices.iter().map(|(unit, _)| (unit.id, unit.name.get(l).to_owned())).collect();
    move |nearest| {
        let unit = match nearest? {
            Nearest::Unit { unit } => Some(*unit),
            Nearest::Everybody => None,
            Nearest::Group { .. } => return None,
        };
        let (_, called) = choices.iter().find(|(id, _)| *id == unit)?;
        let query = unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
        Some((called.clone(), format!("/cycles/{cycle}/group{query}")))
    }
}

fn view_name(l: Locale, view: View, outside: &str) -> String {
    match view {
        View::Oneself => words::oneself(l).to_owned(),
        View::Others => words::others(l).to_owned(),
        View::Colleagues => ui::colleagues(l).to_owned(),
        View::Outside => outside.to_owned(),
        View::Of(relationship) => name::relationship(l, relationship).to_owned(),
    }
}

const fn is_outside(view: View) -> bool {
    match view {
        View::Outside => true,
        View::Of(relationship) => relationship.is_external(),
        View::Oneself | View::Others | View::Colleagues => false,
    }
}

/// Every competency through the eyes of each relation, and what moved.
fn by_relationship(l: Locale, report: &GroupReport) -> impl IntoView + use<> {
    let outside = outside(l, report);
    // Colleagues and those outside stand in the picture; here the relations stand alone.
    let is_column = |view: &View| !matches!(view, View::Colleagues | View::Outside);
    let places: Vec<usize> = (0..report.views.len()).filter(|place| is_column(&report.views[*place])).collect();
    let column = |place: &usize| {
        let view = report.views[*place];
        Column { label: view_name(l, view, &outside), is_outside: is_outside(view) }
    };
    let columns: Vec<Column> = places.iter().map(column).collect();
    let since = report.before.as_ref().map(|(_, title)| words::since(l, title.get(l)));
    let rows = report.competencies.iter().map(|one| {
        let called = one.name.get(l).to_owned();
        let moved = one.moved.map_or_else(
            || words::not_compared(l).to_owned(),
            |(then, now)| words::moved(l, figure::decimal(l, then, 1), figure::decimal(l, now, 1)),
        );
        MatrixRow {
            head: called.clone().into_any(),
            of: called,
            figures: places.iter().map(|place| one.figures[*place].clone()).collect(),
            end: since.is_some().then_some(moved),
        }
    });
    let rows = rows.collect();
    let hides = since.is_some() && report.competencies.iter().any(|one| one.moved.is_none());
    let why = hides.then(|| view! { <p class="fine">{words::why_not_compared(l)}</p> });
    let table = matrix(
        &Matrix {
            id: "relation",
            caption: words::by_relationship(l),
            head: words::competency(l),
            end: since,
            scale: report.scale,
            address: &address(l, report),
        },
        &columns,
        rows,
        l,
    );
    let (least, most) = report.scale;
    let ends = report_words::scale_ends(l, figure::decimal(l, least, 0), figure::decimal(l, most, 0));
    view! {
        <Panel title=words::by_relationship(l) id="relations" aside=view! { <span class="fine">{ends}</span> }.into_any()>
            {table}
            {why}
        </Panel>
    }
}

/// Others' figures of parts of the group.
fn parts<T>(
    l: Locale,
    report: &GroupReport,
    (id, caption, head): (&'static str, &'static str, &'static str),
    parts: &[GroupPart<T>],
    head_of: impl Fn(&T) -> (AnyView, String),
) -> Option<AnyView> {
    if parts.is_empty() {
        return None;
    }
    let column = |one: &GroupCompetency| Column { label: one.name.get(l).to_owned(), is_outside: false };
    let columns: Vec<Column> = report.competencies.iter().map(column).collect();
    let rows = parts.iter().map(|part| {
        let (head, of) = head_of(&part.of);
        MatrixRow { head, of, figures: part.figures.clone(), end: None }
    });
    let address = address(l, report);
    let of = Matrix { id, caption, head, end: None, scale: report.scale, address: &address };
    let table = matrix(&of, &columns, rows.collect(), l);
    Some(view! { <Panel title=caption id=format!("by-{id}")>{table}</Panel> }.into_any())
}

fn by_unit(l: Locale, report: &GroupReport) -> Option<AnyView> {
    let cycle = report.survey.id;
    parts(l, report, ("unit", words::by_unit(l), words::unit(l)), &report.units, |unit: &UnitName| {
        let called = unit.name.get(l).to_owned();
        let href = unit.id.map(|id| format!("/cycles/{cycle}/group?unit={id}"));
        let text = called.clone();
        let head = match href {
            Some(href) => view! { <a href=href>{text}</a> }.into_any(),
            None => text.into_any(),
        };
        (head, called)
    })
}

fn by_level(l: Locale, report: &GroupReport) -> Option<AnyView> {
    parts(l, report, ("level", words::by_level(l), words::level(l)), &report.levels, |level: &Level| {
        let called = name::level(l, *level).to_owned();
        (called.clone().into_any(), called)
    })
}
