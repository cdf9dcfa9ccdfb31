//! A mail of a survey as an invented person would get it: what HR looks at before anything is sent. Its links lead nowhere.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    calendar::Date,
    relationship::Relationship,
};
use ayeneh_text as text;
use uuid::Uuid;

use super::{
    MailKind, Rendered,
    facts::facts,
    render::render,
    rows::{ClaimedRow, FactsRow},
};
use crate::{Core, Error, Result, surveys::Survey};

/// Which mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is about; of a reminder, what it reminds of.
    pub kind: MailKind,
    /// Whether it is the reminder.
    pub again: bool,
    /// 360°: in what relation to who is reviewed its reader stands.
    pub relationship: Option<Relationship>,
    /// The day that the mail itself names, before the last day of the survey.
    pub until: Option<Date>,
}

/// The words of a mail of a survey in a language.
///
/// # Errors
/// [`Error::Internal`] for a template that does not fit; a test renders all of them.
pub fn sample(core: &Core, company: &Bilingual, survey: &Survey, which: Sample, locale: Locale) -> Result<Rendered> {
    let kind = if which.again { MailKind::Reminder } else { which.kind };
    let external = which.relationship.is_some_and(Relationship::is_external);
    let until = which.until.map(|day| day.to_string());
    let mail = ClaimedRow {
        id: Uuid::nil(),
        kind: kind.key().into(),
        locale: locale.tag().into(),
        address: String::new(),
        recipient: text::mail::sample_recipient(locale).into(),
        parameters: serde_json::json!({ "path": "/", "until": until }).to_string(),
        attempts: 0,
        created_at: core.now_ms(),
    };
    let row = FactsRow {
        id: mail.id,
        organisation_fa: company.fa.clone(),
        organisation_en: company.en.clone(),
        title_fa: Some(survey.title.fa.clone()),
        title_en: Some(survey.title.en.clone()),
        promise_fa: Some(survey.promise.fa.clone()),
        promise_en: Some(survey.promise.en.clone()),
        mode: Some(survey.mode.key().into()),
        state: Some("open".into()),
        closes_on: survey.closes_on.map(|day| day.to_string()),
        ranking: survey.ranking.as_ref().map(serde_json::to_string).transpose()?,
        asks: which.kind.key().into(),
        relationship: which.relationship.map(|relationship| relationship.key().into()),
        about: which.relationship.map(|_| text::mail::sample_about(locale).into()),
        invitation_id: Some(mail.id),
        spent: None,
        still_there: Some(true),
        to_contact: external || which.kind == MailKind::InvitationCustomer,
        contact_stopped: false,
        reminders_stopped: false,
        declined: false,
    };
    let facts = facts(core, kind, locale, &mail, &row);
    let mut facts = facts.ok_or_else(|| Error::Internal(format!("no sample of {}", kind.key())))?;
    let nowhere = format!("{}/example", core.settings.public_url);
    if let Some(stop) = &mut facts.stop {
        stop.link.clone_from(&nowhere);
    }
    facts.link = nowhere;
    render(kind, locale, &facts)
}
