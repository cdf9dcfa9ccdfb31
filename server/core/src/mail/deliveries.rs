//! What became of the mails: counts and trouble of a survey, and the newest mails of the organisation.

use ayeneh_domain::{
    bilingual::Locale,
    ids::SurveyId,
    permission::{Reach, Right},
};
use ayeneh_text as text;
use uuid::Uuid;

use super::{
    MailKind,
    rows::{CountRow, DeliveryRow},
    store,
};
use crate::{Ctx, Error, Result, stop, surveys::store::survey as surveys};

/// How many troubled mails a page lists.
const TROUBLED: i64 = 200;

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// On its way, or to be tried again.
    Waiting,
    /// Taken over by the mail server.
    Sent,
    /// The address was refused for good.
    Refused,
    /// Given up after many tries, or no longer of use.
    Failed,
}

impl State {
    /// Mails in a worker's hands are waiting for everybody else.
    fn read(stored: &str) -> Self {
        match stored {
            "sent" => Self::Sent,
            "refused" => Self::Refused,
            "failed" => Self::Failed,
            _ => Self::Waiting,
        }
    }

    /// The state in a word.
    pub const fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Waiting => text::mail::state_waiting(locale),
            Self::Sent => text::mail::state_sent(locale),
            Self::Refused => text::mail::state_refused(locale),
            Self::Failed => text::mail::state_failed(locale),
        }
    }
}

/// One mail to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The mail.
    pub id: Uuid,
    /// What it is about.
    pub kind: MailKind,
    /// The recipient's name.
    pub name: String,
    /// Where it goes.
    pub address: String,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next (UTC milliseconds), while waiting.
    pub due_at: Option<i64>,
    /// When it was enqueued (UTC milliseconds).
    pub created_at: i64,
    error: Option<String>,
}

impl Delivery {
    /// Why it did not go out, in words; what a mail server said is given as it was.
    pub fn trouble(&self, locale: Locale) -> Option<String> {
        let error = self.error.as_deref()?;
        Some(match error {
            "stopped" => text::mail::trouble_stopped(locale).to_owned(),
            "closed" => text::mail::trouble_closed(locale).to_owned(),
            "expired" => text::mail::trouble_expired(locale).to_owned(),
            "left" => text::mail::trouble_left(locale).to_owned(),
            "address" => text::mail::trouble_address(locale).to_owned(),
            "unreadable" => text::mail::trouble_unreadable(locale).to_owned(),
            words => text::mail::trouble_server(locale, text::isolate(words)),
        })
    }
}

impl TryFrom<DeliveryRow> for Delivery {
    type Error = Error;
    fn try_from(row: DeliveryRow) -> Result<Self> {
        let kind = MailKind::from_key(&row.kind).ok_or_else(|| Error::Internal(format!("mail kind {}", row.kind)))?;
        let state = State::read(&row.state);
        Ok(Self {
            id: row.id,
            kind,
            name: row.recipient,
            address: row.address,
            state,
            attempts: row.attempts,
            due_at: (state == State::Waiting).then_some(row.due_at),
            created_at: row.created_at,
            error: row.error,
        })
    }
}

/// How many mails stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// On their way.
    pub waiting: usize,
    /// Taken over by the mail server.
    pub sent: usize,
    /// Addresses refused for good.
    pub refused: usize,
    /// Given up.
    pub failed: usize,
}

impl Counts {
    /// All of them.
    pub const fn all(&self) -> usize {
        self.waiting + self.sent + self.refused + self.failed
    }
}

impl FromIterator<CountRow> for Counts {
    fn from_iter<I: IntoIterator<Item = CountRow>>(rows: I) -> Self {
        let mut counts = Self::default();
        for row in rows {
            let mails = usize::try_from(row.mails).unwrap_or_default();
            match State::read(&row.state) {
                State::Waiting => counts.waiting += mails,
                State::Sent => counts.sent += mails,
                State::Refused => counts.refused += mails,
                State::Failed => counts.failed += mails,
            }
        }
        counts
    }
}

/// The mails of a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliveries {
    /// How many stand where.
    pub counts: Counts,
    /// Those that did not go out at the first try, refused ones first.
    pub troubled: Vec<Delivery>,
    /// How many contacts asked not to be written to since they were invited.
    pub stopped: usize,
}

/// What became of the mails of a survey. Of reminders nothing is told: where they stand would tell
/// who has not answered.
///
/// # Errors
/// [`Error::Refused`] without the right to see surveys or mails of the whole organisation; the database's.
pub async fn deliveries(ctx: &Ctx, survey: SurveyId) -> Result<Deliveries> {
    if ctx.reach(Right::MailView) != Reach::Everything {
        ctx.require_everywhere(Right::SurveysView)?;
    }
    let mut tx = ctx.read().await?;
    let counts = store::counts(&mut tx, ctx.organisation, survey).await?.into_iter().collect();
    let rows = store::troubled(&mut tx, ctx.organisation, survey, TROUBLED).await?;
    let stopped = usize::try_from(stop::store::invited(&mut tx, ctx.organisation, survey).await?).unwrap_or_default();
    Ok(Deliveries { counts, stopped, troubled: rows.into_iter().map(Delivery::try_from).collect::<Result<_>>()? })
}

/// How many mails of the organisation stand where.
///
/// # Errors
/// [`Error::Refused`] without the right to see mails; the database's.
pub async fn overview(ctx: &Ctx) -> Result<Counts> {
    ctx.require_everywhere(Right::MailView)?;
    let mut tx = ctx.read().await?;
    Ok(store::counts_of_all(&mut tx, ctx.organisation).await?.into_iter().collect())
}

/// The newest mails of the organisation but reminders, `most` of them after `skipped`.
///
/// # Errors
/// [`Error::Refused`] without the right to see mails; the database's.
pub async fn latest(ctx: &Ctx, most: u32, skipped: u32) -> Result<Vec<Delivery>> {
    ctx.require_everywhere(Right::MailView)?;
    let mut tx = ctx.read().await?;
    let rows = store::latest(&mut tx, ctx.organisation, most.into(), skipped.into()).await?;
    rows.into_iter().map(Delivery::try_from).collect()
}

/// Tries refused and failed mails of a survey again, to the addresses known now, and returns how many.
///
/// # Errors
/// [`Error::Refused`] without the right to remind; [`Error::NotFound`] for a survey that is not there; the database's.
pub async fn send_again(ctx: &Ctx, survey: SurveyId) -> Result<u64> {
    ctx.require_everywhere(Right::SurveysManage)?;
    let mut tx = ctx.write().await?;
    surveys::find(&mut tx, ctx.organisation, survey).await?.ok_or(Error::NotFound)?;
    let mails = store::send_again(&mut tx, ctx.organisation, survey, ctx.core.now_ms()).await?;
    tx.commit().await?;
    Ok(mails)
}
