//! Finds invitations for many answers at once, and keeps frozen questionnaires in memory: neither ever changes.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use ayeneh_domain::{
    ids::{OrganisationId, QuestionnaireId},
    questionnaire::Frozen,
};

use super::store;
use crate::{
    batch::Batcher,
    db::Db,
    doors::respondent::{self, InvitationRow},
    error::{Error, Result},
};

/// At most so many invitations are looked up by one transaction.
const MOST: usize = 256;

type Kept = RwLock<HashMap<(OrganisationId, QuestionnaireId), Arc<Frozen>>>;

/// Who may answer what.
pub(crate) struct Respondents {
    db: Db,
    invitations: Batcher<Vec<u8>, Option<InvitationRow>>,
    questionnaires: Kept,
}

impl Respondents {
    pub(crate) fn start(db: Db) -> Self {
        let reader = db.clone();
        let invitations = Batcher::start(MOST, move |hashes| find(reader.clone(), hashes));
        Self { db, invitations, questionnaires: Kept::default() }
    }

    pub(crate) async fn stop(&self) {
        self.invitations.stop().await;
    }

    /// The invitation of a token's hash.
    pub(super) async fn find(&self, token_hash: Vec<u8>) -> Result<Option<InvitationRow>> {
        self.invitations.ask(token_hash).await
    }

    /// A frozen questionnaire.
    pub(super) async fn questionnaire(&self, organisation: OrganisationId, id: QuestionnaireId) -> Result<Arc<Frozen>> {
        let key = (organisation, id);
        if let Some(kept) = self.questionnaires.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(kept.clone());
        }
        let mut tx = self.db.read().await?;
        let document = store::document(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
        let frozen: Arc<Frozen> = Arc::new(serde_json::from_str(&document)?);
        self.questionnaires.write().unwrap_or_else(PoisonError::into_inner).insert(key, frozen.clone());
        Ok(frozen)
    }
}

async fn find(db: Db, hashes: Vec<Vec<u8>>) -> Result<Vec<Option<InvitationRow>>> {
    let mut tx = db.read().await?;
    let rows = respondent::find(&mut tx, &hashes).await?;
    let found: HashMap<_, _> = rows.into_iter().map(|row| (row.token_hash.clone(), row)).collect();
    Ok(hashes.iter().map(|hash| found.get(hash).cloned()).collect())
}
