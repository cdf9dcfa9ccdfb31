//! The SQL of the outbox. A mail is waiting, then taken by one worker (`sending`, until its lease ends), then sent,
//! refused, failed, or waiting again.

use ayeneh_domain::ids::{OrganisationId, SurveyId};
use uuid::Uuid;

use super::rows::{ClaimedRow, CountRow, DeliveryRow, FactsRow, InvitedRow};
use crate::{db::Tx, on_engine};

type Sql<T> = Result<T, sqlx::Error>;

const WITH_DUE: &str = "SELECT o.organisation_id FROM organisation o WHERE EXISTS (SELECT 1 FROM outbox m \
     WHERE m.organisation_id = o.organisation_id AND m.state IN ('waiting', 'sending') AND m.due_at <= $1) \
     ORDER BY o.organisation_id";
const RETURN_EXPIRED: &str =
    "UPDATE outbox SET state = 'waiting' WHERE organisation_id = $1 AND state = 'sending' AND due_at <= $2";
const CANDIDATES: &str = "SELECT id, attempts FROM outbox WHERE organisation_id = $1 AND state = 'waiting' \
     AND due_at <= $2 ORDER BY due_at, id LIMIT $3";
// Every taking counts an attempt, so of two workers that saw the same row, the second finds another number. The state
// would say the same, but sends a planner without statistics through the whole queue instead of to the key.
const TAKE: &str = "UPDATE outbox SET state = 'sending', attempts = attempts + 1, due_at = $3 \
     WHERE organisation_id = $1 AND id = $2 AND attempts = $4 \
     RETURNING id, kind, locale, address, recipient, parameters, attempts, created_at";
const ONE: &str = "SELECT id, kind, locale, address, recipient, parameters, attempts, created_at \
     FROM outbox WHERE organisation_id = $1 AND id = $2";
// Somebody who rates several people gets one mail, and it asks for the first that is still owed: of `f`, to which the
// mail was written, or another of the same survey. Where nothing is owed it is `f`, whose token is spent.
macro_rules! owed {
    ($who:literal) => {
        concat!(
            "(SELECT x.id FROM invitation x WHERE x.organisation_id = m.organisation_id AND x.",
            $who,
            " = f.",
            $who,
            " AND x.survey_id = m.survey_id AND x.token_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM spent_token t \
             WHERE t.organisation_id = x.organisation_id AND t.survey_id = x.survey_id \
             AND t.token_hash = x.token_hash) \
             AND NOT EXISTS (SELECT 1 FROM rater_decline d WHERE d.organisation_id = x.organisation_id \
             AND d.invitation_id = x.id) \
             ORDER BY CASE WHEN x.relationship = 'self' THEN 0 ELSE 1 END, x.id LIMIT 1)"
        )
    };
}
// The kind of an invitation's first mail.
macro_rules! asks {
    () => {
        "CASE WHEN s.ranking IS NOT NULL THEN 'invitation_alignment' \
         WHEN s.kind = 'wave' AND i.side = 'employee' THEN 'invitation_employee' \
         WHEN s.kind = 'wave' THEN 'invitation_customer' WHEN s.form = 'recovery' THEN 'invitation_recovery' \
         WHEN s.kind = 'assessment' THEN 'invitation_assessment' \
         WHEN i.relationship = 'self' THEN 'invitation_self' ELSE 'invitation_rater' END"
    };
}
macro_rules! facts {
    ($which:literal) => {
        concat!(
            "SELECT m.id, o.name_fa AS organisation_fa, o.name_en AS organisation_en, s.title_fa, s.title_en, \
             s.promise_fa, s.promise_en, s.mode, s.state, s.closes_on, s.ranking, ",
            asks!(),
            " AS asks, i.id AS invitation_id, i.relationship, \
             p.name AS about, t.token_hash AS spent, coalesce(w.active, k.active) AS still_there, \
             f.contact_id IS NOT NULL AS to_contact, k.stopped_on IS NOT NULL AS contact_stopped, \
             EXISTS (SELECT 1 FROM reminder_stop n WHERE n.organisation_id = m.organisation_id \
             AND n.survey_id = m.survey_id AND n.person_id = f.person_id) AS reminders_stopped, \
             EXISTS (SELECT 1 FROM rater_decline d WHERE d.organisation_id = m.organisation_id \
             AND d.invitation_id = i.id) AS declined \
             FROM outbox m JOIN organisation o ON o.organisation_id = m.organisation_id \
             LEFT JOIN survey s ON s.organisation_id = m.organisation_id AND s.id = m.survey_id \
             LEFT JOIN invitation f ON f.organisation_id = m.organisation_id AND f.id = m.invitation_id \
             LEFT JOIN person w ON w.organisation_id = m.organisation_id AND w.id = f.person_id \
             LEFT JOIN contact k ON k.organisation_id = m.organisation_id AND k.id = f.contact_id \
             LEFT JOIN invitation i ON i.organisation_id = m.organisation_id AND i.id = coalesce(",
            owed!("person_id"),
            ", ",
            owed!("contact_id"),
            ", f.id) \
             LEFT JOIN person p ON p.organisation_id = m.organisation_id AND p.id = i.subject_id \
             LEFT JOIN spent_token t ON t.organisation_id = m.organisation_id AND t.survey_id = m.survey_id \
             AND t.token_hash = i.token_hash WHERE m.organisation_id = $1 AND ",
            $which
        )
    };
}
const FACTS_OF_ONE: &str = facts!("m.id = $2");
const FACTS_OF_TAKEN: &str = facts!("m.state = 'sending' AND m.due_at = $2");
const SETTLE: &str = "UPDATE outbox SET state = $3, due_at = $4, error = $5, finished_at = $6 \
     WHERE organisation_id = $1 AND id = $2 AND state = 'sending'";
