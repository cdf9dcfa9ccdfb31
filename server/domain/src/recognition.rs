//! Recognition: thanks to a colleague for a behaviour of the 360° set, for everybody in the company to read or for the
//! person alone. It is never counted for pay, so nothing here adds it up per person.

use crate::{
    bilingual::Bilingual,
    people::keyed,
    plain_text,
    questionnaire::{Item, builtin},
    relationship::Relationship,
};
use serde::{Deserialize, Serialize};

/// The longest thanks, in characters: a few sentences.
pub const LONGEST_THANKS: usize = 500;
/// The longest reason for hiding one.
pub const LONGEST_REASON: usize = 300;
/// So many thanks somebody may give in a day: thanks by the dozen say nothing.
pub const MOST_A_DAY: u32 = 20;

/// Who reads thanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody who works in the company.
    Company,
    /// Whoever is thanked, and nobody else.
    Person,
}

keyed!(Audience { Company => "company", Person => "person" });

/// What stands in the way of thanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// To oneself.
    Oneself,
    /// To somebody who has left.
    Left,
    /// For a behaviour that the set does not have.
    Behaviour,
    /// Without a word.
    Empty,
    /// Longer than [`LONGEST_THANKS`].
    TooLong,
    /// Nobody is chosen to read it.
    Audience,
    /// [`MOST_A_DAY`] were given today.
    TooMany,
}

/// What is known of thanks before they are given.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Whether giver and receiver are one.
    pub is_oneself: bool,
    /// Whether the receiver works there.
    pub is_there: bool,
    /// The behaviour's key.
    pub behaviour: &'a str,
    /// The words.
    pub words: &'a str,
    /// Who is to read it.
    pub audience: Option<Audience>,
    /// How many the giver gave today.
    pub today: u32,
}

/// The behaviours for which one can thank: the 360° set.
pub fn behaviours() -> impl Iterator<Item = &'static Item> {
    builtin::behaviour(Relationship::Peer).items().filter(|item| item.element.is_some())
}

/// The words of a behaviour; `None` if the set does not have it.
pub fn behaviour(key: &str) -> Option<&'static Bilingual> {
    behaviours().find(|item| item.key == key).map(|item| &item.text)
}

/// Words as they are kept: without what no eye sees.
pub fn kept(words: &str) -> String {
    plain_text::lines(words).trim().to_owned()
}

/// The words as they are kept, or everything that stands in the way.
///
/// # Errors
/// All faults.
pub fn check(given: &Given) -> Result<String, Vec<Fault>> {
    let words = kept(given.words);
    let faults = [
        (given.is_oneself, Fault::Oneself),
        (!given.is_there, Fault::Left),
        (behaviour(given.behaviour).is_none(), Fault::Behaviour),
        (words.is_empty(), Fault::Empty),
        (words.chars().count() > LONGEST_THANKS, Fault::TooLong),
        (given.audience.is_none(), Fault::Audience),
        (given.today >= MOST_A_DAY, Fault::TooMany),
    ];
    let faults: Vec<Fault> = faults.into_iter().filter_map(|(wrong, fault)| wrong.then_some(fault)).collect();
    if faults.is_empty() { Ok(words) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn good() -> Given<'static> {
        Given {
            is_oneself: false,
            is_there: true,
            behaviour: "listen.1",
            words: "  ممنون که گوش دادید.  ",
            audience: Some(Audience::Company),
            today: 0,
        }
    }

    #[test]
    fn thanks_are_kept_without_what_no_eye_sees() {
        assert_eq!(check(&good()), Ok("ممنون که گوش دادید.".to_owned()));
        assert!(check(&Given { today: MOST_A_DAY - 1, audience: Some(Audience::Person), ..good() }).is_ok());
    }

    #[test]
    fn everything_in_the_way_is_told_at_once() {
        let all = Given { is_oneself: true, is_there: false, behaviour: "x", words: " ", audience: None, today: 20 };
        let faults = check(&all).expect_err("everything is wrong");
        let wanted = [Fault::Oneself, Fault::Left, Fault::Behaviour, Fault::Empty, Fault::Audience, Fault::TooMany];
        assert_eq!(faults, wanted);
    }

    #[test]
    fn one_can_thank_for_every_behaviour_of_the_set() {
        assert_eq!(behaviours().count(), 24);
        assert!(behaviours().all(|item| behaviour(&item.key).is_some()));
        assert_eq!(behaviour("continue"), None, "an open question is no behaviour");
    }

    proptest! {
        #[test]
        fn only_the_length_in_characters_counts(length in 1usize..700) {
            let words = "آ".repeat(length);
            let found = check(&Given { words: &words, ..good() });
            prop_assert_eq!(found.is_ok(), length <= LONGEST_THANKS);
        }
    }
}
