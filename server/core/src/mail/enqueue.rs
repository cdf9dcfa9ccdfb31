//! Puts mails into the outbox, within the transaction of the use case that causes them: both happen or neither.

use ayeneh_domain::{
    calendar::Date,
    ids::{InvitationId, OrganisationId, SurveyId},
};
use uuid::Uuid;

use super::{
    MailKind,
    store::{self, NewMail},
};
use crate::{Core, Result, db::Tx, people::Person};

/// The same invitation gets no second mail within this time.
const QUIET_MS: i64 = 12 * 3_600_000;

/// Mails somebody waits for go out before thousands of invitations.
const AT_ONCE: i64 = 0;

/// Enqueues the mails of all invitations of a launched survey that have none yet, and returns how many.
///
/// # Errors
/// The database's.
pub async fn enqueue_invitations(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Result<u64> {
    Ok(store::insert_invitations(tx, organisation, survey, core.now_ms()).await?)
}

/// What became of a wish to remind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminders {
    /// How many are asked again, or would be if they had not answered.
    pub mails: u64,
    /// When the mails go out, in milliseconds since 1970: at once, or when people are at work again.
    pub due_at: i64,
}

/// Enqueues a reminder, for the next hour of work, to everybody invited who got no mail of the survey in the last twelve
/// hours and waits for none. Who has answered gets none: that is decided when it is sent, so the outbox does not tell who
/// is missing.
///
/// # Errors
/// The database's.
pub async fn enqueue_reminders(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Result<Reminders> {
    let now = core.now_ms();
    let due_at = core.settings.working_hours.next(now, core.settings.utc_offset_minutes);
    let invited = store::invited(tx, organisation, survey, now - QUIET_MS).await?;
    for row in &invited {
        let mail = NewMail {
            id: core.new_id(),
            kind: MailKind::Reminder.key(),
            locale: &row.locale,
            address: &row.address,
            recipient: &row.recipient,
            survey: Some(survey.0),
            invitation: Some(row.invitation_id),
            parameters: "{}",
            due_at,
            // Counted from when it goes out. Later tries move the time at which it is due, and only who has not answered is
            // tried again: nothing that is told may depend on that.
            created_at: due_at,
        };
        store::insert(tx, organisation, &mail).await?;
    }
    Ok(Reminders { mails: invited.len() as u64, due_at })
}

/// Enqueues a sign-in link, made again from `link` with [`Purpose::SignIn`](crate::secret::Purpose) when it is sent.
///
/// # Errors
/// The database's.
pub async fn enqueue_sign_in(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    to: &Person,
    link: Uuid,
) -> Result<()> {
    enqueue_personal(core, tx, organisation, to, MailKind::SignIn, link).await
}

/// Enqueues a link that sets a password, made again from `link` like a sign-in link.
///
/// # Errors
/// The database's.
pub async fn enqueue_password_reset(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    to: &Person,
    link: Uuid,
) -> Result<()> {
    enqueue_personal(core, tx, organisation, to, MailKind::PasswordReset, link).await
}

/// Tells a subject of a review cycle that the report can be read at `path` (`/reports/…`), after signing in.
///
/// # Errors
/// The database's.
pub async fn enqueue_report_released(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    to: &Person,
    survey: SurveyId,
    path: &str,
) -> Result<()> {
    enqueue_of_cycle(core, tx, organisation, to, MailKind::ReportReleased, survey, (path, None)).await
}

/// Writes to an employee about a review cycle, with a link to a path that opens after signing in, and a day until which
/// there is something to do.
///
/// # Errors
/// The database's.
pub(crate) async fn enqueue_of_cycle(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    to: &Person,
    kind: MailKind,
    survey: SurveyId,
    (path, until): (&str, Option<Date>),
) -> Result<()> {
    let until = until.map(|day| day.to_string());
    let parameters = serde_json::json!({ "path": path, "until": until }).to_string();
    let mail = NewMail {
        survey: Some(survey.0),
        parameters: &parameters,
        due_at: core.now_ms(),
        ..personal(core, to, kind, core.new_id())
    };
    Ok(store::insert(tx, organisation, &mail).await?)
}

/// Writes to an employee about thanks; what the mail says is in its parameters.
///
/// # Errors
/// The database's.
pub(crate) async fn enqueue_thanks(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    to: &Person,
    kind: MailKind,
    parameters: &serde_json::Value,
) -> Result<()> {
    let parameters = parameters.to_string();
    let mail = NewMail { parameters: &parameters, due_at: core.now_ms(), ..personal(core, to, kind, core.new_id()) };
    Ok(store::insert(tx, organisation, &mail).await?)
}

/// Enqueues the invitation of a rater who was added while people rate.
///
/// # Errors
/// The database's.
pub(crate) async fn enqueue_invitation(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    invitation: InvitationId,
) -> Result<()> {
    Ok(store::insert_invitation(tx, organisation, invitation.0, core.now_ms()).await?)
}

async fn enqueue_personal(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    to: &Person,
    kind: MailKind,
    link: Uuid,
) -> Result<()> {
    Ok(store::insert(tx, organisation, &personal(core, to, kind, link)).await?)
}

fn personal<'a>(core: &Core, to: &'a Person, kind: MailKind, id: Uuid) -> NewMail<'a> {
    NewMail {
        id,
        kind: kind.key(),
        locale: to.locale.tag(),
        address: &to.email,
        recipient: &to.name,
        survey: None,
        invitation: None,
        parameters: "{}",
        due_at: AT_ONCE,
        created_at: core.now_ms(),
    }
}
