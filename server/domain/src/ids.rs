//! Identifiers: a type each, so that a unit is never taken for a person.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The identifier that nothing has.
            pub const NONE: Self = Self(Uuid::nil());
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// The tenant; leads every table.
    OrganisationId,
    /// A node of the unit tree.
    UnitId,
    /// An employee.
    PersonId,
    /// A customer or supplier company.
    AccountId,
    /// Somebody at an account.
    ContactId,
    /// A frozen version of a questionnaire.
    QuestionnaireId,
    /// One run of questionnaires: a paired wave, a review cycle, an assessment round, or imported answers.
    SurveyId,
    /// One person's or contact's invitation to answer one survey (360°: about one subject).
    InvitationId,
    /// A published, disclosure-checked set of figures.
    ReleaseId,
    /// A figure on the scorecard.
    MeasureId,
    /// A bearer token of the REST API.
    TokenId,
    /// A mail waiting to be sent or sent.
    MailId,
    /// A goal of a development plan.
    GoalId,
    /// Something done for a goal.
    ActionId,
    /// Files that wait for their import to be confirmed.
    ImportDraftId,
    /// Thanks to a colleague.
    ThanksId,
    /// A sealed answer: random, never ordered by time.
    SealedId,
}
