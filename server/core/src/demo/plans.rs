//! The development plans of those whose report is open: goals from their own report, steps on the way, words of both.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    calendar::Date,
    ids::{GoalId, PersonId, SurveyId},
    permission::{Grant, Role},
    plan::{ActionKind, GoalState, Progress},
};

use crate::{
    Ctx, Result,
    plans::{self, NewAction, NewCheckIn},
};

/// What is to be different, in Persian and in English.
const AIMS: [[&str; 2]; 4] = [
    ["همان روز خبر می‌دهم، حتی اگر هنوز جوابی ندارم.", "I say where things stand the same day, answer or not."],
    ["در جلسه‌ها نخست می‌شنوم و بعد نظر می‌دهم.", "In meetings I listen first, then say what I think."],
    ["هر قولی را با یک روز می‌نویسم.", "I write down each promise with a day."],
    ["پیش از تصمیم از کسی می‌پرسم که با مشتری کار می‌کند.", "Before I decide I ask somebody who works with customers."],
];
/// Steps, each with its kind.
const STEPS: [(ActionKind, [&str; 2]); 4] = [
    (ActionKind::Action, ["از دو همکار یک نمونه بپرسم", "Ask two colleagues for an example"]),
    (ActionKind::Training, ["کارگاه گفت‌وگو با مشتری", "Workshop on talking with customers"]),
    (
        ActionKind::Action,
        ["هر پنج‌شنبه ده دقیقه مرور قول‌های هفته", "Ten minutes every Thursday to look through the week’s promises"],
    ),
    (ActionKind::Training, ["نیم روز همراهی با مرکز تماس", "Half a day beside the call centre"]),
];
const WORD: [&str; 2] =
    ["دو بار این هفته شد؛ سخت‌تر از آن بود که فکر می‌کردم.", "Twice this week; harder than I thought."];
const ANSWER: [&str; 2] = ["دیدم. همین‌طور ادامه بدهید.", "I saw it. Go on like this."];
const REASON: [&str; 2] = ["با پروژهٔ تازه، هدف دیگری مهم‌تر شد.", "With the new project another goal matters more."];

/// Somebody whose report is open.
#[derive(Clone, Copy, Debug)]
pub struct Planner {
    /// Who.
    pub person: PersonId,
    /// The manager.
    pub manager: Option<PersonId>,
    /// In which language they write.
    pub locale: Locale,
}

/// Makes the plan of one of them after a cycle; `place` varies it. Steps are due around a day; the plan
/// of an earlier cycle is over.
///
/// # Errors
/// Of the services; the database's.
pub async fn make(ctx: &Ctx, cycle: SurveyId, who: Planner, place: usize, (due, is_over): (Date, bool)) -> Result<()> {
    let own = as_employee(ctx, who.person);
    let say = |text: [&str; 2]| Bilingual::new(text[0], text[1]).get(who.locale).to_owned();
    for number in 0..=place % 2 {
        let Some(offer) = plans::plan(&own, cycle, who.person).await?.offered.into_iter().next() else { return Ok(()) };
        let aim = say(AIMS[(place + number) % AIMS.len()]);
        let goal = plans::add_goal(&own, cycle, who.person, &offer.key, &aim).await?;
        let at = (cycle, who.person, goal);
        let mut steps = Vec::new();
        for (step, days) in [(place + number, -4), (place + number + 1, 3)] {
            let (kind, body) = STEPS[step % STEPS.len()];
            let due_on = due.plus_days(days).to_string();
            steps.push(plans::add_action(&own, at, &NewAction { kind: Some(kind), body: say(body), due_on }).await?);
        }
        if number == 0 {
            plans::finish_action(&own, at, steps[0], true).await?;
            words(ctx, at, who, [say(WORD), say(ANSWER)]).await?;
        }
        if is_over {
            end(&own, at, number, &say(REASON)).await?;
        }
    }
    Ok(())
}

/// The subject's word about a goal, and the manager's.
async fn words(ctx: &Ctx, at: (SurveyId, PersonId, GoalId), who: Planner, [own, answer]: [String; 2]) -> Result<()> {
    let word = |note| NewCheckIn { with: who.manager, progress: Some(Progress::Something), note };
    plans::check_in(&as_employee(ctx, who.person), at, &word(own)).await?;
    match who.manager {
        Some(manager) => plans::check_in(&as_employee(ctx, manager), at, &word(answer)).await,
        None => Ok(()),
    }
}

/// The first goal was reached, the second given up.
async fn end(own: &Ctx, at: (SurveyId, PersonId, GoalId), number: usize, reason: &str) -> Result<()> {
    let state = if number == 0 { GoalState::Done } else { GoalState::Dropped };
    plans::set_state(own, at, state, reason).await
}

fn as_employee(ctx: &Ctx, person: PersonId) -> Ctx {
    Ctx { person, grants: vec![Grant { role: Role::Employee, unit: None }], ..ctx.clone() }
}
