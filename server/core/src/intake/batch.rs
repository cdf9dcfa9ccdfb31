//! Stores a batch of answers in one transaction, whose commit makes all of them durable.

use std::collections::{HashMap, HashSet};

use ayeneh_domain::ids::{OrganisationId, SurveyId};

use super::{Outcome, Submission, store};
use crate::{
    db::{Db, Tx},
    error::Result,
};

type Key = (OrganisationId, SurveyId);

/// Stores what can be stored and says of each what became of it, in the order of the batch.
pub(super) async fn store(db: Db, batch: Vec<Submission>) -> Result<Vec<Outcome>> {
    let mut tx = db.write().await?;
    let states = states(&mut tx, &batch).await?;
    let new = spend(&mut tx, &states, &batch).await?;
    // By the keys of their own tables, not in the order in which they came.
    let mut stored: Vec<&Submission> = new.iter().map(|at| &batch[*at]).collect();
    stored.sort_by_cached_key(|submission| submission.receipt.hash());
    store::insert_receipts(&mut tx, &stored).await?;
    stored.sort_by_key(|submission| submission.id);
    store::insert_sealed(&mut tx, &stored).await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for (at, submission) in batch.iter().enumerate() {
        outcomes.push(match new.contains(&at) {
            true => Outcome::Stored(submission.receipt),
            false => refused(&mut tx, states[&key(submission)].as_deref(), submission).await?,
        });
    }
    tx.commit().await?;
    Ok(outcomes)
}

fn key(submission: &Submission) -> Key {
    (submission.organisation, submission.survey)
}

/// The state of each survey of the batch, held until the commit so that no survey is closed in between.
async fn states(tx: &mut Tx, batch: &[Submission]) -> Result<HashMap<Key, Option<String>>> {
    let mut surveys: Vec<Key> = batch.iter().map(key).collect();
    surveys.sort();
    surveys.dedup();
    let mut states = HashMap::new();
    for (organisation, survey) in surveys {
        states.insert((organisation, survey), store::state(tx, organisation, survey).await?);
    }
    Ok(states)
}

/// Spends the tokens of open surveys; returns whose answer is the first with its token.
async fn spend(tx: &mut Tx, states: &HashMap<Key, Option<String>>, batch: &[Submission]) -> Result<HashSet<usize>> {
    let mut first: HashMap<(Key, &[u8]), usize> = HashMap::new();
    for (at, submission) in batch.iter().enumerate() {
        if states[&key(submission)].as_deref() == Some("open") {
            first.entry((key(submission), &submission.token_hash)).or_insert(at);
        }
    }
    let mut asked: Vec<&Submission> = first.values().map(|at| &batch[*at]).collect();
    // One order for all servers, so that two with the same tokens never wait for each other.
    asked.sort_by(|a, b| a.token_hash.cmp(&b.token_hash));
    let spent: HashSet<Vec<u8>> = store::spend(tx, &asked).await?.into_iter().collect();
    Ok(first.into_values().filter(|at| spent.contains(&batch[*at].token_hash)).collect())
}

/// Why an answer was not stored: it was before, another was, or the survey takes none.
async fn refused(tx: &mut Tx, state: Option<&str>, submission: &Submission) -> Result<Outcome> {
    let Some(state) = state else { return Ok(Outcome::Unknown) };
    // Asked first: whose reply was lost and who tries again after the close is told the truth.
    if store::is_stored(tx, submission).await? {
        return Ok(Outcome::AlreadyStored(submission.receipt));
    }
    Ok(if state == "open" { Outcome::Spent } else { Outcome::Closed })
}
