//! A behaviour alignment: which behaviours are ranked and by whom, and who of the chosen units that is.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    alignment::{Fault, LEAST_BEHAVIOURS, LONGEST_BEHAVIOUR, MOST_BEHAVIOURS, Party, Ranking},
    ids::UnitId,
    people::Level,
    survey::{Kind, Wording},
};
use ayeneh_text as text;

use super::{create::NewSurvey, rows::Invitation, wave};
use crate::{Ctx, Problem, Result, db::Tx};

/// The ranking that was chosen; `None` for other kinds, and where something has to change.
pub(super) fn ranking(new: &NewSurvey, problems: &mut Vec<Problem>) -> Option<Ranking> {
    if new.kind != Kind::Alignment {
        return None;
    }
    match new.ranking.clone().unwrap_or_default().check() {
        Ok(ranking) => Some(ranking),
        Err(faults) => {
            problems.extend(faults.into_iter().map(problem));
            None
        }
    }
}

fn problem(fault: Fault) -> Problem {
    use text::alignment as words;
    match fault {
        Fault::Count(count) => {
            Problem::field("behaviours", |l| words::wrong_count(l, count, LEAST_BEHAVIOURS, MOST_BEHAVIOURS))
        }
        Fault::Unknown => Problem::field("behaviours", |l| words::unknown_behaviour(l).to_owned()),
        Fault::OneLanguage(row) => Problem::field(own(row), |l| words::one_language(l).to_owned()),
        Fault::TooLong(row) => Problem::field(own(row), |l| text::field_errors::too_long(l, LONGEST_BEHAVIOUR)),
        Fault::Twice(row) => Problem::field(own(row), |l| words::said_twice(l).to_owned()),
        Fault::Parties => Problem::field("parties", |l| words::too_few_parties(l).to_owned()),
    }
}

/// The name of the field in which a behaviour in own words is typed.
fn own(row: usize) -> String {
    format!("own_{row}")
}

/// Whom a ranking over these units asks, and how many contacts are skipped because they asked not to be written to.
pub(super) async fn audience(
    ctx: &Ctx,
    tx: &mut Tx,
    units: &BTreeSet<UnitId>,
    ranking: &Ranking,
) -> Result<(Vec<Invitation>, usize)> {
    let (everybody, skipped) = wave::audience(ctx, tx, units).await?;
    let asked = everybody.into_iter().filter_map(|invitation| {
        let party = party(&invitation);
        ranking.parties.contains(&party).then(|| Invitation { wording: party.wording(), ..invitation })
    });
    let skipped = if ranking.parties.contains(&Party::Customers) { skipped } else { 0 };
    Ok((asked.collect(), skipped))
}

/// The parties that have fewer invited than their places need to be shown.
pub(super) fn too_small(invitations: &[Invitation], ranking: &Ranking, least: u32) -> Vec<Party> {
    let mut counts: BTreeMap<Party, u32> = BTreeMap::new();
    for invitation in invitations {
        *counts.entry(party(invitation)).or_default() += 1;
    }
    let few = |party: &Party| counts.get(party).copied().unwrap_or_default() < least;
    ranking.parties.iter().copied().filter(few).collect()
}

fn party(invitation: &Invitation) -> Party {
    match invitation.wording {
        Wording::Customer | Wording::RankCustomers => Party::Customers,
        _ => Party::of_level(invitation.level.as_deref().and_then(Level::from_key)),
    }
}
