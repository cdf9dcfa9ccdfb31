//! Setting targets: what HR typed becomes a target, is taken away, or comes back with what to change.

use ayeneh_domain::{
    digits::parse_number,
    ids::{MeasureId, UnitId},
    measure::{NoTarget, Target},
    permission::Right,
};
use ayeneh_text as text;

use super::{SetTarget, store};
use crate::{Ctx, Error, Problem, Result, people::store as people};

/// Target and threshold as they were typed, in either set of digits. Both empty takes the target away.
#[derive(Clone, Debug, Default)]
pub struct TargetForm {
    /// For which unit; absent is the whole organisation.
    pub unit: Option<UnitId>,
    /// What is to be reached.
    pub target: String,
    /// Beyond it a figure is below target; empty means the target itself.
    pub threshold: String,
}

/// Sets, changes or takes away the target of a measure.
///
/// # Errors
/// [`Error::Refused`] without the right for the whole organisation, [`Error::NotFound`] for a measure or unit that is
/// not there, [`Error::Invalid`] for figures that are no target; the database's.
pub async fn set_target(ctx: &Ctx, measure: MeasureId, form: &TargetForm) -> Result<()> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    let mut tx = ctx.write().await?;
    let measures = store::measures(&mut tx, ctx.organisation).await?;
    let measure = measures.iter().find(|known| known.id == measure).ok_or(Error::NotFound)?;
    if let Some(unit) = form.unit {
        let units = people::units(&mut tx, ctx.organisation).await?;
        units.iter().find(|known| known.id == unit).ok_or(Error::NotFound)?;
    }
    store::delete_target(&mut tx, ctx.organisation, measure.id, form.unit).await?;
    if !(form.target.trim().is_empty() && form.threshold.trim().is_empty()) {
        let (target, threshold) = figures(form)?;
        let target = Target::new(measure.direction, target, threshold).map_err(refused)?;
        let set = SetTarget { measure: measure.id, unit: form.unit, target };
        store::insert_target(&mut tx, ctx.organisation, ctx.core.new_id(), &set).await?;
    }
    Ok(tx.commit().await?)
}

fn figures(form: &TargetForm) -> Result<(f64, f64)> {
    let mut problems = Vec::new();
    let mut read = |field: &str, typed: &str| {
        let value = parse_number(typed);
        if value.is_none() {
            problems.push(Problem::field(field, |l| text::field_errors::not_a_number(l).to_owned()));
        }
        value.unwrap_or(f64::NAN)
    };
    let target = read("target", &form.target);
    let threshold = if form.threshold.trim().is_empty() { target } else { read("threshold", &form.threshold) };
    if problems.is_empty() { Ok((target, threshold)) } else { Err(Error::Invalid(problems)) }
}

fn refused(why: NoTarget) -> Error {
    Error::invalid(match why {
        NoTarget::NotFinite => Problem::field("target", |l| text::field_errors::not_a_number(l).to_owned()),
        NoTarget::ThresholdBeyondTarget => {
            Problem::field("threshold", |l| text::measures::threshold_beyond_target(l).to_owned())
        }
    })
}
