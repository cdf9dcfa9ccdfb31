//! A review cycle of the invented company whose subjects are choosing their raters: some lists are with the manager, one is
//! approved, that of whoever shows an employee waits.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::{Date, Month},
    cycle::Move,
    ids::PersonId,
    people::Level,
    permission::{Grant, Role},
    survey::Kind,
};

use super::staff::Staff;
use crate::{
    Ctx, Result,
    cycles::{self, NewSettings},
    surveys::{self, NewSurvey},
};

/// So many colleagues of who shows an employee are reviewed too.
const BESIDE: usize = 5;
/// So many who report to whoever shows a manager are reviewed too: lists for the manager to look through.
const LEADERS: usize = 2;
/// Until when they choose, and raters answer, in days from today.
const CHOOSING: i64 = 5;
const OPEN: i64 = 26;

/// Makes the cycle.
///
/// # Errors
/// Of the services; the database's.
pub async fn choosing(ctx: &Ctx, staff: &Staff, today: Date) -> Result<()> {
    let reviewed = reviewed(staff);
    let codes: Vec<&str> = reviewed.iter().map(|(_, _, code)| code.as_str()).collect();
    let new = NewSurvey {
        kind: Kind::Cycle,
        title: Bilingual::new("بازخورد همکاران", "Feedback among colleagues"),
        period: Month::of(today).to_string(),
        closes_on: today.plus_days(OPEN).to_string(),
        units: Vec::new(),
        people: codes.join(" "),
    };
    let id = surveys::create(ctx, &new).await?;
    let settings = NewSettings {
        most_reviews: "8".into(),
        nominate_until: today.plus_days(CHOOSING).to_string(),
        ..NewSettings::default()
    };
    cycles::settle(ctx, id, &settings).await?;
    cycles::advance(ctx, id, Move::AskForNominations).await?;
    let waiting = reviewed.iter().skip(1).take(3).chain(reviewed.iter().rev().take(LEADERS));
    for (place, (person, manager, _)) in waiting.enumerate() {
        cycles::send(&as_employee(ctx, *person), id).await?;
        if let (0, Some(manager)) = (place, manager) {
            cycles::approve(&as_employee(ctx, *manager), id, *person).await?;
        }
    }
    Ok(())
}

/// Whoever shows an employee, colleagues with the same manager, and some who report to whoever shows a manager: person,
/// manager, code.
fn reviewed(staff: &Staff) -> Vec<(PersonId, Option<PersonId>, String)> {
    let shows = |wanted: Role| staff.shown.iter().find(|(role, _)| *role == wanted).map(|(_, person)| *person);
    let (shown, leads) = (shows(Role::Employee), shows(Role::Manager));
    let first = staff.people.iter().find(|person| Some(person.id) == shown);
    let manager = first.and_then(|person| person.manager);
    let beside = staff
        .people
        .iter()
        .filter(|person| person.manager == manager && Some(person.id) != shown && person.level == Level::Staff);
    let leaders = staff.people.iter().filter(|person| leads.is_some() && person.manager == leads);
    let all = first.into_iter().chain(beside.take(BESIDE)).chain(leaders.take(LEADERS));
    all.map(|person| (person.id, person.manager, person.code.clone())).collect()
}

fn as_employee(ctx: &Ctx, person: PersonId) -> Ctx {
    Ctx { person, grants: vec![Grant { role: Role::Employee, unit: None }], ..ctx.clone() }
}