const GIVE_BACK: &str = "UPDATE outbox SET state = 'waiting', attempts = attempts - 1, due_at = $3 \
     WHERE organisation_id = $1 AND id = $2 AND state = 'sending'";
const INSERT: &str = "INSERT INTO outbox (organisation_id, id, kind, locale, address, recipient, survey_id, \
     invitation_id, parameters, state, attempts, due_at, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, $11) ON CONFLICT DO NOTHING";
// One mail a person, however many they rate: to the invitation to rate oneself, else to the first.
// An invitation's first mail has the invitation's own identifier, so that launching twice invites once.
const INSERT_INVITATIONS: &str = concat!(
    "INSERT INTO outbox (organisation_id, id, kind, locale, address, recipient, \
     survey_id, invitation_id, parameters, state, attempts, due_at, created_at) \
     SELECT i.organisation_id, i.id, ",
    asks!(),
    ", \
     coalesce(p.locale, c.locale), coalesce(p.email, c.email), coalesce(p.name, c.name), s.id, i.id, '{}', \
     'waiting', 0, $3, $3 FROM (SELECT x.*, row_number() OVER (PARTITION BY x.person_id, x.contact_id \
     ORDER BY CASE WHEN x.relationship = 'self' THEN 0 ELSE 1 END, x.id) AS place FROM invitation x \
     WHERE x.organisation_id = $1 AND x.survey_id = $2 AND x.token_hash IS NOT NULL) i \
     JOIN survey s ON s.organisation_id = i.organisation_id AND s.id = i.survey_id \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.place = 1 AND coalesce(p.active, c.active) AND coalesce(p.email, c.email, '') <> '' ON CONFLICT DO NOTHING"
);
const INSERT_INVITATION: &str = "INSERT INTO outbox (organisation_id, id, kind, locale, address, recipient, \
     survey_id, invitation_id, parameters, state, attempts, due_at, created_at) \
     SELECT i.organisation_id, i.id, 'invitation_rater', coalesce(p.locale, c.locale), coalesce(p.email, c.email), \
     coalesce(p.name, c.name), i.survey_id, i.id, '{}', 'waiting', 0, $3, $3 FROM invitation i \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.organisation_id = $1 AND i.id = $2 AND coalesce(p.active, c.active) \
     AND coalesce(p.email, c.email, '') <> '' ON CONFLICT DO NOTHING";
const INVITED: &str = "SELECT i.id AS invitation_id, coalesce(p.locale, c.locale) AS locale, \
     coalesce(p.email, c.email) AS address, coalesce(p.name, c.name) AS recipient \
     FROM (SELECT x.*, row_number() OVER (PARTITION BY x.person_id, x.contact_id \
     ORDER BY CASE WHEN x.relationship = 'self' THEN 0 ELSE 1 END, x.id) AS place FROM invitation x \
     WHERE x.organisation_id = $1 AND x.survey_id = $2 AND x.token_hash IS NOT NULL) i \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.place = 1 AND coalesce(p.active, c.active) AND c.stopped_on IS NULL AND coalesce(p.email, c.email, '') <> '' AND i.id NOT IN (SELECT m.invitation_id FROM outbox m \
     WHERE m.organisation_id = $1 AND m.survey_id = $2 AND m.created_at > $3 AND m.invitation_id IS NOT NULL)";
