//! What a launch would do now: whom it asks, how many mails go out, what is promised, what to know before.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    cycle::Phase,
    disclosure::Rules,
    ids::{PersonId, SurveyId, UnitId},
    permission::Right,
    questionnaire::{Questionnaire, Side},
    relationship::Relationship,
    survey::{
        Kind, State, Wording,
        audience::below,
        launch::{self, Invited, Refusal, Warning, check_closing, too_few_raters},
    },
};

use super::{
    assessment, cycle, refusal,
    rows::{Invitation, Survey},
    scope::{branches, find},
    store, today, wave,
};
use crate::{Ctx, Problem, Result, db::Tx, people, people::Unit};

/// What a launch would do now.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The draft.
    pub survey: Survey,
    /// The chosen units.
    pub chosen: Vec<Unit>,
    /// The units that would be frozen: the chosen ones and all below.
    pub units: Vec<Unit>,
    /// How many are invited, by side.
    pub invited: BTreeMap<Side, u32>,
    /// How many different people that is.
    pub people: u32,
    /// How many mails go out: one a person, however many they rate.
    pub mails: u32,
    /// How many answers are asked for; in a cycle more than there are people.
    pub ratings: u32,
    /// How many contacts are skipped because they asked not to be written to.
    pub skipped: usize,
    /// Cycles: how many are reviewed.
    pub subjects: u32,
    /// Cycles: how many subjects have too few raters in a relation to see it as a group of its own.
    pub short: BTreeMap<Relationship, u32>,
    /// What is asked.
    pub questionnaires: Vec<&'static Questionnaire>,
    /// What to know before.
    pub warnings: Vec<Warning>,
    /// Why it cannot be launched now.
    pub refusals: Vec<Problem>,
    /// What respondents are promised.
    pub promise: Bilingual,
}

/// What launching the draft would do now.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to launch; [`crate::Error::NotFound`]; [`crate::Error::Conflict`] if
/// it was launched.
pub async fn preview(ctx: &Ctx, id: SurveyId) -> Result<Preview> {
    let mut tx = ctx.read().await?;
    let (survey, chosen) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    if survey.state != State::Draft {
        return Err(refusal::launched());
    }
    let plan = Plan::make(ctx, &mut tx, &survey, &chosen).await?;
    let raters: BTreeSet<_> = plan.invitations.iter().map(|invitation| invitation.rater).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Preview {
        invited: plan.invited.iter().map(|(side, units)| (*side, units.values().sum())).collect(),
        people: count(raters.len()),
        mails: count(raters.len()),
        ratings: count(plan.invitations.len()),
        skipped: plan.skipped,
        subjects: plan.subjects,
        short: plan.short,
        questionnaires: survey.kind.wordings().iter().map(|wording| wording.questionnaire()).collect(),
        warnings: plan.warnings,
        refusals: plan.refusals.into_iter().map(refusal::problem).collect(),
        promise: survey.promise.clone(),
        units: plan.units,
        chosen,
        survey,
    })
}

/// Everything that a launch freezes.
pub(super) struct Plan {
    /// The chosen units and all below.
    pub units: Vec<Unit>,
    pub invitations: Vec<Invitation>,
    /// Contacts who are left out because they asked not to be written to.
    pub skipped: usize,
    pub invited: Invited,
    pub subjects: u32,
    pub short: BTreeMap<Relationship, u32>,
    pub warnings: Vec<Warning>,
    pub refusals: Vec<Refusal>,
}

impl Plan {
    /// Makes the plan from the organisation as it is now.
    pub async fn make(ctx: &Ctx, tx: &mut Tx, survey: &Survey, chosen: &[Unit]) -> Result<Self> {
        let mut units = people::store::units(tx, ctx.organisation).await?;
        let tops: BTreeSet<UnitId> = chosen.iter().map(|unit| unit.id).collect();
        // A cycle reviews the people it names; units below theirs have nothing to do with it.
        let inside = if survey.kind == Kind::Cycle { tops } else { below(&branches(&units), &tops) };
        units.retain(|unit| inside.contains(&unit.id));
        let (invitations, skipped) = match survey.kind {
            Kind::Wave => wave::audience(ctx, tx, &inside).await?,
            Kind::Assessment => (assessment::audience(ctx, tx, &inside, Wording::All).await?, 0),
            Kind::Recovery => (assessment::audience(ctx, tx, &inside, Wording::Signs).await?, 0),
            Kind::Cycle => cycle::audience(ctx, tx, survey.id).await?,
            Kind::Historical => (Vec::new(), 0),
        };
        let invited = count(&invitations);
        let sides: &[Side] = match survey.kind {
            Kind::Wave => &[Side::Employee, Side::Customer],
            _ => &[Side::Employee],
        };
        let mut plan = Self {
            warnings: launch::warnings(&branches(&units), sides, &invited, &survey.rules),
            refusals: closing(survey, today(&ctx.core)),
            subjects: 0,
            short: BTreeMap::new(),
            units,
            invited,
            invitations,
            skipped,
        };
        if survey.kind == Kind::Cycle {
            let subjects = store::rating::subjects(tx, ctx.organisation, survey.id).await?;
            plan.subjects = u32::try_from(subjects.len()).unwrap_or(u32::MAX);
            plan.short = short(&plan.invitations, &survey.rules);
            plan.warnings.clear();
            plan.refusals.extend(cycle::refusals(&subjects, &plan.invitations));
            if crate::cycles::phase(tx, ctx.organisation, survey).await? == Phase::Nominating {
                plan.refusals.push(Refusal::StillNominating);
            }
        } else if plan.invitations.is_empty() {
            plan.refusals.push(Refusal::NobodyInvited);
        }
        Ok(plan)
    }
}

fn closing(survey: &Survey, today: Date) -> Vec<Refusal> {
    survey.closes_on.and_then(|day| check_closing(day, today).err()).into_iter().collect()
}

fn count(invitations: &[Invitation]) -> Invited {
    let mut invited = Invited::new();
    for invitation in invitations {
        *invited.entry(invitation.wording.side()).or_default().entry(invitation.unit).or_default() += 1;
    }
    invited
}

/// How many subjects are short of raters, by relation.
fn short(invitations: &[Invitation], rules: &Rules) -> BTreeMap<Relationship, u32> {
    let mut raters: BTreeMap<PersonId, BTreeMap<Relationship, u32>> = BTreeMap::new();
    for (subject, relationship) in invitations.iter().filter_map(|invitation| invitation.subject) {
        *raters.entry(subject).or_default().entry(relationship).or_default() += 1;
    }
    let mut short = BTreeMap::new();
    for relationship in raters.values().flat_map(|raters| too_few_raters(raters, rules)) {
        *short.entry(relationship).or_default() += 1;
    }
    short
}
