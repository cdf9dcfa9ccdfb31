//! What HR settles of a draft cycle: how many raters of each relation, the load of one rater, who opens the reports, and
//! until when subjects choose.

use std::collections::BTreeMap;

use ayeneh_domain::{
    calendar::Date,
    cycle::{
        Gate, Limits, Phase, Settings,
        settings::{MOST_RATERS, MOST_REVIEWS, Plain, SettingsError},
    },
    ids::SurveyId,
    permission::Right,
    relationship::Relationship,
};
use ayeneh_text::{self as text, cycle_settings as words};

use super::{Cycle, reached, store};
use crate::{Ctx, Error, Problem, Result, surveys};

/// What is typed to settle a cycle. Numbers come as they are typed, in any digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSettings {
    /// By relation: at least, at most.
    pub limits: BTreeMap<Relationship, (String, String)>,
    /// How many reviews of others one rater may be asked for.
    pub most_reviews: String,
    /// Who opens the reports.
    pub gate: Gate,
    /// The last day on which subjects choose; empty where HR names the raters alone.
    pub nominate_until: String,
}

/// The settings of a cycle, to be looked at and, as long as it is a draft, changed.
///
/// # Errors
/// [`Error::Refused`] without the right to launch; [`Error::NotFound`].
pub async fn settings(ctx: &Ctx, id: SurveyId) -> Result<Cycle> {
    let mut tx = ctx.read().await?;
    Ok(reached(ctx, &mut tx, Right::SurveysManage, id).await?.0)
}

/// Settles a cycle that is still a draft.
///
/// # Errors
/// [`Error::Invalid`] with everything that has to change; [`Error::Conflict`] once subjects were asked or raters invited;
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn settle(ctx: &Ctx, id: SurveyId, new: &NewSettings) -> Result<()> {
    let mut tx = ctx.write().await?;
    surveys::store::survey::hold(&mut tx, ctx.organisation, id).await?;
    let (cycle, _) = reached(ctx, &mut tx, Right::SurveysManage, id).await?;
    if cycle.phase != Phase::Draft {
        return Err(Error::conflict(|l| words::settled_already(l).to_owned()));
    }
    let mut problems = Vec::new();
    let settings = read(new, &mut problems);
    let until = until(ctx, &cycle, &new.nominate_until, &mut problems);
    let (Some(settings), true) = (settings, problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    let stored = serde_json::to_string(&settings)?;
    store::put(&mut tx, ctx.organisation, id, &stored, until).await?;
    Ok(tx.commit().await?)
}

/// The typed numbers, checked.
fn read(new: &NewSettings, problems: &mut Vec<Problem>) -> Option<Settings> {
    let mut number = |field: String, typed: &str| {
        let found = ayeneh_domain::digits::fold(typed.trim()).parse::<u32>().ok();
        if found.is_none() {
            problems.push(Problem::field(field, |l| words::whole_number(l).to_owned()));
        }
        found
    };
    // What is no number is left out, so that everything else is checked in the same turn.
    let mut plain = Plain { limits: BTreeMap::new(), gate: new.gate, ..Plain::default() };
    for (relationship, (least, most)) in &new.limits {
        let (least, most) = (number(field("least", *relationship), least), number(field("most", *relationship), most));
        plain.limits.extend(least.zip(most).map(|(least, most)| (*relationship, Limits { least, most })));
    }
    plain.most_reviews = number("most_reviews".to_owned(), &new.most_reviews).unwrap_or(plain.most_reviews);
    match Settings::new(plain) {
        Ok(settings) => Some(settings),
        Err(errors) => {
            problems.extend(errors.into_iter().map(refused));
            None
        }
    }
}

/// The name of a relation's field.
fn field(end: &str, relationship: Relationship) -> String {
    format!("{end}_{}", relationship.key())
}

fn refused(error: SettingsError) -> Problem {
    match error {
        SettingsError::LeastAboveMost(of) => {
            Problem::field(field("least", of), |l| words::least_above_most(l).to_owned())
        }
        SettingsError::TooMany(of) => {
            Problem::field(field("most", of), |l| words::too_many(l, text::figure::integer(l, MOST_RATERS)))
        }
        SettingsError::NotNominated(of) => {
            Problem::field(field("least", of), |l| words::not_nominated(l, text::name::relationship(l, of)))
        }
        SettingsError::Reviews => {
            Problem::field("most_reviews", |l| words::reviews_range(l, text::figure::integer(l, MOST_REVIEWS)))
        }
    }
}

/// The typed last day of choosing: not over, and before raters answer their last day.
fn until(ctx: &Ctx, cycle: &Cycle, typed: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    if typed.trim().is_empty() {
        return None;
    }
    let today = surveys::today(&ctx.core);
    let mut refuse = |said: &dyn Fn(ayeneh_text::Locale) -> String| {
        problems.push(Problem::field("nominate_until", said));
        None
    };
    match Date::parse_typed(typed, today) {
        Err(error) => refuse(&|l| text::field_error::date(l, error)),
        Ok(day) if day < today => refuse(&|l| words::until_over(l).to_owned()),
        Ok(day) if cycle.survey.closes_on.is_some_and(|last| day >= last) => {
            refuse(&|l| words::until_after_close(l).to_owned())
        }
        Ok(day) => Some(day),
    }
}
