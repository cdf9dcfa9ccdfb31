//! Who rates whom in a 360° round, as the organisation suggests it; HR corrects the rest.

use std::collections::BTreeMap;

use crate::{
    ids::{ContactId, PersonId, UnitId},
    relationship::Relationship,
};

/// At most so many peers are suggested.
pub const MOST_PEERS: usize = 8;
/// At most so many customers are suggested.
pub const MOST_CUSTOMERS: usize = 6;

/// An employee, as far as raters are made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The person.
    pub id: PersonId,
    /// Where the person works.
    pub unit: UnitId,
    /// For whom.
    pub manager: Option<PersonId>,
}

/// A customer's contact and the unit that serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// The contact.
    pub id: ContactId,
    /// The unit.
    pub unit: UnitId,
}

/// Somebody who rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RaterId {
    /// An employee.
    Person(PersonId),
    /// A contact of a customer or supplier.
    Contact(ContactId),
}

/// Somebody who rates a subject, and in what relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rater {
    /// In what relation.
    pub relationship: Relationship,
    /// Who.
    pub id: RaterId,
}

/// Why somebody cannot rate a subject in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// Only the subject rates as self.
    #[error("only the subject rates as self")]
    NotTheSubject,
    /// The subject rates as self and not otherwise.
    #[error("the subject rates as self only")]
    TheSubject,
    /// Contacts rate as customer or supplier.
    #[error("a contact is a customer or a supplier")]
    ContactInside,
    /// Employees do not rate as customer or supplier.
    #[error("an employee is no customer and no supplier")]
    PersonOutside,
}

/// Whether somebody can rate a subject in a relation.
///
/// # Errors
/// Why not.
pub fn fits(subject: PersonId, rater: Rater) -> Result<(), Misfit> {
    let is_subject = rater.id == RaterId::Person(subject);
    let is_person = matches!(rater.id, RaterId::Person(_));
    match rater.relationship {
        relationship if relationship.is_external() && is_person => Err(Misfit::PersonOutside),
        relationship if !relationship.is_external() && !is_person => Err(Misfit::ContactInside),
        Relationship::Self_ if !is_subject => Err(Misfit::NotTheSubject),
        relationship if relationship != Relationship::Self_ && is_subject => Err(Misfit::TheSubject),
        _ => Ok(()),
    }
}

/// The organisation, arranged for finding raters. Only those who are there now belong into it.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    people: BTreeMap<PersonId, Colleague>,
    reports: BTreeMap<PersonId, Vec<PersonId>>,
    served: BTreeMap<UnitId, Vec<ContactId>>,
}

impl Organisation {
    /// Arranges people and contacts.
    pub fn new(people: &[Colleague], contacts: &[Served]) -> Self {
        let mut organisation = Self::default();
        for person in people {
            organisation.people.insert(person.id, *person);
            if let Some(manager) = person.manager {
                organisation.reports.entry(manager).or_default().push(person.id);
            }
        }
        for contact in contacts {
            organisation.served.entry(contact.unit).or_default().push(contact.id);
        }
        organisation
    }

    /// The raters of a subject: self, the manager, up to [`MOST_PEERS`] with the same manager, everybody who reports
    /// to the subject, and up to [`MOST_CUSTOMERS`] contacts that the subject's unit serves. `draw(n)` gives a number
    /// below `n`, each as likely. Nobody appears twice; somebody who is not there has no raters.
    pub fn raters(&self, subject: PersonId, draw: &mut impl FnMut(usize) -> usize) -> Vec<Rater> {
        let Some(person) = self.people.get(&subject) else { return Vec::new() };
        let manager = person.manager.filter(|manager| *manager != subject && self.people.contains_key(manager));
        let reports = self.reports.get(&subject).into_iter().flatten().filter(|report| **report != subject);
        let team = manager.and_then(|manager| self.reports.get(&manager)).into_iter().flatten();
        // In a circle of two managers the other one is manager already.
        let peers: Vec<PersonId> = team.copied().filter(|peer| *peer != subject && Some(*peer) != manager).collect();
        let customers = self.served.get(&person.unit).cloned().unwrap_or_default();

        let by_person = |relationship| move |id| Rater { relationship, id: RaterId::Person(id) };
        let mut raters = vec![by_person(Relationship::Self_)(subject)];
        raters.extend(manager.map(by_person(Relationship::Manager)));
        raters.extend(sample(peers, MOST_PEERS, draw).into_iter().map(by_person(Relationship::Peer)));
        raters.extend(
            reports.copied().filter(|report| Some(*report) != manager).map(by_person(Relationship::DirectReport)),
        );
        let customers = sample(customers, MOST_CUSTOMERS, draw);
        raters.extend(
            customers.into_iter().map(|id| Rater { relationship: Relationship::Customer, id: RaterId::Contact(id) }),
        );
        raters
    }
}

