//! A review cycle: raters made from the organisation, then launched as HR corrected them.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    ids::{ContactId, InvitationId, PersonId, SurveyId, UnitId},
    survey::{
        Wording,
        launch::Refusal,
        raters::{Colleague, Organisation, Rater, RaterId, Served},
    },
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::{
    rows::{Candidate, Invitation},
    store,
};
use crate::{Core, Ctx, Result, db::Tx};

/// Makes the subjects of a new draft and those who rate them.
pub(super) async fn prepare(ctx: &Ctx, tx: &mut Tx, survey: SurveyId, subjects: &[Candidate]) -> Result<()> {
    let who: Vec<(PersonId, UnitId)> =
        subjects.iter().map(|person| (person.colleague.id, person.colleague.unit)).collect();
    store::rating::insert_subjects(tx, ctx.organisation, survey, &who).await?;
    let organisation = organisation(ctx, tx).await?;
    let mut random = ChaCha20Rng::from_seed(ctx.core.random.seed());
    let mut invitations = Vec::new();
    for (subject, unit) in who {
        for rater in organisation.raters(subject, &mut |n| random.random_range(0..n)) {
            invitations.push((invitation(&ctx.core, subject, unit, rater), None));
        }
    }
    Ok(store::invitation::insert(tx, ctx.organisation, survey, &invitations).await?)
}

/// The organisation as it is now: employees, and the contacts of customers.
pub(super) async fn organisation(ctx: &Ctx, tx: &mut Tx) -> Result<Organisation> {
    let people = store::audience::people(tx, ctx.organisation).await?;
    let contacts = store::audience::contacts(tx, ctx.organisation).await?;
    let people: Vec<Colleague> = people.iter().map(|person| person.colleague).collect();
    let customers: Vec<Served> =
        contacts.iter().filter(|contact| !contact.supplier && !contact.stopped).map(|contact| contact.served).collect();
    Ok(Organisation::new(&people, &customers))
}

/// An invitation to rate. It carries no level and no tenure: the group is subject and relation.
pub(crate) fn invitation(core: &Core, subject: PersonId, unit: UnitId, rater: Rater) -> Invitation {
    Invitation {
        id: InvitationId(core.new_id()),
        wording: Wording::of(rater.relationship),
        rater: rater.id,
        unit,
        level: None,
        tenure: None,
        subject: Some((subject, rater.relationship)),
    }
}

/// The invitations of the draft, without those who have left meanwhile; and how many contacts are skipped because they
/// asked not to be written to.
pub(super) async fn audience(ctx: &Ctx, tx: &mut Tx, survey: SurveyId) -> Result<(Vec<Invitation>, usize)> {
    let people = store::audience::people(tx, ctx.organisation).await?;
    let contacts = store::audience::contacts(tx, ctx.organisation).await?;
    let people: BTreeSet<PersonId> = people.iter().map(|person| person.colleague.id).collect();
    let contacts: BTreeMap<ContactId, bool> =
        contacts.iter().map(|contact| (contact.served.id, contact.stopped)).collect();
    let mut skipped = BTreeSet::new();
    let mut invitations = store::invitation::all(tx, ctx.organisation, survey).await?;
    invitations.retain(|invitation| {
        let there = match invitation.rater {
            RaterId::Person(id) => people.contains(&id),
            RaterId::Contact(id) if contacts.get(&id) == Some(&true) => {
                skipped.insert(id);
                false
            }
            RaterId::Contact(id) => contacts.contains_key(&id),
        };
        there && invitation.subject.is_some_and(|(subject, _)| people.contains(&subject))
    });
    Ok((invitations, skipped.len()))
}

/// What stands in the way of launching a cycle with these subjects and invitations.
pub(super) fn refusals(subjects: &[store::rating::SubjectRow], invitations: &[Invitation]) -> Vec<Refusal> {
    if subjects.is_empty() {
        return vec![Refusal::NoSubjects];
    }
    let mut raters: BTreeMap<PersonId, u32> = BTreeMap::new();
    for (subject, _) in invitations.iter().filter_map(|invitation| invitation.subject) {
        *raters.entry(subject).or_default() += 1;
    }
    let without = subjects.iter().filter(|subject| !raters.contains_key(&PersonId(subject.person_id))).count();
    match u32::try_from(without) {
        Ok(0) => Vec::new(),
        without => vec![Refusal::SubjectsWithoutRaters(without.unwrap_or(u32::MAX))],
    }
}
