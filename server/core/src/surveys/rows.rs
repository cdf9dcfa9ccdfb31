//! Surveys as they are stored, and as services hand them on.

use ayeneh_domain::{
    alignment::Ranking,
    bilingual::Bilingual,
    calendar::{Date, Month},
    disclosure::Rules,
    ids::{ContactId, InvitationId, PersonId, SurveyId, UnitId},
    questionnaire::Side,
    relationship::Relationship,
    survey::{
        Kind, Mode, State, Wording,
        raters::{Colleague, RaterId, Served},
    },
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::people::rows::undecodable;

/// One run of questionnaires.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Its identifier.
    pub id: SurveyId,
    /// What kind of run it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Its name.
    pub title: Bilingual,
    /// The month it stands for in trends.
    pub period: Month,
    /// What is promised about names.
    pub mode: Mode,
    /// The thresholds; fixed at launch.
    pub rules: Rules,
    /// What respondents are promised, a line each; fixed at launch.
    pub promise: Bilingual,
    /// The last day on which answers are taken.
    pub closes_on: Option<Date>,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it was launched.
    pub launched_at: Option<i64>,
    /// When answering ended.
    pub closed_at: Option<i64>,
    /// An alignment: what it asks, and whom.
    pub ranking: Option<Ranking>,
    /// Imported answers: the file named no respondents, and who imported it said that each row is another person.
    pub rows_are_people: bool,
}

#[derive(FromRow)]
pub(super) struct SurveyRow {
    id: Uuid,
    kind: String,
    state: String,
    title_fa: String,
    title_en: String,
    period: String,
    mode: String,
    rules: String,
    promise_fa: String,
    promise_en: String,
    closes_on: Option<String>,
    created_by: Option<Uuid>,
    created_at: i64,
    launched_at: Option<i64>,
    closed_at: Option<i64>,
    ranking: Option<String>,
    rows_are_people: bool,
}

impl TryFrom<SurveyRow> for Survey {
    type Error = sqlx::Error;

    fn try_from(row: SurveyRow) -> Result<Self, sqlx::Error> {
        let closes_on = row.closes_on.map(|day| day.parse().map_err(|_| undecodable("closes_on", &day))).transpose()?;
        Ok(Self {
            id: SurveyId(row.id),
            kind: Kind::from_key(&row.kind).ok_or_else(|| undecodable("kind", &row.kind))?,
            state: State::from_key(&row.state).ok_or_else(|| undecodable("state", &row.state))?,
            title: Bilingual::new(row.title_fa, row.title_en),
            period: row.period.parse().map_err(|_| undecodable("period", &row.period))?,
            mode: Mode::from_key(&row.mode).ok_or_else(|| undecodable("mode", &row.mode))?,
            rules: serde_json::from_str(&row.rules).map_err(|_| undecodable("rules", &row.rules))?,
            promise: Bilingual::new(row.promise_fa, row.promise_en),
            closes_on,
            created_by: row.created_by.map(PersonId),
            created_at: row.created_at,
            launched_at: row.launched_at,
            closed_at: row.closed_at,
            ranking: row
                .ranking
                .map(|text| serde_json::from_str(&text).map_err(|_| undecodable("ranking", &text)))
                .transpose()?,
            rows_are_people: row.rows_are_people,
        })
    }
}

/// An employee who may be asked.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub colleague: Colleague,
    pub code: String,
    pub level: String,
    pub tenure: String,
}

#[derive(FromRow)]
pub(super) struct CandidateRow {
    id: Uuid,
    code: String,
    unit_id: Uuid,
    manager_id: Option<Uuid>,
    level: String,
    tenure: String,
}

impl From<CandidateRow> for Candidate {
    fn from(row: CandidateRow) -> Self {
        let colleague =
            Colleague { id: PersonId(row.id), unit: UnitId(row.unit_id), manager: row.manager_id.map(PersonId) };
        Self { colleague, code: row.code, level: row.level, tenure: row.tenure }
    }
}

/// A contact who may be asked.
#[derive(Clone, Debug)]
pub(super) struct OutsideCandidate {
    pub served: Served,
    pub code: String,
    pub supplier: bool,
    /// Whether the contact asked not to be written to.
    pub stopped: bool,
}

