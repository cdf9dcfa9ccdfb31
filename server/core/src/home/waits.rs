//! What waits for HR: things with one act each, most urgent first.

use ayeneh_domain::{
    bilingual::Bilingual,
    cycle::Phase,
    permission::{Reach, Right},
    questionnaire::Side,
    survey::{Kind, State},
};

use super::{Known, Running, in_state};
use crate::{
    Ctx, Error, Result, results,
    surveys::{self, Listed, Survey, today},
};

/// Something that waits.
#[derive(Clone, Debug)]
pub enum Wait {
    /// A closed survey whose release is not built yet.
    Release(Survey),
    /// A released cycle with reports that are ready and not released to their subjects.
    Reports {
        /// The cycle.
        survey: Survey,
        /// How many.
        ready: usize,
    },
    /// An open survey in which units, or a whole side, have answered too little.
    Behind {
        /// The survey.
        survey: Survey,
        /// The units, fewest answers first.
        units: Vec<Bilingual>,
        /// The sides of which everybody together is behind.
        sides: Vec<Side>,
        /// Whether reminders went out today.
        reminded_today: bool,
    },
    /// An open survey with mails that could not be delivered.
    Mails {
        /// The survey.
        survey: Survey,
        /// How many.
        mails: usize,
    },
    /// A draft cycle in which people have too few raters.
    Raters {
        /// The cycle.
        survey: Survey,
        /// How many people.
        people: usize,
    },
    /// A draft that can be finished.
    Draft(Survey),
}

impl Wait {
    /// The survey it is about.
    pub const fn survey(&self) -> &Survey {
        match self {
            Self::Release(survey)
            | Self::Reports { survey, .. }
            | Self::Behind { survey, .. }
            | Self::Mails { survey, .. }
            | Self::Raters { survey, .. }
            | Self::Draft(survey) => survey,
        }
    }

    /// The key of its kind.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Release(_) => "release",
            Self::Reports { .. } => "reports",
            Self::Behind { .. } => "behind",
            Self::Mails { .. } => "mails",
            Self::Raters { .. } => "raters",
            Self::Draft(_) => "draft",
        }
    }
}

/// What waits for who acts; nothing for those who launch nothing.
pub(super) async fn waits(ctx: &Ctx, listed: &[Listed], running: &[Running], known: &Known) -> Result<Vec<Wait>> {
    if !ctx.may(Right::SurveysManage) {
        return Ok(Vec::new());
    }
    let mut waits: Vec<Wait> = Vec::new();
    // A release is everybody's, so only a right for the whole organisation builds it.
    if ctx.reach(Right::SurveysManage) == Reach::Everything {
        waits.extend(in_state(listed, State::Closed).map(|listed| Wait::Release(listed.survey.clone())));
    }
    if ctx.may(Right::ReportsView) {
        for listed in in_state(listed, State::Released).filter(|listed| listed.survey.kind == Kind::Cycle) {
            waits.extend(reports(ctx, &listed.survey).await?);
        }
    }
    waits.extend(running.iter().filter_map(|running| behind(ctx, running, known)));
    waits.extend(running.iter().filter_map(|running| {
        let mails = *known.undelivered.get(&running.survey.id)?;
        Some(Wait::Mails { survey: running.survey.clone(), mails })
    }));
    for listed in in_state(listed, State::Draft) {
        // While the subjects choose, nothing of it is HR's to do.
        if listed.phase != Some(Phase::Nominating) {
            waits.extend(draft(ctx, &listed.survey).await?);
        }
    }
    Ok(waits)
}

async fn reports(ctx: &Ctx, survey: &Survey) -> Result<Option<Wait>> {
    let found = match results::reports(ctx, survey.id).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let due = found.subjects.iter().filter(|report| report.is_ready && report.subject.released_at.is_none());
    let ready = due.count();
    Ok((ready > 0).then(|| Wait::Reports { survey: survey.clone(), ready }))
}

fn behind(ctx: &Ctx, running: &Running, known: &Known) -> Option<Wait> {
    let behind = running.units.iter().filter(|unit| unit.is_behind);
    let units: Vec<Bilingual> = behind.map(|unit| unit.name.clone()).collect();
    if units.is_empty() && running.sides_behind.is_empty() {
        return None;
    }
    let reminded_today = known.reminded.contains(&(running.survey.id, today(&ctx.core)));
    let (survey, sides) = (running.survey.clone(), running.sides_behind.clone());
    Some(Wait::Behind { survey, units, sides, reminded_today })
}

/// A draft: first its raters, if some are missing.
async fn draft(ctx: &Ctx, survey: &Survey) -> Result<Option<Wait>> {
    if survey.kind != Kind::Cycle {
        return Ok(Some(Wait::Draft(survey.clone())));
    }
    let subjects = match surveys::subjects(ctx, survey.id).await {
        Ok((_, subjects, _)) => subjects,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let short = subjects.iter().filter(|subject| subject.raters.is_empty() || !subject.short.is_empty());
    let people = short.count();
    let survey = survey.clone();
    Ok(Some(if people > 0 { Wait::Raters { survey, people } } else { Wait::Draft(survey) }))
}
