//! The envelope of an answer, packed: version byte, which questionnaire, group, a byte an item, own words, padding to a
//! few lengths. Encryption will take its place in here.
//!
//! Packed, because the fewer bytes an answer has, the more of them share a write to the disk. Padded, because without it
//! the length of a comment would say who wrote it.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::{Answer, Answers, Group, Response},
    ids::{PersonId, UnitId},
    people::{Level, TenureBand},
    questionnaire::{Frozen, Questionnaire, Side},
    relationship::Relationship,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The first byte of an envelope that is packed and not encrypted.
const PACKED: u8 = 1;
/// The shortest envelope; others are twice as long, four times, and so on.
const SHORTEST: usize = 128;

/// What stands for an item: nothing, "does not apply", words that follow, or a score.
const UNANSWERED: u8 = 0;
const NOT_APPLICABLE: u8 = 1;
const WORDS: u8 = 2;
const SCORES: u8 = 3;

/// Which questionnaire was answered: the first bytes of SHA-256 over the keys of its items. Wordings that ask the same
/// items are one.
type Tag = [u8; 4];

/// Why an envelope cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is empty or of a version that this program does not know.
    #[error("a sealed answer of an unknown version")]
    Version,
    /// It answers none of the survey's questionnaires.
    #[error("a sealed answer to another questionnaire")]
    Questionnaire,
    /// Its content is damaged.
    #[error("a sealed answer is damaged")]
    Content,
}

/// An answer to an item that the questionnaire does not have.
#[derive(Debug, thiserror::Error)]
#[error("an answer to an item that was not asked")]
pub struct NotAsked;

