//! What a mail says, gathered at the moment it is sent: words of the survey, the link, the days left.

use ayeneh_domain::{bilingual::Locale, calendar::Date, ids::InvitationId, questionnaire::builtin};
use ayeneh_text as text;
use minijinja::{Value, context};

use super::{
    MailKind,
    rows::{ClaimedRow, FactsRow},
};
use crate::{Core, Error, Result, secret::Purpose, stop};

/// Sign-in links are good for so long; see the sign-in service.
const LINK_MS: i64 = 20 * 60_000;

/// Everything a template may name. A name that is not here fails the mail, not silently leaves a hole.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub lang: &'static str,
    pub dir: &'static str,
    /// The side at which lines begin, for attributes that know no logical one.
    pub start: &'static str,
    pub font: &'static str,
    pub leading: &'static str,
    pub mark: &'static str,
    pub or_open: &'static str,
    pub untracked: &'static str,
    pub organisation: String,
    pub recipient: String,
    /// The survey's title; empty for mails without a survey.
    pub title: String,
    /// 360°: who is reviewed.
    pub about: Option<String>,
    /// The last day, while the survey is open.
    pub closes: Option<String>,
    /// How long it is still open.
    pub left: Option<String>,
    pub promise: String,
    pub anonymous: bool,
    /// The answer carries the respondent's relation: self or manager.
    pub identified: bool,
    /// The respondent is a customer or supplier.
    pub external: bool,
    /// How many minutes answering takes, as a word; empty where nothing is asked.
    pub minutes: String,
    pub link: String,
    /// How not to be written to any more; only in mails that ask for an answer.
    pub stop: Option<StopLine>,
}

/// The line at the end of a mail.
#[derive(Clone, Debug)]
pub(super) struct StopLine {
    /// What it stops, as a question.
    pub question: String,
    /// The words of the link.
    pub act: &'static str,
    /// The link, also in the heads of the mail.
    pub link: String,
}

impl From<&Facts> for Value {
    fn from(facts: &Facts) -> Self {
        context! {
            lang => facts.lang,
            dir => facts.dir,
            start => facts.start,
            font => facts.font,
            leading => facts.leading,
            mark => facts.mark,
            or_open => facts.or_open,
            untracked => facts.untracked,
            organisation => facts.organisation.as_str(),
            recipient => facts.recipient.as_str(),
            title => facts.title.as_str(),
            about => facts.about.as_deref(),
            closes => facts.closes.as_deref(),
            left => facts.left.as_deref(),
            promise => facts.promise.as_str(),
            anonymous => facts.anonymous,
            identified => facts.identified,
            external => facts.external,
            minutes => facts.minutes.as_str(),
            link => facts.link.as_str(),
            stop => facts.stop.as_ref().map(|stop| context! {
                question => stop.question.as_str(),
                act => stop.act,
                link => stop.link.as_str(),
            }),
        }
    }
}

