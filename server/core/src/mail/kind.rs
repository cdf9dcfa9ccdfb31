//! What a mail is about. Each kind has three templates a language: subject, text and HTML.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::mail as text;

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailKind {
    /// An employee is asked about the employer.
    InvitationEmployee,
    /// A customer is asked about the company.
    InvitationCustomer,
    /// Somebody is asked about a colleague or a person who serves them.
    InvitationRater,
    /// Somebody is asked about their own work.
    InvitationSelf,
    /// Somebody is asked the twenty questions.
    InvitationAssessment,
    /// Somebody is asked about the five signs.
    InvitationRecovery,
    /// Any of these, again.
    Reminder,
    /// A link that signs in.
    SignIn,
    /// A link that sets a password.
    PasswordReset,
    /// A 360° report can be read.
    ReportReleased,
    /// Somebody who will be reviewed is asked to choose the raters.
    NominationAsked,
    /// The manager asks for a change of the chosen raters.
    NominationReturned,
    /// A manager is asked to look through the raters that reports have chosen.
    ApprovalAsked,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::InvitationEmployee,
        Self::InvitationCustomer,
        Self::InvitationRater,
        Self::InvitationSelf,
        Self::InvitationAssessment,
        Self::InvitationRecovery,
        Self::Reminder,
        Self::SignIn,
        Self::PasswordReset,
        Self::ReportReleased,
        Self::NominationAsked,
        Self::NominationReturned,
        Self::ApprovalAsked,
    ];

    /// The key stored in the outbox, and the name of its templates.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InvitationEmployee => "invitation_employee",
            Self::InvitationCustomer => "invitation_customer",
            Self::InvitationRater => "invitation_rater",
            Self::InvitationSelf => "invitation_self",
            Self::InvitationAssessment => "invitation_assessment",
            Self::InvitationRecovery => "invitation_recovery",
            Self::Reminder => "reminder",
            Self::SignIn => "sign_in",
            Self::PasswordReset => "password_reset",
            Self::ReportReleased => "report_released",
            Self::NominationAsked => "nomination_asked",
            Self::NominationReturned => "nomination_returned",
            Self::ApprovalAsked => "approval_asked",
        }
    }

    /// The kind in words.
    pub const fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::InvitationEmployee => text::kind_invitation_employee(locale),
            Self::InvitationCustomer => text::kind_invitation_customer(locale),
            Self::InvitationRater => text::kind_invitation_rater(locale),
            Self::InvitationSelf => text::kind_invitation_self(locale),
            Self::InvitationAssessment => text::kind_invitation_assessment(locale),
            Self::InvitationRecovery => text::kind_invitation_recovery(locale),
            Self::Reminder => text::kind_reminder(locale),
            Self::SignIn => text::kind_sign_in(locale),
            Self::PasswordReset => text::kind_password_reset(locale),
            Self::ReportReleased => text::kind_report_released(locale),
            Self::NominationAsked => text::kind_nomination_asked(locale),
            Self::NominationReturned => text::kind_nomination_returned(locale),
            Self::ApprovalAsked => text::kind_approval_asked(locale),
        }
    }

    /// Reads a key; `None` if there is no such kind.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether the mail asks for an answer, and is of no use once the survey is closed.
    pub const fn asks_for_an_answer(self) -> bool {
        matches!(
            self,
            Self::InvitationEmployee
                | Self::InvitationCustomer
                | Self::InvitationRater
                | Self::InvitationSelf
                | Self::InvitationAssessment
                | Self::InvitationRecovery
                | Self::Reminder
        )
    }

    /// Whether the mail carries a link that signs in; such a link is good for twenty minutes.
    pub const fn signs_in(self) -> bool {
        matches!(self, Self::SignIn | Self::PasswordReset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for kind in MailKind::ALL {
            assert_eq!(MailKind::from_key(kind.key()), Some(kind));
        }
        assert_eq!(MailKind::from_key("other"), None);
    }
}
