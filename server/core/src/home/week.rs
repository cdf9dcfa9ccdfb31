//! This week, from Saturday: what opened, closes, was reminded of and was released. Only what is known, nothing planned
//! that nobody has planned.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::SurveyId,
    survey::{Kind, State},
};

use super::Known;
use crate::{
    Ctx,
    respond::Waiting,
    surveys::{Listed, Survey},
};

/// What happens on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// A survey was launched.
    Opened,
    /// Reminders went out.
    Reminded,
    /// It is the last day to answer.
    Closes,
    /// Answering ended.
    Closed,
    /// Results were published.
    Released,
}

impl Happening {
    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Reminded => "reminded",
            Self::Closes => "closes",
            Self::Closed => "closed",
            Self::Released => "released",
        }
    }
}

/// Something in the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub day: Date,
    /// What happens.
    pub what: Happening,
    /// The survey, for those who may open its page.
    pub survey: Option<SurveyId>,
    /// Its title.
    pub title: Bilingual,
}

/// What happens in the week of `today`, by day. Who runs no surveys sees the last days of what waits for an answer.
pub(super) fn week(ctx: &Ctx, today: Date, listed: &[Listed], to_answer: &[Waiting], known: &Known) -> Vec<Event> {
    let mut events: Vec<Event> = listed
        .iter()
        .filter(|listed| listed.survey.kind != Kind::Historical)
        .flat_map(|listed| of_survey(ctx, &listed.survey, known))
        .collect();
    if listed.is_empty() {
        events.extend(to_answer.iter().filter_map(|waiting| {
            let day = waiting.closes_on.as_deref()?.parse().ok()?;
            Some(Event { day, what: Happening::Closes, survey: None, title: waiting.title.clone() })
        }));
    }
    let days = today.week();
    events.retain(|event| days.contains(&event.day));
    events.sort_by(|one, other| {
        (one.day, one.what, &one.title.fa, one.survey).cmp(&(other.day, other.what, &other.title.fa, other.survey))
    });
    events.dedup();
    events
}

fn of_survey(ctx: &Ctx, survey: &Survey, known: &Known) -> Vec<Event> {
    let day = |instant: i64| Date::at(instant, ctx.core.settings.utc_offset_minutes);
    let on = |days: &[(SurveyId, Date)]| -> Vec<Date> {
        days.iter().filter(|(id, _)| *id == survey.id).map(|(_, day)| *day).collect()
    };
    let closes = survey.closes_on.filter(|_| survey.state == State::Open);
    let days = [
        (Happening::Opened, survey.launched_at.map(day).into_iter().collect()),
        (Happening::Closes, closes.into_iter().collect()),
        (Happening::Closed, survey.closed_at.map(day).into_iter().collect()),
        (Happening::Reminded, on(&known.reminded)),
        (Happening::Released, on(&known.released)),
    ];
    let event = |what, day| Event { day, what, survey: Some(survey.id), title: survey.title.clone() };
    days.into_iter()
        .flat_map(|(what, days): (_, Vec<Date>)| days.into_iter().map(move |day| event(what, day)))
        .collect()
}