const COUNTS: &str = concat!(
    "SELECT state, count(*) AS mails FROM outbox WHERE organisation_id = $1 AND survey_id = $2 AND ",
    told!(),
    " GROUP BY state"
);
const COUNTS_OF_ALL: &str =
    concat!("SELECT state, count(*) AS mails FROM outbox WHERE organisation_id = $1 AND ", told!(), " GROUP BY state");
const TROUBLED: &str = concat!(
    "SELECT id, kind, address, recipient, state, attempts, due_at, error, created_at \
     FROM outbox WHERE organisation_id = $1 AND survey_id = $2 AND error IS NOT NULL AND state <> 'sent' AND ",
    told!(),
    " ORDER BY state DESC, address, id LIMIT $3"
);
const LATEST: &str = concat!(
    "SELECT id, kind, address, recipient, state, attempts, due_at, error, created_at \
     FROM outbox WHERE organisation_id = $1 AND ",
    told!(),
    " ORDER BY created_at DESC, id LIMIT $2 OFFSET $3"
);
// The address may have been put right meanwhile. Who has left gets nothing any more.
const SEND_AGAIN: &str = concat!(
    "UPDATE outbox SET state = 'waiting', attempts = 0, due_at = $3, error = NULL, \
     finished_at = NULL, address = coalesce((SELECT coalesce(p.email, c.email) FROM invitation i \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.organisation_id = outbox.organisation_id AND i.id = outbox.invitation_id), address) \
     WHERE organisation_id = $1 AND survey_id = $2 AND ",
    told!(),
    " AND state IN ('refused', 'failed') \
     AND NOT EXISTS (SELECT 1 FROM invitation i LEFT JOIN person p ON p.organisation_id = i.organisation_id \
     AND p.id = i.person_id LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.organisation_id = outbox.organisation_id AND i.id = outbox.invitation_id \
     AND (NOT coalesce(p.active, c.active) OR c.stopped_on IS NOT NULL))"
);

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    WITH_DUE,
    RETURN_EXPIRED,
    CANDIDATES,
    TAKE,
    ONE,
    FACTS_OF_ONE,
    FACTS_OF_TAKEN,
    SETTLE,
    GIVE_BACK,
    INSERT,
    INSERT_INVITATIONS,
    INSERT_INVITATION,
    INVITED,
    COUNTS,
    COUNTS_OF_ALL,
    TROUBLED,
    LATEST,
    SEND_AGAIN,
];

/// What becomes of a mail that a worker had taken.
#[derive(Clone, Debug)]
pub(super) struct Settlement {
    pub state: &'static str,
    pub due_at: i64,
    pub error: Option<String>,
    pub finished_at: Option<i64>,
}

/// A mail to put into the outbox.
#[derive(Clone, Debug)]
pub(super) struct NewMail<'a> {
    pub id: Uuid,
    pub kind: &'static str,
    pub locale: &'a str,
    pub address: &'a str,
    pub recipient: &'a str,
    pub survey: Option<Uuid>,
    pub invitation: Option<Uuid>,
    pub parameters: &'a str,
    pub due_at: i64,
    pub created_at: i64,
}

/// Organisations that have mail to send: a door of the worker, which serves all of them in turn.
pub(super) async fn organisations_with_due(tx: &mut Tx, now: i64) -> Sql<Vec<OrganisationId>> {
    let ids: Vec<Uuid> = on_engine!(tx, |c| sqlx::query_scalar(WITH_DUE).bind(now).fetch_all(c).await)?;
    Ok(ids.into_iter().map(OrganisationId).collect())
}

/// Takes up to `most` due mails until `lease_end`, most urgent first, mails whose worker died among them.
pub(super) async fn claim(
    tx: &mut Tx,
    organisation: OrganisationId,
    now: i64,
    lease_end: i64,
    most: i64,
) -> Sql<Vec<ClaimedRow>> {
    on_engine!(tx, |c| sqlx::query(RETURN_EXPIRED).bind(organisation.0).bind(now).execute(c).await.map(|_| ()))?;
    let candidates: Vec<(Uuid, i64)> =
        on_engine!(tx, |c| sqlx::query_as(CANDIDATES).bind(organisation.0).bind(now).bind(most).fetch_all(c).await)?;
    let mut taken = Vec::with_capacity(candidates.len());
    for (id, attempts) in candidates {
        let row = on_engine!(tx, |c| sqlx::query_as(TAKE)
            .bind(organisation.0)
            .bind(id)
            .bind(lease_end)
            .bind(attempts)
            .fetch_optional(c)
            .await)?;
        taken.extend(row);
    }
    Ok(taken)
}

