//! Where a cycle stands, as a row of steps, and the buttons that take it on or back.

use ayeneh_core::cycles::{Cycle, Overview};
use ayeneh_domain::{
    bilingual::Locale,
    cycle::{Move, Phase},
};
use ayeneh_text::{cycle as words, date, figure, name};
use leptos::prelude::*;

use crate::ui::{
    button::{Button, ButtonLink, Weight},
    icon::{Glyph, Icon},
    note::{Note, Tone},
    panel::Panel,
    table::{Column, Table},
};

/// The phases in their order: what is over, what is now, what comes. Choosing raters is left out where HR names them.
fn row(l: Locale, cycle: &Cycle) -> impl IntoView + use<> {
    let chooses = cycle.nominate_until.is_some() || matches!(cycle.phase, Phase::Nominating | Phase::Approving);
    let shown = Phase::ALL.iter().filter(|phase| chooses || !matches!(phase, Phase::Nominating | Phase::Approving));
    let now = cycle.phase;
    let steps = shown.map(|&phase| {
        let (class, icon, word) = match phase.cmp(&now) {
            std::cmp::Ordering::Less => ("over", Icon::Check, words::over(l)),
            std::cmp::Ordering::Equal => ("now", Icon::Half, words::now(l)),
            std::cmp::Ordering::Greater => ("", Icon::Open, words::ahead(l)),
        };
        let current = (phase == now).then_some("step");
        view! {
            <li class=class aria-current=current>
                <Glyph icon/><span>{name::phase(l, phase)}</span><span class="sr">" "{word}</span>
            </li>
        }
    });
    let steps = steps.collect_view();
    view! { <ol class="phases" aria-label=words::phases(l)>{steps}</ol> }
}

/// The moves that have a button of their own; the survey's page has those of launching and closing.
fn moves(l: Locale, cycle: &Cycle) -> impl IntoView + use<> {
    let possible = cycle.phase.moves().filter(|moved| {
        // Nobody can be asked to choose before there is a day, which stands in the settings.
        *moved != Move::AskForNominations || cycle.nominate_until.is_some()
    });
    let buttons = possible.filter_map(|moved| {
        let (label, _) = name::cycle_move(l, moved)?;
        let weight = match moved {
            Move::AskForNominations | Move::AskForApprovals | Move::Release => Weight::Main,
            _ => Weight::Quiet,
        };
        Some(view! { <Button label weight name="act" value=moved.key()/> })
    });
    buttons.collect_view()
}

/// Where the cycle stands, with what goes on in this phase and the buttons that take it on; `acts` for those who launch.
pub(crate) fn panel(l: Locale, overview: &Overview, acts: bool) -> impl IntoView + use<> {
    let (cycle, id) = (&overview.cycle, overview.cycle.survey.id);
    let buttons = acts.then(|| {
        let settings = format!("/cycles/{id}/settings");
        let moves = moves(l, cycle);
        view! {
            <form method="post" class="acts">
                {moves}
                <ButtonLink href=settings label=words::settings(l) weight=Weight::Quiet/>
            </form>
        }
    });
    let (row, lists) = (row(l, cycle), lists(l, overview));
    view! { <Panel title=words::phases(l) id="phases">{row}{lists}{buttons}</Panel> }
}

/// How many lists of raters are where, while they are made.
fn lists(l: Locale, overview: &Overview) -> Option<impl IntoView + use<>> {
    let cycle = &overview.cycle;
    if !matches!(cycle.phase, Phase::Nominating | Phase::Approving) {
        return None;
    }
    let until = cycle.nominate_until.filter(|_| cycle.phase == Phase::Nominating);
    let until = until.map(|day| words::nominating_until(l, date::near_day(l, day)));
    let counts =
        words::lists(l, overview.lists, figure::integer(l, overview.sent), figure::integer(l, overview.approved));
    let open = overview.lists.saturating_sub(overview.approved);
    let open = (cycle.phase == Phase::Approving && open > 0).then(|| words::not_approved(l, open));
    let said = [until, Some(counts), open].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(view! { <p class="small">{said}</p> })
}

/// How far the raters of each relationship are, and how many cannot rate.
pub(crate) fn progress(l: Locale, overview: &Overview) -> Option<impl IntoView + use<>> {
    if overview.progress.is_empty() {
        return None;
    }
    let rows: Vec<Vec<AnyView>> = overview
        .progress
        .iter()
        .map(|one| {
            let at_least = match (one.decision.is_shown(), one.at_least) {
                (false, _) => words::too_few(l).to_owned(),
                (true, Some(n)) => figure::integer(l, n),
                (true, None) => words::not_counted(l).to_owned(),
            };
            vec![
                name::relationship(l, one.relationship).into_any(),
                figure::integer(l, one.invited).into_any(),
                at_least.into_any(),
            ]
        })
        .collect();
    let columns = vec![
        Column::words(words::relationship(l)),
        Column::figures(words::asked(l)),
        Column::figures(words::at_least(l)),
    ];
    let declined = (overview.declined > 0 && overview.cycle.phase == Phase::Rating).then(|| {
        let raters = format!("/surveys/{}/raters", overview.cycle.survey.id);
        let count = words::declined_count(l, overview.declined);
        view! {
            <Note tone=Tone::Care>
                <p><b>{count}</b>" "{words::declined_lead(l)}</p>
                <p><ButtonLink href=raters label=words::raters(l)/></p>
            </Note>
        }
    });
    Some(view! {
        <Panel title=words::progress(l) id="progress">
            <p class="small soft">{words::progress_lead(l)}</p>
            {declined}
            <Table caption=words::progress(l) columns rows/>
        </Panel>
    })
}

/// What is told after a move.
pub(crate) fn done(l: Locale, key: &str) -> Option<&'static str> {
    Some(name::cycle_move(l, Move::from_key(key)?)?.1)
}
