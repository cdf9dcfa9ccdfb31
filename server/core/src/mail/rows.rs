//! Rows of the outbox and what is joined to them.

use sqlx::FromRow;
use uuid::Uuid;

/// A mail that this worker has taken to send.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ClaimedRow {
    pub id: Uuid,
    pub kind: String,
    pub locale: String,
    pub address: String,
    pub recipient: String,
    pub parameters: String,
    pub attempts: i64,
    pub created_at: i64,
}

/// What a mail tells of its survey; all absent for mails without one.
#[derive(Clone, Debug, FromRow)]
pub(super) struct FactsRow {
    pub id: Uuid,
    pub organisation_fa: String,
    pub organisation_en: String,
    pub title_fa: Option<String>,
    pub title_en: Option<String>,
    pub promise_fa: Option<String>,
    pub promise_en: Option<String>,
    pub mode: Option<String>,
    pub state: Option<String>,
    pub closes_on: Option<String>,
    pub relationship: Option<String>,
    pub about: Option<String>,
    /// The invitation that the mail asks to answer now.
    pub invitation_id: Option<Uuid>,
    /// Present where nothing is owed any more.
    pub spent: Option<Vec<u8>>,
    /// Whether who was invited still works here, or there; absent for mails without an invitation.
    pub still_there: Option<bool>,
    /// Whether it goes to a contact, not to an employee.
    pub to_contact: bool,
    /// Whether the contact asked not to be written to.
    pub contact_stopped: bool,
    /// Whether the employee wants no reminders of the survey.
    pub reminders_stopped: bool,
    /// Whether who is invited said that they cannot rate.
    pub declined: bool,
}

/// Whom to remind.
#[derive(Clone, Debug, FromRow)]
pub(super) struct InvitedRow {
    pub invitation_id: Uuid,
    pub locale: String,
    pub address: String,
    pub recipient: String,
}

/// A mail in a list of deliveries.
#[derive(Clone, Debug, FromRow)]
pub(super) struct DeliveryRow {
    pub id: Uuid,
    pub kind: String,
    pub address: String,
    pub recipient: String,
    pub state: String,
    pub attempts: i64,
    pub due_at: i64,
    pub error: Option<String>,
    pub created_at: i64,
}

/// How many mails of a survey are in a state.
#[derive(Clone, Debug, FromRow)]
pub(super) struct CountRow {
    pub state: String,
    pub mails: i64,
}