/// One mail, whatever its state.
pub(super) async fn one(tx: &mut Tx, organisation: OrganisationId, id: Uuid) -> Sql<Option<ClaimedRow>> {
    on_engine!(tx, |c| sqlx::query_as(ONE).bind(organisation.0).bind(id).fetch_optional(c).await)
}

/// What a mail tells.
pub(super) async fn facts(tx: &mut Tx, organisation: OrganisationId, id: Uuid) -> Sql<FactsRow> {
    on_engine!(tx, |c| sqlx::query_as(FACTS_OF_ONE).bind(organisation.0).bind(id).fetch_one(c).await)
}

/// What all mails tell that were taken until this moment; another worker's may be among them.
pub(super) async fn facts_of_taken(tx: &mut Tx, organisation: OrganisationId, lease_end: i64) -> Sql<Vec<FactsRow>> {
    on_engine!(tx, |c| sqlx::query_as(FACTS_OF_TAKEN).bind(organisation.0).bind(lease_end).fetch_all(c).await)
}

/// Writes down what became of a taken mail.
pub(super) async fn settle(tx: &mut Tx, organisation: OrganisationId, id: Uuid, end: &Settlement) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(SETTLE)
        .bind(organisation.0)
        .bind(id)
        .bind(end.state)
        .bind(end.due_at)
        .bind(end.error.as_deref())
        .bind(end.finished_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Puts a taken mail back untried, due at once.
pub(super) async fn give_back(tx: &mut Tx, organisation: OrganisationId, id: Uuid, now: i64) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(GIVE_BACK).bind(organisation.0).bind(id).bind(now).execute(c).await.map(|_| ()))
}

/// Puts a mail into the outbox; one with the same identifier stays as it is.
pub(super) async fn insert(tx: &mut Tx, organisation: OrganisationId, mail: &NewMail<'_>) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(mail.id)
        .bind(mail.kind)
        .bind(mail.locale)
        .bind(mail.address)
        .bind(mail.recipient)
        .bind(mail.survey)
        .bind(mail.invitation)
        .bind(mail.parameters)
        .bind(mail.due_at)
        .bind(mail.created_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Puts the mails of all invitations of a survey into the outbox and returns how many are new.
pub(super) async fn insert_invitations(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    now: i64,
) -> Sql<u64> {
    on_engine!(tx, |c| sqlx::query(INSERT_INVITATIONS)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))
}

/// Puts the mail of one rater's invitation into the outbox.
pub(super) async fn insert_invitation(tx: &mut Tx, organisation: OrganisationId, id: Uuid, now: i64) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT_INVITATION)
        .bind(organisation.0)
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Everybody invited to a survey who got no mail of it since `since`, without contacts who asked not to be written to.
pub(super) async fn invited(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    since: i64,
) -> Sql<Vec<InvitedRow>> {
    on_engine!(tx, |c| sqlx::query_as(INVITED).bind(organisation.0).bind(survey.0).bind(since).fetch_all(c).await)
}

/// How many mails of a survey are in which state.
pub(super) async fn counts(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<CountRow>> {
    on_engine!(tx, |c| sqlx::query_as(COUNTS).bind(organisation.0).bind(survey.0).fetch_all(c).await)
}

/// How many mails of the organisation are in which state.
pub(super) async fn counts_of_all(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<CountRow>> {
    on_engine!(tx, |c| sqlx::query_as(COUNTS_OF_ALL).bind(organisation.0).fetch_all(c).await)
}

/// Mails of a survey that did not go out at the first try.
pub(super) async fn troubled(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    most: i64,
) -> Sql<Vec<DeliveryRow>> {
    on_engine!(tx, |c| sqlx::query_as(TROUBLED).bind(organisation.0).bind(survey.0).bind(most).fetch_all(c).await)
}

/// The newest mails of the organisation.
pub(super) async fn latest(
    tx: &mut Tx,
    organisation: OrganisationId,
    most: i64,
    skipped: i64,
) -> Sql<Vec<DeliveryRow>> {
    on_engine!(tx, |c| sqlx::query_as(LATEST).bind(organisation.0).bind(most).bind(skipped).fetch_all(c).await)
}

/// Lets refused and failed mails of a survey wait again, to the address known now, and returns how many.
pub(super) async fn send_again(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId, now: i64) -> Sql<u64> {
    on_engine!(tx, |c| sqlx::query(SEND_AGAIN)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))
}