fn tag(questionnaire: &Questionnaire) -> Tag {
    let mut hash = Sha256::new();
    for item in questionnaire.items() {
        hash.update(item.key.as_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// Seals an answer: 128, 256, 512, … bytes.
///
/// # Errors
/// [`NotAsked`]; answers are checked before they are sealed.
pub fn seal(response: &Response, questionnaire: &Questionnaire) -> Result<Vec<u8>, NotAsked> {
    let mut envelope = Vec::with_capacity(SHORTEST);
    envelope.push(PACKED);
    envelope.extend(tag(questionnaire));
    pack_group(&mut envelope, &response.group);
    let (mut words, mut packed) = (Vec::new(), 0);
    for item in questionnaire.items() {
        let answer = response.answers.get(&item.key);
        packed += usize::from(answer.is_some());
        envelope.push(match answer {
            None => UNANSWERED,
            Some(Answer::NotApplicable { .. }) => NOT_APPLICABLE,
            Some(Answer::Score(score)) => SCORES.saturating_add(*score),
            Some(Answer::Text(text)) => {
                words.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
                words.extend(text.as_bytes());
                WORDS
            }
        });
    }
    if packed != response.answers.len() {
        return Err(NotAsked);
    }
    envelope.extend(words);
    let length = envelope.len().next_power_of_two().max(SHORTEST);
    // Everything before says how long it is, so no length needs to be kept.
    envelope.resize(length, 0);
    Ok(envelope)
}

fn pack_group(envelope: &mut Vec<u8>, group: &Group) {
    envelope.push(place(Side::ALL, Some(group.side)));
    envelope.extend(group.unit.0.as_bytes());
    envelope.push(place(Level::ALL, group.level));
    envelope.push(place(TenureBand::ALL, group.tenure));
    envelope.push(place(Relationship::ALL, group.relationship));
    envelope.push(u8::from(group.subject.is_some()));
    envelope.extend(group.subject.iter().flat_map(|subject| *subject.0.as_bytes()));
}

/// The place of a value, from 1; 0 stands for none.
fn place<T: PartialEq>(all: &[T], value: Option<T>) -> u8 {
    let place = value.and_then(|value| all.iter().position(|known| *known == value));
    place.map_or(0, |place| u8::try_from(place + 1).unwrap_or(0))
}

/// Opens the envelopes of one survey. Only the release builder does.
pub struct Opener<'a>(BTreeMap<Tag, &'a Questionnaire>);

impl<'a> Opener<'a> {
    /// For answers to these questionnaires.
    pub fn new(questionnaires: impl IntoIterator<Item = &'a Frozen>) -> Self {
        Self(questionnaires.into_iter().map(|frozen| (tag(frozen.document()), frozen.document())).collect())
    }

    /// Opens an envelope.
    ///
    /// # Errors
    /// See [`Unreadable`].
    pub fn open(&self, envelope: &[u8]) -> Result<Response, Unreadable> {
        let Some((&PACKED, content)) = envelope.split_first() else { return Err(Unreadable::Version) };
        let mut rest = Rest(content);
        let questionnaire = self.0.get(&rest.array()?).ok_or(Unreadable::Questionnaire)?;
        let group = rest.group()?;
        let marks = rest.take(questionnaire.items().count())?;
        let mut answers = Answers::new();
        for (item, mark) in questionnaire.items().zip(marks) {
            let answer = match *mark {
                UNANSWERED => continue,
                NOT_APPLICABLE => Answer::NOT_APPLICABLE,
                WORDS => Answer::Text(rest.words()?),
                score => Answer::Score(score - SCORES),
            };
            answers.insert(item.key.clone(), answer);
        }
        Ok(Response { group, answers })
    }
}

/// What was not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Unreadable> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Unreadable::Content)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        self.take(N)?.try_into().map_err(|_| Unreadable::Content)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<Option<T>, Unreadable> {
        let [place] = self.array()?;
        match usize::from(place).checked_sub(1) {
            None => Ok(None),
            Some(place) => all.get(place).copied().map(Some).ok_or(Unreadable::Content),
        }
    }

    fn group(&mut self) -> Result<Group, Unreadable> {
        let side = self.one_of(Side::ALL)?.ok_or(Unreadable::Content)?;
        let unit = UnitId(Uuid::from_bytes(self.array()?));
        let (level, tenure) = (self.one_of(Level::ALL)?, self.one_of(TenureBand::ALL)?);
        let relationship = self.one_of(Relationship::ALL)?;
        let subject = match self.array()? {
            [0] => None,
            [1] => Some(PersonId(Uuid::from_bytes(self.array()?))),
            _ => return Err(Unreadable::Content),
        };
        Ok(Group { side, unit, level, tenure, subject, relationship })
    }

    fn words(&mut self) -> Result<String, Unreadable> {
        let length = u32::from_le_bytes(self.array()?);
        let bytes = self.take(usize::try_from(length).map_err(|_| Unreadable::Content)?)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| Unreadable::Content)
    }
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::questionnaire::builtin::{self, Trust};
    use proptest::prelude::*;

    use super::*;

    fn asked() -> Frozen {
        Frozen::freeze(builtin::trust(Trust::Employee).clone()).expect("built in")
    }

    fn group() -> Group {
        Group {
            side: Side::Employee,
            unit: UnitId(Uuid::from_u128(7)),
            level: None,
            tenure: None,
            subject: None,
            relationship: None,
        }
    }

    fn response(comment: usize) -> Response {
        let mut answers = Answers::from([("reach.1".to_owned(), Answer::Score(4))]);
        answers.insert("reach.2".to_owned(), Answer::NOT_APPLICABLE);
        answers.insert("comment".to_owned(), Answer::Text("آ".repeat(comment)));
        Response { group: group(), answers }
    }

    #[test]
    fn what_was_sealed_is_opened_and_lengths_are_few() {
        let asked = asked();
        for (comment, length) in [(1, 128), (30, 128), (60, 256), (200, 512), (2_000, 4096)] {
            let sealed = seal(&response(comment), asked.document()).expect("asked");
            assert_eq!(Opener::new([&asked]).open(&sealed).expect("opens"), response(comment));
            assert_eq!(sealed.len(), length, "{comment}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let asked = asked();
        let opener = Opener::new([&asked]);
        let open = |envelope: &[u8]| opener.open(envelope).expect_err("refused");
        assert!(matches!(open(&[]), Unreadable::Version));
        assert!(matches!(open(&[9; 200]), Unreadable::Version));
        let sealed = seal(&response(50), asked.document()).expect("asked");
        for length in [3, 20, 40, 60] {
            assert!(matches!(open(&sealed[..length]), Unreadable::Content), "{length}");
        }
        let twenty = Frozen::freeze(builtin::centricity().clone()).expect("built in");
        assert!(matches!(Opener::new([&twenty]).open(&sealed), Err(Unreadable::Questionnaire)));
        assert!(seal(&response(5), twenty.document()).is_err(), "nothing is left out in silence");
    }

    proptest! {
        #[test]
        fn every_group_and_every_answer_comes_back(
            (level, tenure, relationship) in (0usize..4, 0usize..5, 0usize..7),
            subject in prop::option::of(any::<u128>()),
            given in prop::collection::vec((0u8..13, "\\PC{0,40}"), 40),
        ) {
            let asked = asked();
            let of = |place: usize| place.checked_sub(1);
            let group = Group {
                side: Side::ALL[level % 2],
                level: of(level).map(|place| Level::ALL[place]),
                tenure: of(tenure).map(|place| TenureBand::ALL[place]),
                relationship: of(relationship).map(|place| Relationship::ALL[place]),
                subject: subject.map(|id| PersonId(Uuid::from_u128(id))),
                ..group()
            };
            let answer = |(mark, text): &(u8, String)| match mark {
                0 => None,
                1 => Some(Answer::NOT_APPLICABLE),
                2 => Some(Answer::Text(text.clone())),
                score => Some(Answer::Score(score - 2)),
            };
            let items = asked.document().items().zip(&given);
            let answers = items.filter_map(|(item, given)| Some((item.key.clone(), answer(given)?))).collect();
            let response = Response { group, answers };
            let sealed = seal(&response, asked.document()).expect("asked");
            prop_assert!(sealed.len().is_power_of_two());
            prop_assert_eq!(Opener::new([&asked]).open(&sealed).expect("opens"), response);
        }
    }
}
