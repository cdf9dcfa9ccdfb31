//! The table of raters of a draft cycle, which HR corrects by hand; the file of the same is in `rating_file`.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{InvitationId, PersonId, SurveyId, UnitId},
    permission::Right,
    relationship::Relationship,
    survey::{
        State,
        launch::too_few_raters,
        raters::{Rater, RaterId, fits},
    },
};
use ayeneh_text as text;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;
use uuid::Uuid;

use super::{
    cycle, cycle_only, refusal,
    rows::Survey,
    scope::{Scope, find},
    store,
};
use crate::{Ctx, Error, Problem, Result, db::Tx, people, people::Unit};

/// Somebody who is reviewed, with everybody who rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub person: PersonId,
    /// The personnel number.
    pub code: String,
    /// The name.
    pub name: String,
    /// The unit in which the review counts.
    pub unit: Bilingual,
    /// Whether they have left meanwhile: nothing more is asked for or shown to them.
    pub has_left: bool,
    /// Who rates, by relation and code.
    pub raters: Vec<RaterOf>,
    /// Relations with too few raters to be shown as a group of their own.
    pub short: Vec<Relationship>,
}

/// Somebody who rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaterOf {
    /// The invitation.
    pub invitation: InvitationId,
    /// The personnel number, or the contact's code.
    pub code: String,
    /// The name.
    pub name: String,
    /// In what relation.
    pub relationship: Relationship,
}

/// How many reviews one person or contact is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// How many, the own one included.
    pub reviews: u32,
}

/// Subjects with their raters by code, and everybody's load, the heaviest first.
///
/// # Errors
/// [`Error::Refused`] without the right to launch; [`Error::NotFound`], also for what is no cycle.
pub async fn subjects(ctx: &Ctx, id: SurveyId) -> Result<(Survey, Vec<Subject>, Vec<Load>)> {
    let mut tx = ctx.read().await?;
    let (survey, units) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    cycle_only(&survey)?;
    let mut raters: BTreeMap<Uuid, Vec<RaterOf>> = BTreeMap::new();
    let mut loads: BTreeMap<(bool, String), Load> = BTreeMap::new();
    for row in store::rating::raters(&mut tx, ctx.organisation, id).await? {
        let relationship = Relationship::from_key(&row.relationship)
            .ok_or_else(|| Error::Internal(format!("relationship {}", row.relationship)))?;
        let load = loads.entry((row.person_id.is_some(), row.code.clone())).or_insert_with(|| Load {
            code: row.code.clone(),
            name: row.name.clone(),
            reviews: 0,
        });
        load.reviews += 1;
        let rater = RaterOf { invitation: InvitationId(row.id), code: row.code, name: row.name, relationship };
        raters.entry(row.subject_id).or_default().push(rater);
    }
    let rows = store::rating::subjects(&mut tx, ctx.organisation, id).await?;
    let subjects = rows.into_iter().map(|row| {
        let mut raters = raters.remove(&row.person_id).unwrap_or_default();
        raters.sort_by_key(|rater| rater.relationship);
        let mut counts: BTreeMap<Relationship, u32> = BTreeMap::new();
        raters.iter().for_each(|rater| *counts.entry(rater.relationship).or_default() += 1);
        Subject {
            person: PersonId(row.person_id),
            code: row.code,
            name: row.name,
            unit: unit_name(&units, UnitId(row.unit_id)),
            has_left: row.has_left,
            short: too_few_raters(&counts, &survey.rules),
            raters,
        }
    });
    let subjects = subjects.collect();
    let mut loads: Vec<Load> = loads.into_values().collect();
    loads.sort_by(|a, b| b.reviews.cmp(&a.reviews).then_with(|| a.code.cmp(&b.code)));
    Ok((survey, subjects, loads))
}

fn unit_name(units: &[Unit], id: UnitId) -> Bilingual {
    units.iter().find(|unit| unit.id == id).map_or_else(|| Bilingual::same(""), |unit| unit.name.clone())
}

/// A draft cycle to be changed.
pub(super) async fn draft(ctx: &Ctx, tx: &mut Tx, id: SurveyId) -> Result<(Survey, Vec<Unit>)> {
    let (survey, units) = find(ctx, tx, Right::SurveysManage, id).await?;
    cycle_only(&survey)?;
    if survey.state == State::Draft { Ok((survey, units)) } else { Err(refusal::launched()) }
}

/// Adds a rater, named by personnel number or, as customer or supplier, by the contact's code.
///
/// # Errors
/// [`Error::Invalid`] for an unknown code, a relation that does not fit, or somebody who rates already;
/// [`Error::Conflict`] after the launch; [`Error::Refused`], [`Error::NotFound`].
pub async fn add_rater(
    ctx: &Ctx,
    id: SurveyId,
    subject: PersonId,
    code: &str,
    relationship: Relationship,
) -> Result<()> {
    let mut tx = ctx.write().await?;
    draft(ctx, &mut tx, id).await?;
    let subjects = store::rating::subjects(&mut tx, ctx.organisation, id).await?;
    let row = subjects.iter().find(|row| row.person_id == subject.0).ok_or(Error::NotFound)?;
    let directory = Directory::read(ctx, &mut tx, id).await?;
    let code = ayeneh_domain::digits::fold(code.trim()).into_owned();
    let rater = directory.rater(&code, relationship).ok_or_else(|| {
        Error::invalid(Problem::field("rater", |l| text::surveys::unknown_rater(l, text::isolate(&code))))
    })?;
    fits(subject, rater)
        .map_err(|why| Error::invalid(Problem::field("relationship", |l| refusal::misfit(l, why).to_owned())))?;
    let there = store::invitation::all(&mut tx, ctx.organisation, id).await?;
    if there.iter().any(|other| other.rater == rater.id && other.subject.is_some_and(|(who, _)| who == subject)) {
        return Err(Error::invalid(Problem::field("rater", |l| text::surveys::rates_already(l).to_owned())));
    }
    let invitation = cycle::invitation(&ctx.core, subject, UnitId(row.unit_id), rater);
    store::invitation::insert(&mut tx, ctx.organisation, id, &[(invitation, None)]).await?;
    Ok(tx.commit().await?)
}

