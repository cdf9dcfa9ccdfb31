//! `/surveys/{id}/alignment`: a released alignment as its page shows it: the order of each party, how far it agrees within
//! itself and with the others, and where two parties do not match.

use axum::Json;
use ayeneh_core::results;
use ayeneh_domain::{
    alignment::{Agreement, Party},
    bilingual::Locale,
    ids::SurveyId,
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
    report::{Figure, figure},
};
use crate::http::AppState;

/// The operation of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_alignment))
}

/// A released alignment.
#[derive(Serialize, ToSchema)]
struct Alignment {
    /// The survey.
    survey: Uuid,
    /// Kendall's W of the parties' orders, 0 to 1; n counts parties.
    between: Figure,
    /// The parties that were asked.
    parties: Vec<RankingParty>,
    /// The behaviours, in the order in which they were asked.
    behaviours: Vec<RankedBehaviour>,
    /// What one party puts at least a third of the list above another, both ways.
    mismatches: Vec<RankMismatch>,
}

/// A party.
#[derive(Serialize, ToSchema)]
struct RankingParty {
    /// `leaders`, `staff` or `customers`.
    party: &'static str,
    /// Kendall's W among its members, 0 to 1.
    concordance: Figure,
    /// What that means: `chance`, `weak`, `partly` or `strong`; absent where it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreement: Option<&'static str>,
}

/// A behaviour.
#[derive(Serialize, ToSchema)]
struct RankedBehaviour {
    /// Its key.
    key: String,
    /// Its words.
    text: Text,
    /// Its mean place with each party, 1 is first; in steps of a half below 25 answers.
    means: Vec<Figure>,
    /// Its place in the order of each party that is shown.
    places: Vec<RankPlace>,
}

/// A place in a party's order.
#[derive(Serialize, ToSchema)]
struct RankPlace {
    /// The party.
    party: &'static str,
    /// Its place; equal means share one.
    place: usize,
}

/// A behaviour on which two parties do not match.
#[derive(Serialize, ToSchema)]
struct RankMismatch {
    /// The behaviour's key.
    behaviour: String,
    /// The party that puts it higher.
    higher: RankPlace,
    /// The other.
    lower: RankPlace,
    /// Whether the difference survives the correction for many comparisons; never below 25 answers a side.
    sure: bool,
}

/// A released alignment, for those who may read the results of the whole organisation.
#[utoipa::path(get, path = "/surveys/{id}/alignment", tag = "results", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Alignment)))]
async fn show_alignment(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Alignment>, ApiError> {
    let found = said(&ctx, results::alignment(&ctx, SurveyId(id)).await)?;
    let l = ctx.locale;
    let asked: Vec<Party> = found.parties.iter().map(|one| one.party).collect();
    Ok(Json(Alignment {
        survey: found.survey.id.0,
        between: figure("parties", &found.between, l),
        mismatches: mismatches(&found),
        parties: found.parties.iter().map(|one| party(one, l)).collect(),
        behaviours: found.behaviours.into_iter().map(|one| behaviour(one, &asked, l)).collect(),
    }))
}

fn party(found: &results::PartyResult, l: Locale) -> RankingParty {
    RankingParty {
        party: found.party.key(),
        concordance: figure(found.party.key(), &found.concordance, l),
        agreement: found.agreement.map(|agreement| match agreement {
            Agreement::Chance => "chance",
            Agreement::Weak => "weak",
            Agreement::Partly => "partly",
            Agreement::Strong => "strong",
        }),
    }
}

fn behaviour(found: results::RankedBehaviour, asked: &[Party], l: Locale) -> RankedBehaviour {
    let means = asked.iter().zip(&found.means).map(|(party, shown)| figure(party.key(), shown, l));
    let places = asked.iter().zip(&found.places);
    RankedBehaviour {
        means: means.collect(),
        places: places.filter_map(|(party, at)| Some(place(*party, (*at)?))).collect(),
        text: Text::from(&found.text),
        key: found.key,
    }
}

const fn place(party: Party, place: usize) -> RankPlace {
    RankPlace { party: party.key(), place }
}

fn mismatches(found: &results::Alignment) -> Vec<RankMismatch> {
    let ways = found
        .pairs
        .iter()
        .flat_map(|pair| [(pair.first, pair.second, &pair.by_first), (pair.second, pair.first, &pair.by_second)]);
    let one = |higher: Party, lower: Party, wanted: &results::Wanted| RankMismatch {
        behaviour: found.behaviours[wanted.mismatch.behaviour].key.clone(),
        higher: place(higher, wanted.mismatch.higher),
        lower: place(lower, wanted.mismatch.lower),
        sure: wanted.is_sure,
    };
    ways.flat_map(|(higher, lower, wanted)| wanted.iter().map(move |wanted| one(higher, lower, wanted))).collect()
}
