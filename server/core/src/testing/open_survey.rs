//! One open survey to which the test's person is invited, made without launching anything.

use ayeneh_domain::{
    ids::{InvitationId, SurveyId},
    questionnaire::builtin::{self, Trust},
};

use super::TestCore;
use crate::{
    on_engine,
    secret::{Purpose, token_hash},
};

const ADD_QUESTIONNAIRE: &str = "INSERT INTO questionnaire (organisation_id, id, key, version, document, frozen_at) \
    VALUES ($1, $2, 'trust.employee', 1, $3, 0)";
const ADD_SURVEY: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, rules, \
    promise_fa, promise_en, closes_on, created_at) VALUES ($1, $2, 'wave', 'open', 'پاییز', 'Autumn', '2026-11', \
    'confidential', '{}', 'قول یک\nقول دو', 'First promise\nSecond promise', '2026-12-01', 0)";
const ADD_WORDING: &str = "INSERT INTO survey_questionnaire (organisation_id, survey_id, wording, questionnaire_id) \
    VALUES ($1, $2, 'employee', $3)";
const ADD_INVITATION: &str = "INSERT INTO invitation (organisation_id, id, survey_id, wording, side, person_id, \
    unit_id, level, tenure, token_hash) VALUES ($1, $2, $3, 'employee', 'employee', $4, $5, 'staff', '1_to_3', $6)";
const SET_STATE: &str = "UPDATE survey SET state = $3 WHERE organisation_id = $1 AND id = $2";

/// The survey, and the invitation of the test's person.
pub struct OpenSurvey {
    /// The survey.
    pub id: SurveyId,
    /// The invitation.
    pub invitation: InvitationId,
    /// The token of the invitation's link.
    pub token: String,
}

impl OpenSurvey {
    /// Makes it.
    pub async fn new(t: &TestCore) -> Self {
        let [id, invitation, questionnaire, unit] = [(); 4].map(|()| t.core.new_id());
        let token = t.core.secret.token(Purpose::Invitation, invitation);
        let document = serde_json::to_string(builtin::trust(Trust::Employee)).expect("a document");
        let (organisation, person, hash) = (t.ctx.organisation.0, t.ctx.person.0, token_hash(&token));
        let mut tx = t.core.db.write().await.expect("a transaction");
        on_engine!(&mut tx, |c| {
            let add = sqlx::query(ADD_QUESTIONNAIRE).bind(organisation).bind(questionnaire).bind(document);
            add.execute(&mut *c).await.expect("adds a questionnaire");
            sqlx::query(ADD_SURVEY).bind(organisation).bind(id).execute(&mut *c).await.expect("adds a survey");
            let add = sqlx::query(ADD_WORDING).bind(organisation).bind(id).bind(questionnaire);
            add.execute(&mut *c).await.expect("adds a wording");
            let add = sqlx::query(ADD_INVITATION).bind(organisation).bind(invitation).bind(id);
            add.bind(person).bind(unit).bind(hash).execute(c).await.expect("adds an invitation");
        });
        tx.commit().await.expect("commits");
        Self { id: SurveyId(id), invitation: InvitationId(invitation), token }
    }

    /// Moves the survey on (or back): `draft`, `open`, `closed`, `released`.
    pub async fn set_state(&self, t: &TestCore, state: &str) {
        let mut tx = t.core.db.write().await.expect("a transaction");
        let organisation = t.ctx.organisation.0;
        on_engine!(&mut tx, |c| {
            let change = sqlx::query(SET_STATE).bind(organisation).bind(self.id.0).bind(state);
            change.execute(c).await.map(|_| ())
        })
        .expect("changes the state");
        tx.commit().await.expect("commits");
    }

    /// The sealed answers of all surveys.
    pub async fn sealed(&self, t: &TestCore) -> Vec<Vec<u8>> {
        let mut tx = t.core.db.read().await.expect("a transaction");
        on_engine!(&mut tx, |c| sqlx::query_scalar("SELECT body FROM sealed_response").fetch_all(c).await)
            .expect("reads")
    }
}