#[derive(FromRow)]
pub(super) struct OutsideRow {
    id: Uuid,
    code: String,
    unit_id: Uuid,
    kind: String,
    stopped: bool,
}

impl From<OutsideRow> for OutsideCandidate {
    fn from(row: OutsideRow) -> Self {
        let served = Served { id: ContactId(row.id), unit: UnitId(row.unit_id) };
        Self { served, code: row.code, supplier: row.kind == "supplier", stopped: row.stopped }
    }
}

/// Who may answer once, with what is frozen of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invitation {
    pub id: InvitationId,
    pub wording: Wording,
    pub rater: RaterId,
    /// Where the answer counts.
    pub unit: UnitId,
    pub level: Option<String>,
    pub tenure: Option<String>,
    /// 360°: who is reviewed, and in what relation.
    pub subject: Option<(PersonId, Relationship)>,
}

#[derive(FromRow)]
pub(super) struct InvitationRow {
    id: Uuid,
    wording: String,
    person_id: Option<Uuid>,
    contact_id: Option<Uuid>,
    unit_id: Uuid,
    level: Option<String>,
    tenure: Option<String>,
    subject_id: Option<Uuid>,
    relationship: Option<String>,
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = sqlx::Error;

    fn try_from(row: InvitationRow) -> Result<Self, sqlx::Error> {
        let person = row.person_id.map(|id| RaterId::Person(PersonId(id)));
        let contact = row.contact_id.map(|id| RaterId::Contact(ContactId(id)));
        let relationship = row.relationship.as_deref().and_then(Relationship::from_key);
        Ok(Self {
            id: InvitationId(row.id),
            wording: Wording::from_key(&row.wording).ok_or_else(|| undecodable("wording", &row.wording))?,
            rater: person.or(contact).ok_or_else(|| undecodable("person_id", "none"))?,
            unit: UnitId(row.unit_id),
            level: row.level,
            tenure: row.tenure,
            subject: row.subject_id.map(PersonId).zip(relationship),
        })
    }
}

/// How many were invited and have answered, of a side in a unit without those below. Never leaves the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turnout {
    pub side: Side,
    pub unit: UnitId,
    pub invited: u32,
    pub answered: u32,
}

#[derive(FromRow)]
pub(super) struct TurnoutRow {
    side: String,
    unit_id: Uuid,
    invited: i64,
    answered: i64,
}

impl TryFrom<TurnoutRow> for Turnout {
    type Error = sqlx::Error;

    fn try_from(row: TurnoutRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            side: Side::from_key(&row.side).ok_or_else(|| undecodable("side", &row.side))?,
            unit: UnitId(row.unit_id),
            invited: u32::try_from(row.invited).unwrap_or(u32::MAX),
            answered: u32::try_from(row.answered).unwrap_or(u32::MAX),
        })
    }
}

/// One row of a daily count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Participation {
    /// The side.
    pub side: Side,
    /// The unit with everything below it; `None` is everybody.
    pub unit: Option<UnitId>,
    /// How many were invited.
    pub invited: u32,
    /// At least so many have answered; a multiple of five.
    pub at_least: u32,
    /// The day of the count.
    pub counted_on: Date,
}

#[derive(FromRow)]
pub(super) struct ParticipationRow {
    side: String,
    unit_id: Uuid,
    invited: i64,
    answered_step: i64,
    counted_on: String,
}

impl TryFrom<ParticipationRow> for Participation {
    type Error = sqlx::Error;

    fn try_from(row: ParticipationRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            side: Side::from_key(&row.side).ok_or_else(|| undecodable("side", &row.side))?,
            unit: (!row.unit_id.is_nil()).then_some(UnitId(row.unit_id)),
            invited: u32::try_from(row.invited).unwrap_or(u32::MAX),
            at_least: u32::try_from(row.answered_step).unwrap_or(u32::MAX),
            counted_on: row.counted_on.parse().map_err(|_| undecodable("counted_on", &row.counted_on))?,
        })
    }
}
