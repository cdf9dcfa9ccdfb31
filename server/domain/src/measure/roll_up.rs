//! Figures of units become figures of the units above them.

use super::Aggregate;
use crate::disclosure::partition::Tree;

/// A figure of a unit, and on how many reports of units it rests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rolled {
    /// The figure.
    pub value: f64,
    /// Units whose reading is in it.
    pub units: u32,
}

/// The figure of every node of a unit tree for one month. A unit's own reading stands for it and all below it; without
/// one, its figure is made from the readings below it, so that nothing is counted twice.
pub fn roll_up(tree: &Tree, aggregate: Aggregate, readings: &[Option<f64>]) -> Vec<Option<Rolled>> {
    let mut below: Vec<Vec<f64>> = vec![Vec::new(); tree.len()];
    let mut rolled = vec![None; tree.len()];
    for node in tree.bottom_up() {
        let values = match readings.get(node).copied().flatten() {
            Some(own) => vec![own],
            None => std::mem::take(&mut below[node]),
        };
        rolled[node] = join(aggregate, &values);
        if let Some(parent) = tree.parent(node) {
            below[parent].extend(values);
        }
    }
    rolled
}

fn join(aggregate: Aggregate, values: &[f64]) -> Option<Rolled> {
    let units = u32::try_from(values.len()).ok().filter(|units| *units > 0)?;
    let total: f64 = values.iter().sum();
    let value = match aggregate {
        Aggregate::Sum => total,
        Aggregate::Mean => total / f64::from(units),
    };
    Some(Rolled { value, units })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The company (0) with regions 1 and 2; branches 3 and 4 in region 1, branch 5 in region 2.
    fn tree() -> Tree {
        Tree::new(vec![None, Some(0), Some(0), Some(1), Some(1), Some(2)])
    }

    fn values(aggregate: Aggregate, readings: &[Option<f64>]) -> Vec<Option<(f64, u32)>> {
        roll_up(&tree(), aggregate, readings).into_iter().map(|r| r.map(|r| (r.value, r.units))).collect()
    }

    #[test]
    fn adds_up_or_takes_the_mean_of_units_that_reported() {
        let readings = [None, None, None, Some(1.0), Some(3.0), Some(8.0)];
        let sums = values(Aggregate::Sum, &readings);
        assert_eq!(sums[..3], [Some((12.0, 3)), Some((4.0, 2)), Some((8.0, 1))]);
        let means = values(Aggregate::Mean, &readings);
        assert_eq!(means[..2], [Some((4.0, 3)), Some((2.0, 2))]);
    }

    #[test]
    fn an_own_reading_stands_for_everything_below() {
        let sums = values(Aggregate::Sum, &[None, Some(10.0), None, Some(1.0), Some(3.0), None]);
        assert_eq!(sums, [Some((10.0, 1)), Some((10.0, 1)), None, Some((1.0, 1)), Some((3.0, 1)), None]);
    }
}
