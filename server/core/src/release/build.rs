//! From the sealed answers of a closed survey to a stored release.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::Response,
    calendar::Date,
    disclosure::Rules,
    ids::{OrganisationId, PersonId, ReleaseId, SurveyId, UnitId},
    people::Level,
    questionnaire::{Frozen, Side},
    relationship::Relationship,
    release::{self as builder, AssessmentInput, BLIND_SPOT, Released, ReportInput, SideInput, WaveInput},
    survey::{Kind, State, Wording, audience::Branch},
};
use ayeneh_text as text;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::{
    rows::{Header, InvitedRow},
    store,
};
use crate::{Core, Error, Result, db::Tx, intake::seal::Opener};

/// Everything that a release is made from.
struct Input {
    header: Header,
    units: Vec<Branch>,
    questionnaires: BTreeMap<Wording, Frozen>,
    invited: Vec<InvitedRow>,
    responses: Vec<Response>,
}

/// Releases a closed survey without asking who wants it: for closing by date, imports and the demo company. Services of
/// people call [`super::release`].
///
/// # Errors
/// As there, but for the right.
pub async fn release_closed(core: &Core, organisation: OrganisationId, survey: SurveyId) -> Result<ReleaseId> {
    // Answers of a closed survey do not change, so they are read and computed before anything is locked.
    let mut tx = core.db.read().await?;
    let input = read(&mut tx, organisation, survey).await?;
    drop(tx);
    let seed = core.random.seed();
    let (input, released) = tokio::task::spawn_blocking(move || {
        let released = build(&input, seed);
        (input, released)
    })
    .await
    .map_err(|error| Error::Internal(error.to_string()))?;
    let mut tx = core.db.write().await?;
    let id = publish(core, &mut tx, organisation, survey, &input, &released).await?;
    tx.commit().await?;
    Ok(id)
}

async fn read(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Result<Input> {
    let header = store::header(tx, organisation, survey).await?.ok_or(Error::NotFound)?;
    match header.state {
        State::Draft => return Err(Error::conflict(|locale| text::releases::launch_first(locale).to_owned())),
        State::Open => return Err(Error::conflict(|locale| text::releases::close_first(locale).to_owned())),
        State::Closed | State::Released => {}
    }
    let questionnaires = super::read::questionnaires(tx, organisation, survey).await?;
    let units = store::units(tx, organisation, survey).await?;
    let invited = store::invited(tx, organisation, survey).await?;
    let opener = Opener::new(questionnaires.values());
    let mut responses = Vec::new();
    let mut after = None;
    loop {
        let page = store::sealed(tx, organisation, survey, after).await?;
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        for (_, envelope) in page {
            responses.push(opener.open(&envelope).map_err(|error| Error::Internal(error.to_string()))?);
        }
    }
    Ok(Input { header, units, questionnaires, invited, responses })
}

fn build(input: &Input, seed: [u8; 32]) -> Released {
    let mut random = ChaCha20Rng::from_seed(seed);
    let below = &mut |n: usize| random.random_range(0..n);
    let rules = &input.header.rules;
    match input.header.kind {
        Kind::Wave => wave(input, rules, false, below),
        Kind::Historical => wave(input, rules, true, below),
        Kind::Cycle => cycle(input, rules, below),
        Kind::Assessment | Kind::Recovery => assessment(input, rules, below),
    }
}

fn wave(input: &Input, rules: &Rules, is_historical: bool, below: builder::Below) -> Released {
    let mut invited: BTreeMap<Side, BTreeMap<UnitId, u32>> = BTreeMap::new();
    for row in &input.invited {
        *invited.entry(row.side).or_default().entry(row.unit).or_default() += row.people;
    }
    let nobody = BTreeMap::new();
    let sides: Vec<_> = input
        .questionnaires
        .iter()
        .map(|(wording, questionnaire)| {
            let side = wording.side();
            SideInput { side, questionnaire, invited: invited.get(&side).unwrap_or(&nobody) }
        })
        .collect();
    let wave = WaveInput { rules, units: &input.units, sides: &sides, responses: &input.responses };
    if is_historical { builder::historical(&wave, below) } else { builder::wave(&wave, below) }
}

fn cycle(input: &Input, rules: &Rules, below: builder::Below) -> Released {
    let mut invited: BTreeMap<(PersonId, Relationship), u32> = BTreeMap::new();
    for row in &input.invited {
        if let (Some(subject), Some(relationship)) = (row.subject, row.relationship) {
            *invited.entry((subject, relationship)).or_default() += row.people;
        }
    }
    let questionnaires = Relationship::ALL
        .iter()
        .filter_map(|&relationship| Some((relationship, input.questionnaires.get(&Wording::of(relationship))?)))
        .collect();
    let (responses, invited) = (&input.responses[..], &invited);
    builder::report(
        &ReportInput { rules, questionnaires: &questionnaires, invited, responses, blind_spot: BLIND_SPOT },
        below,
    )
}

fn assessment(input: &Input, rules: &Rules, below: builder::Below) -> Released {
    let mut invited: BTreeMap<Level, u32> = BTreeMap::new();
    for row in &input.invited {
        if let Some(level) = row.level {
            *invited.entry(level).or_default() += row.people;
        }
    }
    // Launched with one questionnaire in one wording; nothing else is an assessment.
    let Some(questionnaire) = input.questionnaires.values().next() else { return Released::default() };
    let (invited, responses) = (&invited, &input.responses[..]);
    builder::assessment(&AssessmentInput { rules, questionnaire, invited, responses }, below)
}

/// Stores a release as the survey's next version.
async fn publish(
    core: &Core,
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    input: &Input,
    released: &Released,
) -> Result<ReleaseId> {
    // First the survey's row, so that two who release at once come one after the other.
    store::set_released(tx, organisation, survey).await?;
    let earlier = store::latest(tx, organisation, survey).await?;
    if let Some(earlier) = &earlier {
        let cells = store::cells(tx, organisation, earlier.id).await?;
        builder::supersede(&cells, released.cells(), &input.header.rules).map_err(|close| {
            Error::conflict(|locale| text::releases::too_few_new(locale, text::figure::integer(locale, close.least)))
        })?;
    }
    let id = ReleaseId(core.new_id());
    let hidden = released.cells().iter().filter(|cell| cell.shown.is_hidden()).count();
    let header = store::NewRelease {
        id,
        survey,
        version: earlier.map_or(1, |earlier| earlier.version + 1),
        released_on: Date::at(core.now_ms(), core.settings.utc_offset_minutes).to_string(),
        rules: serde_json::to_string(&input.header.rules)?,
        promise_fa: &input.header.promise.fa,
        promise_en: &input.header.promise.en,
        summary: serde_json::json!({
            "stages": ["thresholds", "partitions", "budget", "slack", "together"],
            "cells": released.cells().len(),
            "hidden": hidden,
            "comments": released.comments().len(),
        })
        .to_string(),
    };
    store::insert(tx, organisation, &header).await?;
    store::insert_cells(tx, organisation, id, released.cells()).await?;
    store::insert_comments(tx, organisation, id, released.comments()).await?;
    Ok(id)
}
