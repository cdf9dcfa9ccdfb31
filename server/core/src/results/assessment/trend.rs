//! The rounds of an assessment that may be laid side by side: how maturity moved, over all and domain by domain.
//!
//! Only rounds whose audiences differ by nobody or by enough (rule 17), and figures of groups that are not small.

use std::collections::BTreeSet;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Month,
    disclosure::{may_compare, slack::BANDS_FROM},
    ids::{ReleaseId, SurveyId},
    release::{Figure, Shown, cell::OVERALL},
    survey::raters::RaterId,
};

use crate::{
    Ctx, Result,
    db::Tx,
    release,
    results::{cells::Cells, store},
    surveys::rows::Survey,
};

/// A trend goes back so many rounds at most.
const LONGEST: usize = 6;

/// A round in a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The survey.
    pub survey: SurveyId,
    /// Its name.
    pub title: Bilingual,
    /// The month it stands for.
    pub period: Month,
    /// Maturity over all domains, where it may be compared.
    pub overall: Option<Shown>,
    /// Maturity of each domain that was asked for, in that order.
    pub domains: Vec<Option<Shown>>,
}

/// This round and the earlier ones with which it may be compared, oldest first.
pub(super) async fn trend(
    tx: &mut Tx,
    ctx: &Ctx,
    survey: &Survey,
    rounds: &[(Survey, ReleaseId)],
    domains: &[&str],
) -> Result<Vec<Round>> {
    let mut earlier: Vec<_> = rounds.iter().filter(|(round, _)| round.period < survey.period).collect();
    earlier.sort_by_key(|(round, _)| std::cmp::Reverse(round.period));
    earlier.truncate(LONGEST - 1);
    let now = if earlier.is_empty() { BTreeSet::new() } else { audience(tx, ctx, survey.id).await? };
    let mut trend = Vec::new();
    for (round, release) in rounds.iter().filter(|(round, _)| round.id == survey.id) {
        trend.push(point(tx, ctx, round, *release, domains).await?);
    }
    for (round, release) in earlier {
        if may_compare(&audience(tx, ctx, round.id).await?, &now, survey.rules.hidden_sum()) {
            trend.push(point(tx, ctx, round, *release, domains).await?);
        }
    }
    trend.reverse();
    Ok(trend)
}

async fn audience(tx: &mut Tx, ctx: &Ctx, survey: SurveyId) -> Result<BTreeSet<RaterId>> {
    let asked = store::audience(tx, ctx.organisation, survey).await?;
    Ok(asked.into_iter().map(|(_, _, who)| who).collect())
}

/// Small groups are left out: their figures are too coarse for a trend.
async fn point(tx: &mut Tx, ctx: &Ctx, round: &Survey, release: ReleaseId, domains: &[&str]) -> Result<Round> {
    let cells = Cells::new(release::overview(tx, ctx.organisation, release).await?);
    let of = |topic: &str| {
        let shown = cells.of_group(None, topic, Figure::Index)?;
        shown.n().filter(|n| *n >= BANDS_FROM).map(|_| shown.clone())
    };
    Ok(Round {
        survey: round.id,
        title: round.title.clone(),
        period: round.period,
        overall: of(OVERALL),
        domains: domains.iter().map(|key| of(key)).collect(),
    })
}