/// What to do with a mail whose time has come.
pub(super) enum Gathered {
    /// Send it.
    Send(MailKind, Locale, Box<Facts>),
    /// There is nothing to do any more: it was answered, or the reminder is not wanted. The two look alike.
    Done,
    /// It came too late, or is not to be sent; the word says why.
    Late(&'static str),
}

/// What the mail says, or that it need not be sent.
pub(super) fn gather(core: &Core, mail: &ClaimedRow, row: &FactsRow) -> Result<Gathered> {
    let fault = |what: &str| Error::Internal(format!("outbox row {}: {what}", mail.id));
    let kind = MailKind::from_key(&mail.kind).ok_or_else(|| fault("unknown kind"))?;
    let locale = Locale::from_tag(&mail.locale).ok_or_else(|| fault("unknown language"))?;
    if kind.signs_in() && mail.created_at + LINK_MS <= core.now_ms() {
        return Ok(Gathered::Late("expired"));
    }
    if kind.asks_for_an_answer() && row.state.as_deref() != Some("open") {
        return Ok(Gathered::Late("closed"));
    }
    // Before anything about the answer: the state of this mail must not tell whether there is one.
    if kind.asks_for_an_answer() && row.contact_stopped {
        return Ok(Gathered::Late("stopped"));
    }
    if kind.asks_for_an_answer() && row.still_there == Some(false) {
        return Ok(Gathered::Late("left"));
    }
    if kind == MailKind::Reminder && row.reminders_stopped {
        return Ok(Gathered::Done);
    }
    if kind.asks_for_an_answer() && (row.spent.is_some() || row.declined) {
        return Ok(Gathered::Done);
    }
    // The own review was answered before the mail went out: it asks for the next one.
    let kind = match (kind, row.relationship.as_deref()) {
        (MailKind::InvitationSelf, Some(relationship)) if relationship != "self" => MailKind::InvitationRater,
        _ => kind,
    };
    let facts = facts(core, kind, locale, mail, row).ok_or_else(|| fault("no link can be made"))?;
    Ok(Gathered::Send(kind, locale, Box::new(facts)))
}

/// What the mail says, whether or not it is still to be sent. `None` if no link can be made for it.
pub(super) fn facts(core: &Core, kind: MailKind, locale: Locale, mail: &ClaimedRow, row: &FactsRow) -> Option<Facts> {
    let pick = |fa: &Option<String>, en: &Option<String>| {
        let chosen = if locale == Locale::Fa { fa } else { en };
        one_line(chosen.as_deref().unwrap_or_default())
    };
    let relationship = row.relationship.as_deref();
    let is_self = relationship == Some("self");
    let today = Date::at(core.now_ms(), core.settings.utc_offset_minutes);
    let closes: Option<Date> = until(mail).or_else(|| row.closes_on.as_deref()?.parse().ok());
    let (lang, dir) = (locale.tag(), locale.direction());
    let (start, font, leading) = match locale {
        Locale::Fa => ("right", "Tahoma,Arial,sans-serif", "1.85"),
        Locale::En => ("left", "-apple-system,Segoe UI,Roboto,Arial,sans-serif", "1.6"),
    };
    let organisation = one_line(if locale == Locale::Fa { &row.organisation_fa } else { &row.organisation_en });
    let external = matches!(relationship, Some("customer" | "supplier"));
    Some(Facts {
        stop: stop_line(core, kind, locale, row, &organisation),
        lang,
        dir,
        start,
        font,
        leading,
        mark: text::mail::mark(locale),
        or_open: text::mail::or_open(locale),
        untracked: text::mail::untracked(locale),
        organisation,
        recipient: one_line(&mail.recipient),
        title: pick(&row.title_fa, &row.title_en),
        about: row.about.as_deref().filter(|_| !is_self).map(one_line),
        closes: closes.map(|day| text::date::near_day(locale, day)),
        left: closes.map(|day| text::date::left(locale, today, day)),
        promise: pick(&row.promise_fa, &row.promise_en),
        anonymous: row.mode.as_deref() == Some("anonymous"),
        identified: is_self || relationship == Some("manager"),
        external,
        minutes: minutes(kind, relationship, external).map(|n| text::figure::word(locale, n)).unwrap_or_default(),
        link: link(core, kind, mail, row)?,
    })
}

/// How long what the mail asks takes, as the pages say it too.
fn minutes(kind: MailKind, relationship: Option<&str>, external: bool) -> Option<usize> {
    let key = match (kind, relationship) {
        (MailKind::InvitationEmployee, _) => "trust.employee",
        (MailKind::InvitationCustomer, _) => "trust.customer",
        (MailKind::InvitationAssessment, _) => "centricity.20",
        (MailKind::InvitationRecovery, _) => "recovery.5",
        (MailKind::InvitationSelf, _) | (MailKind::Reminder, Some("self")) => "behaviour.360.self",
        (MailKind::InvitationRater, _) | (MailKind::Reminder, Some(_)) if external => "behaviour.360.external",
        (MailKind::InvitationRater, _) | (MailKind::Reminder, Some(_)) => "behaviour.360",
        _ => return None,
    };
    builtin::by_key(key).map(|questionnaire| questionnaire.minutes(0))
}

/// How not to be written to any more: of a contact everything, of an employee reminders of this survey.
fn stop_line(core: &Core, kind: MailKind, l: Locale, row: &FactsRow, organisation: &str) -> Option<StopLine> {
    let invitation = row.invitation_id.filter(|_| kind.asks_for_an_answer())?;
    let (question, act) = match row.to_contact {
        true => (text::mail::stop_everything(l, text::isolate(organisation)), text::mail::stop_everything_act(l)),
        false => (text::mail::stop_reminders(l).to_owned(), text::mail::stop_reminders_act(l)),
    };
    let path = stop::path(core, InvitationId(invitation));
    Some(StopLine { question, act, link: format!("{}{path}", core.settings.public_url) })
}

fn link(core: &Core, kind: MailKind, mail: &ClaimedRow, row: &FactsRow) -> Option<String> {
    let path = match kind {
        _ if kind.asks_for_an_answer() => format!("/r/{}", core.secret.token(Purpose::Invitation, row.invitation_id?)),
        _ if kind.signs_in() => format!("/enter/{}", core.secret.token(Purpose::SignIn, mail.id)),
        _ => {
            let parameters: serde_json::Value = serde_json::from_str(&mail.parameters).ok()?;
            parameters.get("path")?.as_str().filter(|path| plain(path))?.to_owned()
        }
    };
    Some(format!("{}{path}", core.settings.public_url))
}

/// The day that the mail itself names, before the last day of the survey.
fn until(mail: &ClaimedRow) -> Option<Date> {
    let parameters: serde_json::Value = serde_json::from_str(&mail.parameters).ok()?;
    parameters.get("until")?.as_str()?.parse().ok()
}

/// A path of this product, of letters that need no escaping anywhere.
fn plain(path: &str) -> bool {
    path.starts_with('/') && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_".contains(&b))
}

/// A name or title without anything that could begin a new line or head, or turn the writing direction around.
pub(super) fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced: String = text.chars().filter(|c| !turns(*c)).map(|c| if breaks(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_begin_a_line() {
        assert_eq!(one_line("سارا\r\nBcc: x@y.ir"), "سارا Bcc: x@y.ir");
        assert_eq!(one_line("a\0b\u{2028}c\u{85}d"), "a b c d");
        assert_eq!(one_line("a\u{202e}b"), "ab");
        assert_eq!(one_line("علی‌اکبر"), "علی‌اکبر");
    }
}