/// Takes a rater off a subject.
///
/// # Errors
/// [`Error::NotFound`] if there is none such; [`Error::Conflict`] after the launch; [`Error::Refused`].
pub async fn remove_rater(ctx: &Ctx, id: SurveyId, subject: PersonId, rater: InvitationId) -> Result<()> {
    let mut tx = ctx.write().await?;
    draft(ctx, &mut tx, id).await?;
    if !store::rating::delete_rater(&mut tx, ctx.organisation, id, subject, rater).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Adds somebody to be reviewed, named by personnel number, with the raters that the organisation suggests.
///
/// # Errors
/// [`Error::Invalid`] for an unknown number or somebody who is reviewed already; [`Error::Conflict`] after the launch;
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn add_subject(ctx: &Ctx, id: SurveyId, code: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (_, mut units) = draft(ctx, &mut tx, id).await?;
    let code = ayeneh_domain::digits::fold(code.trim()).into_owned();
    let scope = Scope::of(ctx, &mut tx, Right::SurveysManage).await?;
    let people = store::audience::people(&mut tx, ctx.organisation).await?;
    let in_reach = |unit: UnitId| scope.covers(std::iter::once(unit));
    let found = people.iter().find(|person| person.code == code && in_reach(person.colleague.unit));
    let who = found.ok_or_else(|| {
        Error::invalid(Problem::field("subject", |l| text::surveys::unknown_people(l, text::isolate(&code))))
    })?;
    let (subject, unit) = (who.colleague.id, who.colleague.unit);
    let subjects = store::rating::subjects(&mut tx, ctx.organisation, id).await?;
    if subjects.iter().any(|row| row.person_id == subject.0) {
        return Err(Error::invalid(Problem::field("subject", |l| text::surveys::subject_already(l).to_owned())));
    }
    if !units.iter().any(|known| known.id == unit) {
        let all = people::store::units(&mut tx, ctx.organisation).await?;
        units.extend(all.into_iter().filter(|new| new.id == unit));
        store::survey::replace_units(&mut tx, ctx.organisation, id, &units).await?;
    }
    store::rating::insert_subjects(&mut tx, ctx.organisation, id, &[(subject, unit)]).await?;
    let organisation = cycle::organisation(ctx, &mut tx).await?;
    let mut random = ChaCha20Rng::from_seed(ctx.core.random.seed());
    let raters = organisation.raters(subject, &mut |n| random.random_range(0..n));
    let invitations: Vec<_> =
        raters.into_iter().map(|rater| (cycle::invitation(&ctx.core, subject, unit, rater), None)).collect();
    store::invitation::insert(&mut tx, ctx.organisation, id, &invitations).await?;
    Ok(tx.commit().await?)
}

/// Takes somebody out of the cycle, with everybody who would rate.
///
/// # Errors
/// [`Error::NotFound`] if the person is not reviewed; [`Error::Conflict`] after the launch; [`Error::Refused`].
pub async fn remove_subject(ctx: &Ctx, id: SurveyId, subject: PersonId) -> Result<()> {
    let mut tx = ctx.write().await?;
    draft(ctx, &mut tx, id).await?;
    if !store::rating::delete_subject(&mut tx, ctx.organisation, id, subject).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Who can be named as a rater, by code.
pub(super) struct Directory {
    people: BTreeMap<String, PersonId>,
    contacts: BTreeMap<String, RaterId>,
}

impl Directory {
    /// Everybody who is there now and in reach of the right to launch. Somebody beyond it can be named only who rates in this
    /// cycle already, because the organisation suggested them (the head's own manager, say): the table shows those names,
    /// and a file that was taken out must come in again. Anybody else looks like nobody, so that codes tried out tell no
    /// names.
    pub async fn read(ctx: &Ctx, tx: &mut Tx, cycle: SurveyId) -> Result<Self> {
        let scope = Scope::of(ctx, tx, Right::SurveysManage).await?;
        let rating = store::invitation::all(tx, ctx.organisation, cycle).await?;
        let rating: BTreeSet<RaterId> = rating.into_iter().map(|invitation| invitation.rater).collect();
        let known = |id: RaterId, unit: UnitId| scope.covers(std::iter::once(unit)) || rating.contains(&id);
        let mut people = store::audience::people(tx, ctx.organisation).await?;
        people.retain(|person| known(RaterId::Person(person.colleague.id), person.colleague.unit));
        let mut contacts = store::audience::contacts(tx, ctx.organisation).await?;
        contacts.retain(|who| known(RaterId::Contact(who.served.id), who.served.unit));
        Ok(Self {
            people: people.into_iter().map(|person| (person.code, person.colleague.id)).collect(),
            contacts: contacts.into_iter().map(|who| (who.code, RaterId::Contact(who.served.id))).collect(),
        })
    }

    /// The employee with this number.
    pub fn person(&self, code: &str) -> Option<PersonId> {
        self.people.get(code).copied()
    }

    /// The rater that a code means in this relation.
    pub fn rater(&self, code: &str, relationship: Relationship) -> Option<Rater> {
        let id = match relationship.is_external() {
            true => self.contacts.get(code).copied(),
            false => self.person(code).map(RaterId::Person),
        };
        id.map(|id| Rater { relationship, id })
    }
}
