//! An assessment: the twenty questions, or the five signs, for executives, managers and staff of the chosen units, the
//! same for all.

use std::collections::BTreeSet;

use ayeneh_domain::{ids::UnitId, survey::Wording};

use super::{rows::Invitation, wave};
use crate::{Ctx, Result, db::Tx};

/// Whom an assessment over these units asks.
pub(super) async fn audience(
    ctx: &Ctx,
    tx: &mut Tx,
    units: &BTreeSet<UnitId>,
    wording: Wording,
) -> Result<Vec<Invitation>> {
    wave::employees(ctx, tx, units, wording).await
}
