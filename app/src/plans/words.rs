//! What the pages of a plan say alike: where it is, the way here, how a goal stands, and what was just done.

use ayeneh_core::plans::{Goal, Plan};
use ayeneh_domain::{bilingual::Locale, plan::GoalState};
use ayeneh_text::{date, isolate, name, plan as words};
use leptos::prelude::*;

use crate::ui::{head::Trail, note::Toast};

/// The address of a plan.
pub fn address(plan: &Plan) -> String {
    format!("/cycles/{}/reports/{}/plan", plan.cycle, plan.subject)
}

/// What the plan is called.
pub fn title(l: Locale, plan: &Plan) -> String {
    if plan.is_own { words::title(l).to_owned() } else { words::title_of(l, isolate(&plan.name)) }
}

/// The way to a page below the plans.
pub fn trail(l: Locale, above: Vec<(String, String)>, here: String) -> Trail {
    let above = [(words::place(l).to_owned(), "/plans".to_owned())].into_iter().chain(above).collect();
    Trail { above, here, name: words::place(l).to_owned() }
}

/// Where a goal stands, and since when.
pub fn standing(l: Locale, goal: &Goal) -> String {
    match (goal.state, goal.ended_on) {
        (GoalState::Open, _) | (_, None) => words::since(l, date::near_day(l, goal.begun_on)),
        (state, Some(day)) => words::ended(l, name::goal_state(l, state), date::near_day(l, day)),
    }
}

/// What was just done, told once.
pub fn done(l: Locale, key: &str) -> Option<AnyView> {
    let said = match key {
        "chosen" => words::goal_chosen_note(l),
        "added" => words::action_added_note(l),
        "did" => words::action_done_note(l),
        "undid" => words::action_open_note(l),
        "took_off" => words::action_removed_note(l),
        "checked_in" => words::check_in_note_kept(l),
        "done" => words::goal_done_note(l),
        "dropped" => words::goal_dropped_note(l),
        "open" => words::goal_open_note(l),
        "removed" => words::goal_removed_note(l),
        _ => return None,
    };
    Some(view! { <Toast text=said/> }.into_any())
}
