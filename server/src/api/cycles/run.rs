//! A cycle at work: its phase and settings, what takes it on, progress, and raters who cannot rate.

use std::collections::BTreeMap;

use axum::Json;
use ayeneh_core::{Error, Problem, cycles};
use ayeneh_domain::{
    calendar::Date,
    cycle::{Gate, Move},
    ids::SurveyId,
    relationship::Relationship,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{Body, Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(cycle))
        .routes(routes!(settle))
        .routes(routes!(advance))
        .routes(routes!(declined))
}

/// How many raters of a relationship.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RaterLimits {
    /// At least so many, as far as there are any to choose from.
    least: u32,
    /// At most so many, up to 50; 0 leaves the relationship out.
    most: u32,
}

/// What is settled of a cycle.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CycleSettings {
    /// By relationship: `peer`, `direct_report`, `other_team_member`, `customer`, `supplier`. One left out keeps what every
    /// cycle begins with.
    limits: BTreeMap<String, RaterLimits>,
    /// How many reviews of others one rater may be asked for, 1 to 50.
    most_reviews: u32,
    /// Who opens reports: `hr` or `manager`.
    gate: String,
    /// The last day on which subjects choose their raters, `2026-12-01` or a Jalali day; absent where HR names them alone.
    nominate_until: Option<String>,
}

/// How far the raters of a relationship are.
#[derive(Serialize, ToSchema)]
struct RatingProgress {
    /// Of which relationship.
    relationship: &'static str,
    /// How many ratings were asked for.
    asked: u32,
    /// At least so many were there at the last daily count, a multiple of five; absent before it and where too few were
    /// asked.
    at_least: Option<u32>,
    /// Whether it is hidden because too few were asked.
    hidden: bool,
}

/// A cycle at a glance.
#[derive(Serialize, ToSchema)]
struct CycleOverview {
    /// The identifier, that of its survey.
    id: Uuid,
    /// Its title.
    title: Text,
    /// `draft`, `nominating`, `approving`, `rating`, `closed`, `debriefing`, `released` or `archived`.
    phase: &'static str,
    /// What can take it on or back now.
    moves: Vec<&'static str>,
    /// What is settled.
    settings: CycleSettings,
    /// How many are reviewed.
    subjects: usize,
    /// How many lists of raters are with a manager.
    lists_sent: usize,
    /// How many are approved.
    lists_approved: usize,
    /// How many raters said that they cannot rate.
    declined: usize,
    /// By relationship, once it is launched.
    progress: Vec<RatingProgress>,
}

impl From<cycles::Overview> for CycleOverview {
    fn from(overview: cycles::Overview) -> Self {
        let (cycle, settings) = (&overview.cycle, overview.cycle.settings.plain());
        let limits = settings
            .limits
            .iter()
            .map(|(of, limits)| (of.key().to_owned(), RaterLimits { least: limits.least, most: limits.most }));
        let progress = overview.progress.iter().map(|one| RatingProgress {
            relationship: one.relationship.key(),
            asked: one.invited,
            at_least: one.at_least.filter(|_| one.decision.is_shown()),
            hidden: !one.decision.is_shown(),
        });
        Self {
            id: cycle.survey.id.0,
            title: Text::from(&cycle.survey.title),
            phase: cycle.phase.key(),
            moves: cycle.phase.moves().map(Move::key).collect(),
            settings: CycleSettings {
                limits: limits.collect(),
                most_reviews: settings.most_reviews,
                gate: settings.gate.key().to_owned(),
                nominate_until: cycle.nominate_until.map(|day: Date| day.to_string()),
            },
            subjects: overview.lists,
            lists_sent: overview.sent,
            lists_approved: overview.approved,
            declined: overview.declined,
            progress: progress.collect(),
        }
    }
}

/// A cycle: where it stands, what is settled, how far its raters are.
#[utoipa::path(get, path = "/cycles/{id}", tag = "cycles", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = CycleOverview)))]
async fn cycle(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<CycleOverview>, ApiError> {
    Ok(Json(said(&ctx, cycles::overview(&ctx, SurveyId(id)).await)?.into()))
}

/// Settles a cycle that is still a draft.
#[utoipa::path(put, path = "/cycles/{id}/settings", tag = "cycles", security(("bearer" = [])), params(("id" = Uuid, Path)),
    request_body = CycleSettings, responses((status = OK, body = CycleOverview), (status = CONFLICT)))]
