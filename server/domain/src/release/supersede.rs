//! A later release of the same survey (rule 6): refused unless every cell that changed rests on five more people, else two
//! releases side by side would show what the late few answered.

use std::collections::BTreeMap;

use super::cell::{Cell, Figure, Shown};
use crate::{disclosure::Rules, ids::UnitId};

/// A cell that changed with too few new respondents behind it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{topic}` would change by fewer than {least} people")]
pub struct TooClose {
    /// Its unit.
    pub unit: Option<UnitId>,
    /// Its topic.
    pub topic: String,
    /// How many more are needed in each cell that changes.
    pub least: u32,
}

/// Checks a later release against the one that is out.
///
/// # Errors
/// The first cell that changed by fewer people than hidden parts must sum to.
pub fn supersede(earlier: &[Cell], later: &[Cell], rules: &Rules) -> Result<(), TooClose> {
    let before: BTreeMap<_, _> =
        earlier.iter().filter(|cell| counts_people(cell)).map(|cell| (key(cell), cell)).collect();
    let least = rules.hidden_sum();
    for cell in later.iter().filter(|cell| counts_people(cell)) {
        let Some(old) = before.get(&key(cell)) else { continue };
        let more = match (old.shown.n(), cell.shown.n()) {
            (Some(old), Some(new)) => new.abs_diff(old),
            // What was or becomes hidden shows nothing to subtract; its whole is checked by itself.
            _ => continue,
        };
        if !same(&old.shown, &cell.shown) && more < least {
            return Err(TooClose { unit: cell.unit, topic: cell.topic.clone(), least });
        }
    }
    Ok(())
}

fn key(cell: &Cell) -> impl Ord + '_ {
    (cell.unit, cell.subject, cell.side, cell.group.as_deref(), cell.topic.as_str(), cell.figure)
}

/// Whether a figure rests on the answers of its own group: what is derived from others, or counts units, follows them.
const fn counts_people(cell: &Cell) -> bool {
    use Figure as F;
    !matches!(
        cell.figure,
        F::Gap
            | F::GapSignificance
            | F::Together
            | F::Icc1
            | F::Icc2
            | F::Rwg
            | F::Disagreement
            | F::Highest
            | F::Lowest
    )
}

/// Whether nothing can be learnt from the difference. Intervals of small groups rest on the whole organisation.
fn same(old: &Shown, new: &Shown) -> bool {
    match (old, new) {
        (Shown::Value { value: a, n: m, .. }, Shown::Value { value: b, n, .. }) => a == b && m == n,
        _ => old == new,
    }
}
