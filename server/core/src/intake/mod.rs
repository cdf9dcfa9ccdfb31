//! Takes answers in: seals them, and stores many with one durable commit. What is acknowledged is stored.
//!
//! Submitting writes envelope, spent token and receipt hash, and nothing else: no time, no order, no person.

mod batch;
mod order;
mod receipt;
pub mod seal;
mod store;

use ayeneh_domain::{
    answer::Response,
    ids::{OrganisationId, SealedId, SurveyId},
    questionnaire::Questionnaire,
};

pub use self::{order::forget_order, receipt::Receipt, store::STATEMENTS};
use crate::{
    batch::Batcher,
    db::{Db, Tx},
    error::Result,
    random::Random,
};

/// So many imported answers are sealed before they are stored.
const IMPORTED_AT_ONCE: usize = 4096;
/// At most so many answers share a commit.
const MOST: usize = 512;

/// An answer on its way into the box.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The tenant.
    pub organisation: OrganisationId,
    /// The survey.
    pub survey: SurveyId,
    /// SHA-256 of the invitation's token.
    pub token_hash: Vec<u8>,
    /// The number that the respondent was shown with the first page.
    pub receipt: Receipt,
    /// A new random identifier.
    pub id: SealedId,
    /// See [`seal::seal`].
    pub sealed: Vec<u8>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Stored now, durably.
    Stored(Receipt),
    /// The same answer was stored before: a second click, a repeated request, another tab.
    AlreadyStored(Receipt),
    /// Another answer was given with this invitation; that one counts.
    Spent,
    /// The survey takes no answers (any more).
    Closed,
    /// There is no such survey or invitation.
    Unknown,
}

/// The door to the box; see [`crate::Core::intake`].
#[derive(Debug)]
pub struct Intake(Batcher<Submission, Outcome>);

impl Intake {
    /// Starts taking answers.
    pub fn start(db: Db) -> Self {
        Self(Batcher::start(MOST, move |batch| batch::store(db.clone(), batch)))
    }

    /// Stores an answer; returns after the commit that made it durable.
    ///
    /// # Errors
    /// The database's. The answer may have been stored all the same: sending it again with the same receipt is right.
    pub async fn submit(&self, submission: Submission) -> Result<Outcome> {
        self.0.ask(submission).await
    }

    /// Takes nothing any more and returns when all that was taken is stored.
    pub async fn stop(&self) {
        self.0.stop().await;
    }
}

/// Seals and stores answers that were given elsewhere. They spend no token: nobody is invited to answer them again.
///
/// # Errors
/// The database's.
pub(crate) async fn import(
    tx: &mut Tx,
    random: &dyn Random,
    organisation: OrganisationId,
    survey: SurveyId,
    questionnaire: &Questionnaire,
    responses: &[Response],
) -> Result<()> {
    for part in responses.chunks(IMPORTED_AT_ONCE) {
        let seal = |response| Ok((SealedId(random.uuid()), seal::seal(response, questionnaire)?));
        let mut envelopes = part.iter().map(seal).collect::<Result<Vec<_>>>()?;
        // By the key of their table, not in the order of the file.
        envelopes.sort_by_key(|(id, _)| *id);
        store::insert_envelopes(tx, organisation, survey, &envelopes).await?;
    }
    Ok(())
}
