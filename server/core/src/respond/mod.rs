//! Answering by a personal link: open it, see what is asked and what is promised, send the answer once.
//!
//! Whoever holds the link may answer; there is no account, no session and nothing kept before the answer is sent.

mod invited;
mod lookup;
mod store;

use std::sync::Arc;

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{InvitationId, OrganisationId, QuestionnaireId},
    questionnaire::Frozen,
    relationship::Relationship,
};

pub(crate) use self::lookup::Respondents;
pub use self::{
    invited::{Invited, invited},
    store::STATEMENTS,
};
use crate::{
    context::{Core, Ctx},
    doors::respondent::{self, FaceRow},
    error::{Error, Result},
    secret::{Purpose, token_hash},
};

/// What is shown to whoever opens a link.
#[derive(Clone, Debug)]
pub struct Face {
    /// Who asks.
    pub organisation: Bilingual,
    /// Whether the organisation is the demo company.
    pub invented: bool,
    /// The survey's title.
    pub title: Bilingual,
    /// What is promised to respondents, as stored at launch; a line each.
    pub promise: Bilingual,
    /// The last day, `2026-11-21`.
    pub closes_on: Option<String>,
    /// The language of the invited person.
    pub locale: Option<Locale>,
    /// 360°: about whom, and in what relation.
    pub subject: Option<Subject>,
    /// 360°: once this is answered, whom else the same person is asked to rate.
    pub further: Vec<Waiting>,
}

/// About whom a 360° questionnaire is answered.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The name of who is reviewed.
    pub name: String,
    /// In what relation the rater stands to that person.
    pub relationship: Relationship,
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub enum Opened {
    /// The questionnaire can be answered.
    Ready(Face, Arc<Frozen>),
    /// The survey takes no answers any more.
    Closed(Face),
    /// This invitation was answered.
    Spent(Face),
    /// 360°: who is invited said that they cannot rate; it can be taken back.
    Declined(Face),
}

impl Opened {
    /// What is shown of the survey, whatever the link leads to.
    pub const fn face(&self) -> &Face {
        match self {
            Self::Ready(face, _) | Self::Closed(face) | Self::Spent(face) | Self::Declined(face) => face,
        }
    }
}

/// Opens a link.
///
/// # Errors
/// [`Error::NotFound`] for a forged or mistyped link and for a survey that was not launched; all look alike.
pub async fn open(core: &Core, token: &str) -> Result<Opened> {
    let hash = hash(token)?;
    let mut tx = core.db.read().await?;
    let row = respondent::face(&mut tx, &hash).await?.ok_or(Error::NotFound)?;
    let (organisation, id) = (OrganisationId(row.organisation_id), QuestionnaireId(row.questionnaire_id));
    let further = match row.spent && row.kind == "cycle" {
        true => store::further(&mut tx, organisation, &hash).await?,
        false => Vec::new(),
    };
    drop(tx);
    let further: Vec<Waiting> = further.into_iter().map(|row| waiting_of(core, row)).collect();
    match (row.state.as_str(), row.spent) {
        ("draft", _) => Err(Error::NotFound),
        (_, true) => Ok(Opened::Spent(Face { further, ..row.into() })),
        ("open", false) if row.declined => Ok(Opened::Declined(row.into())),
        ("open", false) => Ok(Opened::Ready(row.into(), core.respondents().questionnaire(organisation, id).await?)),
        _ => Ok(Opened::Closed(row.into())),
    }
}

/// The path of a personal link. It is stored nowhere and can be made again from the invitation.
pub fn path(core: &Core, invitation: InvitationId) -> String {
    format!("/r/{}", core.secret.token(Purpose::Invitation, invitation.0))
}

/// Something a signed-in person is asked to answer.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where to answer.
    pub path: String,
    /// The survey's title.
    pub title: Bilingual,
    /// The key of its questionnaire, `trust.employee`.
    pub questionnaire: String,
    /// The last day, `2026-11-21`.
    pub closes_on: Option<String>,
    /// 360°: about whom, and in what relation.
    pub subject: Option<Subject>,
}

/// What the person who is signed in has not answered yet; what closes first comes first.
///
/// # Errors
/// The database's.
pub async fn waiting(ctx: &Ctx) -> Result<Vec<Waiting>> {
    let mut tx = ctx.read().await?;
    let rows = store::waiting(&mut tx, ctx.organisation, ctx.person).await?;
    Ok(rows.into_iter().map(|row| waiting_of(&ctx.core, row)).collect())
}

fn waiting_of(core: &Core, row: store::WaitingRow) -> Waiting {
    Waiting {
        path: path(core, InvitationId(row.id)),
        title: Bilingual::new(row.title_fa, row.title_en),
        questionnaire: row.questionnaire,
        closes_on: row.closes_on,
        subject: subject(row.subject, row.relationship.as_deref()),
    }
}

/// What is stored of a token; anything that cannot be one is refused before the database is asked.
fn hash(token: &str) -> Result<Vec<u8>> {
    let shaped = token.len() == 22 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if shaped { Ok(token_hash(token)) } else { Err(Error::NotFound) }
}

fn subject(name: Option<String>, relationship: Option<&str>) -> Option<Subject> {
    Some(Subject { name: name?, relationship: Relationship::from_key(relationship?)? })
}

impl From<FaceRow> for Face {
    fn from(row: FaceRow) -> Self {
        Self {
            organisation: Bilingual::new(row.organisation_fa, row.organisation_en),
            invented: row.invented,
            title: Bilingual::new(row.title_fa, row.title_en),
            promise: Bilingual::new(row.promise_fa, row.promise_en),
            closes_on: row.closes_on,
            locale: row.locale.as_deref().and_then(Locale::from_tag),
            subject: subject(row.subject, row.relationship.as_deref()),
            further: Vec::new(),
        }
    }
}
