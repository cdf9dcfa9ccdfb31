//! Drivers: how much of an outcome's explained variance belongs to each of several elements that overlap.
//!
//! Two ways, which agree where the result can be trusted; both add up to R².

use super::{correlation::coefficient, refusal::Refusal, symmetric::eigen};

/// Below this number of respondents no drivers are shown.
pub const LEAST_RESPONDENTS: usize = 20;

/// Above this number of predictors the average over all orders is no longer taken.
pub const MOST_PREDICTORS: usize = 12;

/// A predictor whose variance not explained by the others is a smaller share than this counts as a repetition.
const TOLERANCE: f64 = 1e-12;

/// The part of one predictor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Driver {
    /// R² gained by adding the predictor, averaged over all orders of adding (Lindeman, Merenda & Gold 1980).
    pub lmg: f64,
    /// Relative weight through the nearest uncorrelated predictors (Johnson 2000).
    pub relative_weight: f64,
}

/// Drivers of `outcome` among `predictors`, columns of complete respondents in the same order. Their number is the
/// predictors'.
///
/// # Errors
/// [`Refusal::TooFewRespondents`] below [`LEAST_RESPONDENTS`] (or fewer than predictors need), or where columns differ in
/// length; [`Refusal::TooManyPredictors`] above [`MOST_PREDICTORS`]; [`Refusal::NoVariation`] where a column does not vary;
/// [`Refusal::Collinear`] where predictors repeat one another.
pub fn drivers(outcome: &[f64], predictors: &[Vec<f64>]) -> Result<Vec<Driver>, Refusal> {
    let need = LEAST_RESPONDENTS.max(predictors.len() + 2);
    let have = predictors.iter().map(Vec::len).fold(outcome.len(), usize::min);
    if have < need || predictors.iter().any(|column| column.len() != outcome.len()) {
        return Err(Refusal::TooFewRespondents { have, need });
    }
    if predictors.len() > MOST_PREDICTORS {
        return Err(Refusal::TooManyPredictors { have: predictors.len(), most: MOST_PREDICTORS });
    }
    let among = predictors
        .iter()
        .map(|first| predictors.iter().map(|second| correlation(first, second)).collect())
        .collect::<Result<Vec<Vec<f64>>, Refusal>>()?;
    let with = predictors.iter().map(|column| correlation(column, outcome)).collect::<Result<Vec<f64>, Refusal>>()?;
    let averaged = averages_over_orders(&among, &with)?;
    let weights = relative_weights(&among, &with)?;
    Ok(averaged.into_iter().zip(weights).map(|(lmg, relative_weight)| Driver { lmg, relative_weight }).collect())
}

fn correlation(first: &[f64], second: &[f64]) -> Result<f64, Refusal> {
    let pairs: Vec<(f64, f64)> = first.iter().copied().zip(second.iter().copied()).collect();
    coefficient(&pairs).ok_or(Refusal::NoVariation)
}

/// Each predictor's gain in R², averaged over all orders: every set without it counts as often as orders begin with it.
fn averages_over_orders(among: &[Vec<f64>], with: &[f64]) -> Result<Vec<f64>, Refusal> {
    let count = with.len();
    let explained = (0..1_usize << count)
        .map(|set| {
            let members: Vec<usize> = (0..count).filter(|member| set >> member & 1 == 1).collect();
            explained_by(among, with, &members)
        })
        .collect::<Result<Vec<f64>, Refusal>>()?;
    // Of all orders, 1 / (count · choose(count − 1, size)) begin with just this set of `size` and go on with the predictor.
    let mut share = vec![1.0 / count as f64; count];
    for size in 1..count {
        share[size] = share[size - 1] * size as f64 / (count - size) as f64;
    }
    let gain = |predictor: usize| {
        (0..explained.len())
            .filter(|set| set >> predictor & 1 == 0)
            .map(|set| share[set.count_ones() as usize] * (explained[set | 1 << predictor] - explained[set]))
            .sum()
    };
    Ok((0..count).map(gain).collect())
}

