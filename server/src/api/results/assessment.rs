//! `/surveys/{id}/assessment`: a released assessment or service check as its page shows it: domains and questions by level,
//! claims beside what is measured, evidence, next steps, and the rounds before.

use axum::Json;
use ayeneh_core::results;
use ayeneh_domain::{
    bilingual::Locale,
    ids::SurveyId,
    people::Level,
    release::{self, Shown},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::Path,
        problem::{ApiError, said},
        schema::Text,
    },
    Hidden, hidden,
    report::{Figure, figure},
};
use crate::http::AppState;

/// The group of everybody together.
const EVERYBODY: &str = "everybody";

/// The operation of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// A released assessment.
#[derive(Serialize, ToSchema)]
struct Assessment {
    /// The survey.
    survey: Uuid,
    /// `assessment` (the twenty questions) or `recovery` (the five signs).
    kind: &'static str,
    /// Maturity over all questions, 0 (all no) to 100 (all yes).
    #[serde(skip_serializing_if = "Option::is_none")]
    overall: Option<Figure>,
    /// This round and the earlier ones with which it may be compared, oldest first.
    trend: Vec<Round>,
    /// The domains, in the order of the questionnaire.
    domains: Vec<Domain>,
}

/// A round in the trend.
#[derive(Serialize, ToSchema)]
struct Round {
    /// The survey.
    survey: Uuid,
    /// Its name.
    title: Text,
    /// Its month.
    period: String,
    /// Maturity over all; absent where it may not be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    overall: Option<Figure>,
    /// The same by domain, the group being its key; domains that may not be compared are left out.
    domains: Vec<Figure>,
}

/// A domain.
#[derive(Serialize, ToSchema)]
struct Domain {
    /// Its key.
    key: String,
    /// Its name.
    name: Text,
    /// Maturity of everybody and of each level.
    figures: Vec<Figure>,
    /// How far two levels see it differently.
    gaps: Vec<Gap>,
    /// Its questions.
    questions: Vec<Question>,
}

/// A difference between two levels, first minus second.
#[derive(Serialize, ToSchema)]
struct Gap {
    /// The one level.
    first: &'static str,
    /// The other.
    second: &'static str,
    /// By how much.
    gap: Figure,
    /// Whether it survives the correction for many comparisons.
    sure: bool,
}

/// A question.
#[derive(Serialize, ToSchema)]
struct Question {
    /// Its key.
    key: String,
    /// Its words.
    text: Text,
    /// The answers of everybody and of each level, 0 (no) to 100 (yes).
    figures: Vec<Figure>,
    /// What is claimed on the whole: `yes`, `partly` or `no`.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'static str>,
    /// What the platform measures, or why it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    measured: Option<Measured>,
    /// What to do next, the first thing first; empty where the claim is yes or hidden.
    next_steps: Vec<Text>,
    /// What people wrote as evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
}

/// What is measured beside a claim.
#[derive(Serialize, ToSchema)]
struct Measured {
    /// Whether anything is measured.
    is_measured: bool,
    /// What, or why not, in the language asked for.
    said: String,
    /// Whether it bears out a claimed "yes".
    #[serde(skip_serializing_if = "Option::is_none")]
    bears_out_yes: Option<bool>,
}

/// What people wrote as evidence, everybody together and shuffled.
#[derive(Serialize, ToSchema)]
struct Evidence {
    /// What was written.
    texts: Vec<String>,
    /// Why it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Hidden>,
}

/// A released assessment, for those who may read the results of the whole organisation.
#[utoipa::path(get, path = "/surveys/{id}/assessment", tag = "results", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Assessment)))]
async fn show(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Assessment>, ApiError> {
    let found = said(&ctx, results::assessment(&ctx, SurveyId(id)).await)?;
    let l = ctx.locale;
    let keys: Vec<String> = found.domains.iter().map(|domain| domain.key.clone()).collect();
    Ok(Json(Assessment {
        survey: found.survey.id.0,
        kind: found.survey.kind.key(),
        overall: found.overall.as_ref().map(|shown| figure(EVERYBODY, shown, l)),
        trend: found.trend.iter().map(|one| round(one, &keys, l)).collect(),
        domains: found.domains.into_iter().map(|one| domain(one, l)).collect(),
    }))
}

fn round(found: &results::Round, keys: &[String], l: Locale) -> Round {
    let domains = keys.iter().zip(&found.domains);
    Round {
        survey: found.survey.0,
        title: Text::from(&found.title),
        period: found.period.to_string(),
        overall: found.overall.as_ref().map(|shown| figure(EVERYBODY, shown, l)),
        domains: domains.filter_map(|(key, shown)| Some(figure(key, shown.as_ref()?, l))).collect(),
    }
}

fn by_level(found: &[(Option<Level>, Shown)], l: Locale) -> Vec<Figure> {
    found.iter().map(|(level, shown)| figure(level.map_or(EVERYBODY, Level::key), shown, l)).collect()
}

fn domain(found: results::Domain, l: Locale) -> Domain {
    let gap = |gap: &results::LevelGap| Gap {
        first: gap.first.key(),
        second: gap.second.key(),
        gap: figure(&format!("{}:{}", gap.first.key(), gap.second.key()), &gap.gap, l),
        sure: gap.is_sure,
    };
    Domain {
        name: Text::from(&found.name),
        figures: by_level(&found.maturity, l),
        gaps: found.gaps.iter().map(gap).collect(),
        questions: found.questions.into_iter().map(|one| question(one, l)).collect(),
        key: found.key,
    }
}

fn question(found: results::Question, l: Locale) -> Question {
    let measured = found.measured.map(|measured| Measured {
        is_measured: !matches!(measured, results::Measured::Not(_)),
        said: measured.said(l),
        bears_out_yes: measured.bears_out_yes(),
    });
    Question {
        text: Text::from(&found.text),
        figures: by_level(&found.answers, l),
        claim: found.claim.map(|claim| match claim {
            results::Claim::Yes => "yes",
            results::Claim::Partly => "partly",
            results::Claim::No => "no",
        }),
        measured,
        next_steps: found.next_steps.iter().map(Text::from).collect(),
        evidence: found.evidence.map(|evidence| Evidence {
            hidden: hidden(&evidence.shown, release::Figure::Comments, l),
            texts: evidence.texts,
        }),
        key: found.key,
    }
}