async fn settle(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(settings): Body<CycleSettings>,
) -> Result<Json<CycleOverview>, ApiError> {
    let settled = async {
        cycles::settle(&ctx, SurveyId(id), &typed(settings)?).await?;
        cycles::overview(&ctx, SurveyId(id)).await
    };
    Ok(Json(said(&ctx, settled.await)?.into()))
}

/// The settings as a form would send them, so that both are checked alike.
fn typed(settings: CycleSettings) -> Result<cycles::NewSettings, Error> {
    let choose = |field: &str| Error::invalid(Problem::field(field, |l| text::field_errors::choose(l).to_owned()));
    let limits = settings.limits.into_iter().map(|(key, limits)| {
        let relationship = Relationship::from_key(&key).ok_or_else(|| choose("limits"))?;
        Ok((relationship, (limits.least.to_string(), limits.most.to_string())))
    });
    Ok(cycles::NewSettings {
        limits: limits.collect::<Result<_, Error>>()?,
        most_reviews: settings.most_reviews.to_string(),
        gate: Gate::from_key(&settings.gate).ok_or_else(|| choose("gate"))?,
        nominate_until: settings.nominate_until.unwrap_or_default(),
    })
}

/// What is to be done with a cycle.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CycleMove {
    /// One of `moves` of the cycle.
    #[serde(rename = "move")]
    moved: String,
}

/// What a move did.
#[derive(Serialize, ToSchema)]
struct CycleMoved {
    /// Where the cycle stands now.
    phase: &'static str,
    /// How many mails were put on their way.
    mails: u64,
}

/// Takes a cycle on, or back: lets subjects choose, ends choosing, launches, closes, ends debriefing, puts away.
#[utoipa::path(post, path = "/cycles/{id}/moves", tag = "cycles", security(("bearer" = [])), params(("id" = Uuid, Path)),
    request_body = CycleMove, responses((status = OK, body = CycleMoved), (status = CONFLICT)))]
async fn advance(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(wanted): Body<CycleMove>,
) -> Result<Json<CycleMoved>, ApiError> {
    let moved = async {
        let choose = || Error::invalid(Problem::field("move", |l| text::field_errors::choose(l).to_owned()));
        let moved = Move::from_key(&wanted.moved).ok_or_else(choose)?;
        let mails = cycles::advance(&ctx, SurveyId(id), moved).await?;
        Ok(CycleMoved { phase: cycles::find(&ctx, SurveyId(id)).await?.phase.key(), mails })
    };
    Ok(Json(said(&ctx, moved.await)?))
}

/// Somebody who said that they cannot rate.
#[derive(Serialize, ToSchema)]
struct DeclinedRater {
    /// The invitation that was declined.
    invitation: Uuid,
    /// The name.
    name: String,
    /// About whom.
    subject: Uuid,
    /// The name of who is reviewed.
    subject_name: String,
    /// `hardly_know`, `conflict`, `no_time` or `other`.
    reason: &'static str,
    /// In own words; may be empty.
    note: String,
}

/// Everybody who said that they cannot rate, by invitation.
#[utoipa::path(get, path = "/cycles/{id}/declined", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), Part), responses((status = OK, body = Page<DeclinedRater>)))]
async fn declined(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(part): Query<Part>,
) -> Result<Json<Page<DeclinedRater>>, ApiError> {
    let found = said(&ctx, cycles::declined(&ctx, SurveyId(id)).await)?;
    let told = found.into_iter().map(|one| DeclinedRater {
        invitation: one.invitation.0,
        name: one.name,
        subject: one.subject.0,
        subject_name: one.subject_name,
        reason: one.reason.key(),
        note: one.note,
    });
    Ok(Json(said(&ctx, part.cut_by(told.collect(), |one| one.invitation))?))
}
