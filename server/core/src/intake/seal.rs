//! The envelope of an answer: version byte, JSON, padding to a few lengths. Encryption will take its place in here.
//!
//! Padding, because without it the length of a comment would say who wrote it.

use ayeneh_domain::answer::Response;

/// The first byte of an envelope whose content is plain JSON.
const PLAIN: u8 = 1;
/// The shortest envelope; others are twice as long, four times, and so on.
const SHORTEST: usize = 1024;

/// Why an envelope cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is empty or of a version that this program does not know.
    #[error("a sealed answer of an unknown version")]
    Version,
    /// Its content is damaged.
    #[error("a sealed answer is damaged: {0}")]
    Content(#[from] serde_json::Error),
}

/// Seals an answer: 1, 2, 4, 8, … KiB.
pub fn seal(response: &Response) -> Vec<u8> {
    let mut envelope = Vec::with_capacity(SHORTEST);
    envelope.push(PLAIN);
    serde_json::to_writer(&mut envelope, response)
        .expect("answers have text keys, and a Vec takes any number of bytes");
    let length = envelope.len().next_power_of_two().max(SHORTEST);
    // White space after JSON means nothing, so no length needs to be kept.
    envelope.resize(length, b' ');
    envelope
}

/// Opens an envelope. Only the release builder does.
///
/// # Errors
/// See [`Unreadable`].
pub fn open(envelope: &[u8]) -> Result<Response, Unreadable> {
    match envelope {
        [PLAIN, content @ ..] => Ok(serde_json::from_slice(content)?),
        _ => Err(Unreadable::Version),
    }
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::{
        answer::{Answer, Answers, Group},
        ids::UnitId,
        questionnaire::Side,
    };
    use uuid::Uuid;

    use super::*;

    fn response(comment: usize) -> Response {
        let group = Group {
            side: Side::Employee,
            unit: UnitId(Uuid::from_u128(7)),
            level: None,
            tenure: None,
            subject: None,
            relationship: None,
        };
        let mut answers = Answers::from([("reach.1".to_owned(), Answer::Score(4))]);
        answers.insert("reach.2".to_owned(), Answer::NOT_APPLICABLE);
        answers.insert("comment".to_owned(), Answer::Text("آ".repeat(comment)));
        Response { group, answers }
    }

    #[test]
    fn what_was_sealed_is_opened_and_lengths_are_few() {
        for (comment, length) in [(1, 1024), (400, 1024), (600, 2048), (1_500, 4096), (2_000, 8192)] {
            let sealed = seal(&response(comment));
            assert_eq!(open(&sealed).expect("opens"), response(comment));
            assert_eq!(sealed.len(), length, "{comment}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(matches!(open(&[]), Err(Unreadable::Version)));
        assert!(matches!(open(&[9, b'{']), Err(Unreadable::Version)));
        let mut cut = seal(&response(5));
        cut.truncate(60);
        assert!(matches!(open(&cut), Err(Unreadable::Content(_))));
    }
}