/// At most `most` of them, each as likely (Fisher and Yates, stopped early).
fn sample<T>(mut from: Vec<T>, most: usize, draw: &mut impl FnMut(usize) -> usize) -> Vec<T> {
    let wanted = most.min(from.len());
    if wanted < from.len() {
        for place in 0..wanted {
            let other = place + draw(from.len() - place);
            from.swap(place, other);
        }
        from.truncate(wanted);
    }
    from
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rand::{RngExt, SeedableRng};
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn colleague(n: u128, manager: Option<u128>) -> Colleague {
        Colleague { id: person(n), unit: UnitId(Uuid::from_u128(1)), manager: manager.map(person) }
    }

    fn contacts(n: u128) -> Vec<Served> {
        (0..n).map(|n| Served { id: ContactId(Uuid::from_u128(n)), unit: UnitId(Uuid::from_u128(1)) }).collect()
    }

    fn count(raters: &[Rater], relationship: Relationship) -> usize {
        raters.iter().filter(|rater| rater.relationship == relationship).count()
    }

    #[test]
    fn a_team_leader_is_seen_from_all_sides() {
        let mut people = vec![colleague(1, None), colleague(2, Some(1)), colleague(3, Some(1))];
        people.extend((10..14).map(|n| colleague(n, Some(2))));
        let organisation = Organisation::new(&people, &contacts(9));
        let raters = organisation.raters(person(2), &mut |_| 0);
        let counts = [
            Relationship::Self_,
            Relationship::Manager,
            Relationship::Peer,
            Relationship::DirectReport,
            Relationship::Customer,
        ]
        .map(|relationship| count(&raters, relationship));
        assert_eq!(counts, [1, 1, 1, 4, 6]);
    }

    #[test]
    fn who_left_neither_rates_nor_is_rated() {
        let organisation = Organisation::new(&[colleague(2, Some(1))], &[]);
        assert_eq!(organisation.raters(person(2), &mut |_| 0).len(), 1, "only oneself");
        assert!(organisation.raters(person(1), &mut |_| 0).is_empty());
    }

    #[test]
    fn a_relation_must_fit() {
        let rate = |id, relationship| fits(person(1), Rater { relationship, id });
        let contact = RaterId::Contact(ContactId(Uuid::from_u128(1)));
        assert_eq!(rate(RaterId::Person(person(2)), Relationship::Peer), Ok(()));
        assert_eq!(rate(RaterId::Person(person(2)), Relationship::Self_), Err(Misfit::NotTheSubject));
        assert_eq!(rate(RaterId::Person(person(1)), Relationship::Peer), Err(Misfit::TheSubject));
        assert_eq!(rate(RaterId::Person(person(2)), Relationship::Customer), Err(Misfit::PersonOutside));
        assert_eq!(rate(contact, Relationship::Manager), Err(Misfit::ContactInside));
        assert_eq!(rate(contact, Relationship::Supplier), Ok(()));
    }

    proptest! {
        /// Whoever manages whom, circles included: nobody rates twice, all relations fit, the limits hold.
        #[test]
        fn suggested_raters_always_fit(
            managers in prop::collection::vec(prop::option::of(0u128..40), 1..40),
            served in 0u128..20,
            seed in any::<u64>(),
        ) {
            let people: Vec<Colleague> =
                managers.iter().enumerate().map(|(n, manager)| colleague(n as u128, *manager)).collect();
            let organisation = Organisation::new(&people, &contacts(served));
            let mut random = rand_chacha::ChaCha20Rng::seed_from_u64(seed);
            for subject in &people {
                let raters = organisation.raters(subject.id, &mut |n| random.random_range(0..n));
                let distinct: BTreeSet<RaterId> = raters.iter().map(|rater| rater.id).collect();
                prop_assert_eq!(distinct.len(), raters.len());
                prop_assert!(raters.iter().all(|rater| fits(subject.id, *rater).is_ok()));
                prop_assert!(count(&raters, Relationship::Self_) == 1 && count(&raters, Relationship::Manager) <= 1);
                prop_assert!(count(&raters, Relationship::Peer) <= MOST_PEERS);
                prop_assert_eq!(count(&raters, Relationship::Customer), MOST_CUSTOMERS.min(served as usize));
            }
        }
    }
}