/// R² of the outcome on some of the predictors, by Cholesky's decomposition of their correlations.
fn explained_by(among: &[Vec<f64>], with: &[f64], members: &[usize]) -> Result<f64, Refusal> {
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(members.len());
    let mut solved: Vec<f64> = Vec::with_capacity(members.len());
    for &member in members {
        let mut row = Vec::with_capacity(rows.len() + 1);
        for (earlier, &other) in rows.iter().zip(members) {
            let part = among[member][other] - dot(&row, earlier);
            row.push(part / earlier[row.len()]);
        }
        let own = among[member][member] - dot(&row, &row);
        if own <= TOLERANCE {
            return Err(Refusal::Collinear);
        }
        solved.push((with[member] - dot(&row, &solved)) / own.sqrt());
        row.push(own.sqrt());
        rows.push(row);
    }
    Ok(dot(&solved, &solved))
}

/// Σ aᵢ bᵢ over the shorter of both.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Johnson's weights: Λ is the symmetric root of the predictors' correlations, β = Λ⁻¹ r; the weight is Σ Λ² β².
fn relative_weights(among: &[Vec<f64>], with: &[f64]) -> Result<Vec<f64>, Refusal> {
    let (values, vectors) = eigen(among);
    if values.iter().any(|&value| value <= TOLERANCE) {
        return Err(Refusal::Collinear);
    }
    let count = with.len();
    let power = |exponent: f64, row: usize, column: usize| -> f64 {
        (0..count).map(|axis| vectors[row][axis] * values[axis].powf(exponent) * vectors[column][axis]).sum()
    };
    let beta: Vec<f64> =
        (0..count).map(|row| (0..count).map(|column| power(-0.5, row, column) * with[column]).sum()).collect();
    let weight = |row: usize| beta.iter().enumerate().map(|(axis, beta)| (power(0.5, row, axis) * beta).powi(2)).sum();
    Ok((0..count).map(weight).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::regress;

    fn columns(rows: &[[f64; 4]]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let column = |index: usize| rows.iter().map(|row| row[index]).collect();
        (column(0), vec![column(1), column(2), column(3)])
    }

    #[test]
    fn refuses_what_has_no_answer() {
        let outcome: Vec<f64> = (0..20).map(|i| f64::from(i * i % 7)).collect();
        let first: Vec<f64> = (0..20).map(f64::from).collect();
        let twice: Vec<f64> = first.iter().map(|x| 2.0 * x).collect();
        assert_eq!(drivers(&outcome, &[first.clone(), twice]), Err(Refusal::Collinear));
        assert_eq!(drivers(&outcome, &[vec![1.0; 20]]), Err(Refusal::NoVariation));
        assert_eq!(
            drivers(&outcome[..19], &[first[..19].to_vec()]),
            Err(Refusal::TooFewRespondents { have: 19, need: 20 })
        );
        assert_eq!(
            drivers(&outcome, &vec![first; 13]),
            Err(Refusal::TooManyPredictors { have: 13, most: MOST_PREDICTORS })
        );
    }

    proptest! {
        #[test]
        fn both_add_up_to_what_is_explained(
            rows in prop::collection::vec(prop::array::uniform4(-5.0..5.0_f64), 20..40)
        ) {
            let (outcome, predictors) = columns(&rows);
            let whole = regress(&outcome, &predictors).expect("random columns").r_squared;
            let parts = drivers(&outcome, &predictors).expect("random columns");
            prop_assert!((parts.iter().map(|part| part.lmg).sum::<f64>() - whole).abs() < 1e-10);
            prop_assert!((parts.iter().map(|part| part.relative_weight).sum::<f64>() - whole).abs() < 1e-10);
            prop_assert!(parts.iter().all(|part| part.lmg >= -1e-12 && part.relative_weight >= 0.0));
        }
    }
}
