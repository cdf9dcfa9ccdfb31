//! Behaviour alignment: leaders, staff and customers put the same behaviours in order of importance.
//!
//! What a round asks is a [`Ranking`]: a few behaviours, from the 360° set or in own words, and the parties that rank
//! them. From it the questionnaire of each party is made; who answers gives every behaviour one place and each place
//! once, so that everybody's word weighs the same whether it was dragged or typed.

mod agreement;
mod choice;
mod order;

use serde::{Deserialize, Serialize};

pub use self::{
    agreement::Agreement,
    choice::{Choice, Fault, LONGEST_BEHAVIOUR, offered},
    order::{Mismatch, mismatches, places},
};
use crate::{
    answer::Group,
    bilingual::Bilingual,
    people::{Level, keyed},
    questionnaire::{Item, ItemKind, Questionnaire, Side},
    survey::Wording,
};

/// The fewest behaviours that are put in order; fewer say little about what is wanted.
pub const LEAST_BEHAVIOURS: usize = 5;
/// The most; more cannot be kept in mind on a phone.
pub const MOST_BEHAVIOURS: usize = 12;
/// The fewest parties: with one there is nothing to compare.
pub const LEAST_PARTIES: usize = 2;

/// Who ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// What the company wants: its top team, and whoever leads a unit or a team.
    Leaders,
    /// Everybody else who works there.
    Staff,
    /// The contacts of its customers.
    Customers,
}

keyed!(Party { Leaders => "leaders", Staff => "staff", Customers => "customers" });

impl Party {
    /// The party for which somebody of this group speaks.
    pub fn of(group: &Group) -> Self {
        match group.side {
            Side::Customer => Self::Customers,
            Side::Employee => Self::of_level(group.level),
        }
    }

    /// The party of an employee. One whose level is not known leads nobody that we know of.
    pub const fn of_level(level: Option<Level>) -> Self {
        match level {
            Some(Level::Executive | Level::Manager) => Self::Leaders,
            Some(Level::Staff) | None => Self::Staff,
        }
    }

    /// The wording in which it is asked.
    pub const fn wording(self) -> Wording {
        match self {
            Self::Leaders => Wording::RankLeaders,
            Self::Staff => Wording::RankStaff,
            Self::Customers => Wording::RankCustomers,
        }
    }
}

/// A behaviour to be ranked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// Its key among the items of the round, e.g. `rank.listen.1`.
    pub key: String,
    /// What can be seen being done.
    pub text: Bilingual,
}

/// What a round asks, and whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// The behaviours, in the order in which they were chosen.
    pub behaviours: Vec<Ranked>,
    /// The parties.
    pub parties: Vec<Party>,
}

impl Ranking {
    /// The ranking with which a new round begins: what the built-in questionnaire asks, of all three.
    pub fn usual() -> Self {
        let items = Wording::RankStaff.questionnaire().items();
        let behaviours = items.map(|item| Ranked { key: item.key.clone(), text: item.text.clone() }).collect();
        Self { behaviours, parties: Party::ALL.to_vec() }
    }

    /// The questionnaire of a party: the built-in one with the behaviours of this round.
    pub fn questionnaire(&self, party: Party) -> Questionnaire {
        let mut document = party.wording().questionnaire().clone();
        let of = u8::try_from(self.behaviours.len()).unwrap_or(u8::MAX);
        let item = |behaviour: &Ranked| Item {
            key: behaviour.key.clone(),
            text: behaviour.text.clone(),
            element: None,
            kind: ItemKind::Place { of },
            not_applicable: false,
        };
        if let Some(section) = document.sections.first_mut() {
            section.items = self.behaviours.iter().map(item).collect();
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Frozen;

    #[test]
    fn the_usual_ranking_is_what_the_built_in_questionnaires_ask() {
        let usual = Ranking::usual();
        assert!((LEAST_BEHAVIOURS..=MOST_BEHAVIOURS).contains(&usual.behaviours.len()));
        for party in Party::ALL {
            assert_eq!(usual.questionnaire(*party), *party.wording().questionnaire(), "{party:?}");
        }
    }

    #[test]
    fn the_behaviours_of_the_usual_ranking_are_those_of_the_360_set() {
        let offered = offered();
        for behaviour in Ranking::usual().behaviours {
            assert!(offered.contains(&behaviour), "{behaviour:?}");
        }
    }

    #[test]
    fn every_party_is_asked_the_same_in_a_questionnaire_that_can_be_launched() {
        let behaviours: Vec<_> = offered().into_iter().take(MOST_BEHAVIOURS).collect();
        let ranking = Ranking { behaviours, parties: Party::ALL.to_vec() };
        let documents: Vec<_> = Party::ALL.iter().map(|party| ranking.questionnaire(*party)).collect();
        for document in &documents {
            assert!(Frozen::freeze(document.clone()).is_ok());
            assert_eq!(document.items().collect::<Vec<_>>(), documents[0].items().collect::<Vec<_>>());
            assert!(document.items().all(|item| item.kind == ItemKind::Place { of: 12 }));
        }
    }

    #[test]
    fn whoever_leads_speaks_for_the_company() {
        let party = |level| Party::of_level(level);
        assert_eq!(party(Some(Level::Executive)), Party::Leaders);
        assert_eq!(party(Some(Level::Manager)), Party::Leaders);
        assert_eq!((party(Some(Level::Staff)), party(None)), (Party::Staff, Party::Staff));
    }
}
