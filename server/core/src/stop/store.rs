//! SQL of those who asked not to be written to.

use ayeneh_domain::{
    calendar::Date,
    ids::{AccountId, ContactId, InvitationId, OrganisationId, PersonId, SurveyId},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine, people::rows::undecodable};

type Sql<T> = Result<T, sqlx::Error>;

const FIND: &str = "SELECT o.name_fa AS organisation_fa, o.name_en AS organisation_en, o.invented, \
     coalesce(p.locale, c.locale) AS locale, i.survey_id, i.person_id, i.contact_id, s.title_fa, s.title_en, \
     (c.stopped_on IS NOT NULL OR EXISTS (SELECT 1 FROM reminder_stop n WHERE n.organisation_id = i.organisation_id \
     AND n.survey_id = i.survey_id AND n.person_id = i.person_id)) AS stopped FROM invitation i \
     JOIN organisation o ON o.organisation_id = i.organisation_id \
     JOIN survey s ON s.organisation_id = i.organisation_id AND s.id = i.survey_id \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.organisation_id = $1 AND i.id = $2";
const STOP: &str = "UPDATE contact SET stopped_on = $3 WHERE organisation_id = $1 AND id = $2 AND stopped_on IS NULL";
const WRITE_AGAIN: &str = "UPDATE contact SET stopped_on = NULL WHERE organisation_id = $1 AND id = $2";
const STOP_REMINDERS: &str = "INSERT INTO reminder_stop (organisation_id, survey_id, person_id) VALUES ($1, $2, $3) \
     ON CONFLICT DO NOTHING";
const REMIND_AGAIN: &str = "DELETE FROM reminder_stop WHERE organisation_id = $1 AND survey_id = $2 AND person_id = $3";
const AT_ACCOUNT: &str = "SELECT id, stopped_on FROM contact \
     WHERE organisation_id = $1 AND account_id = $2 AND stopped_on IS NOT NULL";
const INVITED: &str = "SELECT count(DISTINCT i.contact_id) FROM invitation i \
     JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id AND c.stopped_on IS NOT NULL \
     WHERE i.organisation_id = $1 AND i.survey_id = $2";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[FIND, STOP, WRITE_AGAIN, STOP_REMINDERS, REMIND_AGAIN, AT_ACCOUNT, INVITED];

/// Who is written to by an invitation, and whether they asked not to be.
#[derive(Clone, Debug, FromRow)]
pub(super) struct StopRow {
    pub organisation_fa: String,
    pub organisation_en: String,
    pub invented: bool,
    pub locale: Option<String>,
    pub survey_id: Uuid,
    pub person_id: Option<Uuid>,
    pub contact_id: Option<Uuid>,
    pub title_fa: String,
    pub title_en: String,
    pub stopped: bool,
}

/// Whom an invitation writes to.
pub(super) async fn find(tx: &mut Tx, organisation: OrganisationId, invitation: InvitationId) -> Sql<Option<StopRow>> {
    on_engine!(tx, |c| sqlx::query_as(FIND).bind(organisation.0).bind(invitation.0).fetch_optional(c).await)
}

/// A contact asks not to be written to, from a day on; the first day stays.
pub(super) async fn stop(tx: &mut Tx, organisation: OrganisationId, contact: ContactId, day: Date) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(STOP)
        .bind(organisation.0)
        .bind(contact.0)
        .bind(day.to_string())
        .execute(c)
        .await
        .map(|_| ()))
}

/// A contact may be written to again.
pub(super) async fn write_again(tx: &mut Tx, organisation: OrganisationId, contact: ContactId) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(WRITE_AGAIN).bind(organisation.0).bind(contact.0).execute(c).await.map(|_| ()))
}

/// An employee wants no reminders of a survey.
pub(super) async fn stop_reminders(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    person: PersonId,
) -> Sql<()> {
    of_person(tx, STOP_REMINDERS, organisation, survey, person).await
}

/// An employee wants them again.
pub(super) async fn remind_again(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    person: PersonId,
) -> Sql<()> {
    of_person(tx, REMIND_AGAIN, organisation, survey, person).await
}

async fn of_person(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    survey: SurveyId,
    person: PersonId,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(statement)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(person.0)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The contacts at an account who asked not to be written to, each with the day.
///
/// # Errors
/// The database's.
pub async fn at_account(tx: &mut Tx, organisation: OrganisationId, account: AccountId) -> Sql<Vec<(ContactId, Date)>> {
    let rows: Vec<(Uuid, String)> =
        on_engine!(tx, |c| sqlx::query_as(AT_ACCOUNT).bind(organisation.0).bind(account.0).fetch_all(c).await)?;
    let read =
        |(id, day): (Uuid, String)| Ok((ContactId(id), day.parse().map_err(|_| undecodable("stopped_on", &day))?));
    rows.into_iter().map(read).collect()
}

/// How many contacts who were invited to a survey asked not to be written to since.
///
/// # Errors
/// The database's.
pub async fn invited(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<i64> {
    on_engine!(tx, |c| sqlx::query_scalar(INVITED).bind(organisation.0).bind(survey.0).fetch_one(c).await)
}
