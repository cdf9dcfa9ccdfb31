//! Everything that a survey will send, by who gets it, as an invented person would: what HR reads before the launch.

use ayeneh_domain::{
    bilingual::Locale, cycle::Settings, ids::SurveyId, permission::Right, relationship::Relationship, survey::Kind,
};

use super::{rows::Survey, scope::find};
use crate::{
    Ctx, Error, Result, cycles,
    mail::{MailKind, Rendered, Sample, sample},
    organisation,
};

/// Somebody to whom a survey comes, and what they get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// An employee, or a leader, who is asked.
    Employee,
    /// A customer who is asked.
    Customer,
    /// Who is reviewed in a cycle.
    Subject,
    /// A colleague who rates.
    Rater,
    /// A customer or supplier who rates.
    Outsider,
    /// The manager of who is reviewed.
    Manager,
}

impl Reader {
    /// The key in the API.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Customer => "customer",
            Self::Subject => "subject",
            Self::Rater => "rater",
            Self::Outsider => "outsider",
            Self::Manager => "manager",
        }
    }
}

/// A mail in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMail {
    /// Who gets it.
    pub reader: Reader,
    /// What it is about.
    pub kind: MailKind,
    /// In Persian.
    pub fa: Rendered,
    /// In English.
    pub en: Rendered,
}

/// A survey and its mails, in the order in which they go out.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The survey.
    pub survey: Survey,
    /// What is settled, if it is a cycle.
    pub settings: Option<Settings>,
    /// The mails.
    pub mails: Vec<SampleMail>,
}

/// The mails of a survey, whether or not it was launched.
///
/// # Errors
/// [`Error::Refused`] without the right to launch; [`Error::NotFound`], also for answers that were imported.
pub async fn samples(ctx: &Ctx, id: SurveyId) -> Result<Samples> {
    let mut tx = ctx.read().await?;
    let (survey, _) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    drop(tx);
    let company = organisation::own(ctx).await?.name;
    let (wanted, settings) = match survey.kind {
        Kind::Historical => return Err(Error::NotFound),
        Kind::Cycle => {
            let cycle = cycles::settings_of(ctx, &survey).await?;
            (of_cycle(&cycle), Some(cycle.settings))
        }
        Kind::Wave => {
            let both =
                [(Reader::Employee, MailKind::InvitationEmployee), (Reader::Customer, MailKind::InvitationCustomer)];
            (both.into_iter().flat_map(|(reader, kind)| asked(reader, kind, None)).collect(), None)
        }
        Kind::Assessment => (asked(Reader::Employee, MailKind::InvitationAssessment, None).to_vec(), None),
        Kind::Recovery => (asked(Reader::Employee, MailKind::InvitationRecovery, None).to_vec(), None),
        Kind::Alignment => (asked(Reader::Employee, MailKind::InvitationAlignment, None).to_vec(), None),
    };
    let written = wanted.into_iter().map(|(reader, which)| {
        let words = |locale| sample(&ctx.core, &company, &survey, which, locale);
        let kind = if which.again { MailKind::Reminder } else { which.kind };
        Ok(SampleMail { reader, kind, fa: words(Locale::Fa)?, en: words(Locale::En)? })
    });
    let mails = written.collect::<Result<_>>()?;
    Ok(Samples { survey, settings, mails })
}

/// An invitation and its reminder.
fn asked(reader: Reader, kind: MailKind, relationship: Option<Relationship>) -> [(Reader, Sample); 2] {
    [false, true].map(|again| (reader, Sample { kind, again, relationship, until: None }))
}

/// The mails of a cycle, in the order in which they go out.
fn of_cycle(cycle: &cycles::Cycle) -> Vec<(Reader, Sample)> {
    let told = |kind, until| Sample { kind, again: false, relationship: None, until };
    let mut mails = Vec::new();
    if let Some(day) = cycle.nominate_until {
        mails.push((Reader::Subject, told(MailKind::NominationAsked, Some(day))));
        mails.push((Reader::Manager, told(MailKind::ApprovalAsked, None)));
        mails.push((Reader::Subject, told(MailKind::NominationReturned, Some(day))));
    }
    let asked_of = |reader, relationship| asked(reader, MailKind::InvitationRater, Some(relationship));
    mails.extend(asked(Reader::Subject, MailKind::InvitationSelf, Some(Relationship::Self_)));
    mails.extend(asked_of(Reader::Rater, Relationship::Peer));
    mails.extend(asked_of(Reader::Manager, Relationship::Manager));
    let outside = [Relationship::Customer, Relationship::Supplier];
    if outside.into_iter().any(|of| cycle.settings.limits(of).is_some_and(|limits| limits.most > 0)) {
        mails.extend(asked_of(Reader::Outsider, Relationship::Customer));
    }
    mails.push((Reader::Subject, told(MailKind::ReportReleased, None)));
    mails
}
