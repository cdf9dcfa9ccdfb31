//! What HR chooses for a round, checked as a whole: behaviours of the 360° set, behaviours in own words, parties.

use std::collections::BTreeSet;

use super::{LEAST_BEHAVIOURS, LEAST_PARTIES, MOST_BEHAVIOURS, Party, Ranked, Ranking};
use crate::{bilingual::Bilingual, questionnaire::builtin, relationship::Relationship};

/// The longest behaviour in own words, in characters: two lines on a phone.
pub const LONGEST_BEHAVIOUR: usize = 120;

/// What stands before an item's key, so that no ranked behaviour is taken for the item of a review.
const PREFIX: &str = "rank.";

/// What was chosen, unchecked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Keys of behaviours of the 360° set, as offered.
    pub behaviours: Vec<String>,
    /// Behaviours in own words; a row that is empty in both languages is no behaviour.
    pub own: Vec<Bilingual>,
    /// Who ranks.
    pub parties: Vec<Party>,
}

/// What is wrong with a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// So many behaviours were chosen, and not 5 to 12.
    Count(usize),
    /// The set has no such behaviour.
    Unknown,
    /// A behaviour in own words (its row, from 0) is missing in one language.
    OneLanguage(usize),
    /// A behaviour in own words (its row, from 0) is longer than [`LONGEST_BEHAVIOUR`].
    TooLong(usize),
    /// A behaviour in own words (its row, from 0) says what another says already.
    Twice(usize),
    /// Fewer than two parties rank.
    Parties,
}

/// The behaviours of the 360° set that can be chosen.
pub fn offered() -> Vec<Ranked> {
    let items = builtin::behaviour(Relationship::Peer).items().filter(|item| item.element.is_some());
    items.map(|item| Ranked { key: format!("{PREFIX}{}", item.key), text: item.text.clone() }).collect()
}

impl Choice {
    /// The choice that makes a ranking.
    pub fn of(ranking: &Ranking) -> Self {
        let offered = offered();
        let (set, own): (Vec<_>, Vec<_>) = ranking.behaviours.iter().partition(|behaviour| offered.contains(behaviour));
        Self {
            behaviours: set.into_iter().map(|behaviour| behaviour.key.clone()).collect(),
            own: own.into_iter().map(|behaviour| behaviour.text.clone()).collect(),
            parties: ranking.parties.clone(),
        }
    }

    /// The ranking, or everything that is wrong. The set's behaviours come first and in its order.
    ///
    /// # Errors
    /// All faults.
    pub fn check(&self) -> Result<Ranking, Vec<Fault>> {
        let mut faults = Vec::new();
        let wanted: BTreeSet<&str> = self.behaviours.iter().map(String::as_str).collect();
        let mut behaviours: Vec<Ranked> =
            offered().into_iter().filter(|behaviour| wanted.contains(behaviour.key.as_str())).collect();
        if behaviours.len() < wanted.len() {
            faults.push(Fault::Unknown);
        }
        for (row, text) in self.own.iter().enumerate() {
            let text = Bilingual::new(text.fa.trim(), text.en.trim());
            if text.fa.is_empty() && text.en.is_empty() {
                continue;
            }
            faults.extend(fault(row, &text, &behaviours));
            behaviours.push(Ranked { key: format!("{PREFIX}own.{}", row + 1), text });
        }
        if !(LEAST_BEHAVIOURS..=MOST_BEHAVIOURS).contains(&behaviours.len()) {
            faults.push(Fault::Count(behaviours.len()));
        }
        let parties: Vec<Party> = Party::ALL.iter().copied().filter(|party| self.parties.contains(party)).collect();
        if parties.len() < LEAST_PARTIES {
            faults.push(Fault::Parties);
        }
        if faults.is_empty() { Ok(Ranking { behaviours, parties }) } else { Err(faults) }
    }
}

/// What is wrong with a behaviour in own words.
fn fault(row: usize, text: &Bilingual, before: &[Ranked]) -> Option<Fault> {
    let long = |words: &str| words.chars().count() > LONGEST_BEHAVIOUR;
    let same = |other: &Ranked| other.text.fa == text.fa || other.text.en.to_lowercase() == text.en.to_lowercase();
    if text.fa.is_empty() || text.en.is_empty() {
        Some(Fault::OneLanguage(row))
    } else if long(&text.fa) || long(&text.en) {
        Some(Fault::TooLong(row))
    } else {
        before.iter().any(same).then_some(Fault::Twice(row))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn five() -> Choice {
        let behaviours = offered().into_iter().take(5).map(|behaviour| behaviour.key).collect();
        Choice { behaviours, own: Vec::new(), parties: Party::ALL.to_vec() }
    }

    #[test]
    fn own_words_stand_after_the_set_and_are_trimmed() {
        let own = vec![Bilingual::same(" "), Bilingual::new(" سلام می‌کند. ", " Says hello. ")];
        let ranking = Choice { own, ..five() }.check().expect("right");
        assert_eq!(ranking.behaviours.len(), 6);
        assert_eq!(ranking.behaviours[5].key, "rank.own.2");
        assert_eq!(ranking.behaviours[5].text, Bilingual::new("سلام می‌کند.", "Says hello."));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let choice = Choice {
            behaviours: vec!["rank.nothing".to_owned()],
            own: vec![
                Bilingual::new("فقط فارسی", ""),
                Bilingual::same("x".repeat(121)),
                Bilingual::same("Twice"),
                Bilingual::new("دیگر", "twice"),
            ],
            parties: vec![Party::Staff, Party::Staff],
        };
        let faults = choice.check().expect_err("wrong");
        let wanted = [
            Fault::Unknown,
            Fault::OneLanguage(0),
            Fault::TooLong(1),
            Fault::Twice(3),
            Fault::Count(4),
            Fault::Parties,
        ];
        assert_eq!(faults, wanted);
    }

    #[test]
    fn the_number_of_behaviours_is_bounded_on_both_sides() {
        let many = |n| Choice { behaviours: offered().into_iter().take(n).map(|b| b.key).collect(), ..five() };
        assert_eq!(many(4).check(), Err(vec![Fault::Count(4)]));
        assert!(many(5).check().is_ok() && many(12).check().is_ok());
        assert_eq!(many(13).check(), Err(vec![Fault::Count(13)]));
    }

    proptest! {
        #[test]
        fn a_ranking_is_chosen_again_by_its_own_choice(picked in prop::collection::btree_set(0usize..24, 5..=8), own in 0usize..=4) {
            let all = offered();
            let own = (0..own).map(|n| Bilingual::new(format!("رفتار {n}"), format!("behaviour {n}"))).collect();
            let choice = Choice {
                behaviours: picked.into_iter().map(|place| all[place].key.clone()).collect(),
                own,
                parties: vec![Party::Leaders, Party::Customers],
            };
            let ranking = choice.check().expect("right");
            prop_assert_eq!(Choice::of(&ranking).check(), Ok(ranking));
        }
    }
}
