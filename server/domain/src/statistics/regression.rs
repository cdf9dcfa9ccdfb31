//! Ordinary least squares with several predictors, by Householder's QR decomposition (never the normal equations, which
//! square the rounding error).

use super::{distribution::t_two_sided, moments::Moments, refusal::Refusal};

/// A predictor whose part not explained by the others is smaller than this counts as a repetition (R's `lm` uses the same).
const TOLERANCE: f64 = 1e-7;

/// One coefficient of a regression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// Change of the outcome per unit of the predictor, others held equal; of the first, the intercept.
    pub estimate: f64,
    /// Standard error.
    pub error: f64,
    /// Two-sided p of zero, by t with n − p degrees of freedom.
    pub p: f64,
}

/// A fitted regression.
#[derive(Clone, Debug, PartialEq)]
pub struct Regression {
    /// Observations.
    pub n: usize,
    /// The intercept, then one per predictor.
    pub coefficients: Vec<Coefficient>,
    /// Share of the outcome's variance explained.
    pub r_squared: f64,
    /// Standard deviation of the residuals (divided by n − p).
    pub residual_sd: f64,
}

/// Fits `outcome` on an intercept and `predictors`, each a column as long as the outcome.
///
/// # Errors
/// [`Refusal::TooFewObservations`] unless there are more observations than coefficients and all columns are equally long;
/// [`Refusal::NoVariation`] where the outcome does not vary; [`Refusal::Collinear`] where predictors repeat one another.
pub fn regress(outcome: &[f64], predictors: &[Vec<f64>]) -> Result<Regression, Refusal> {
    let (n, count) = (outcome.len(), predictors.len() + 1);
    let shortest = predictors.iter().map(Vec::len).fold(n, usize::min);
    if shortest <= count || predictors.iter().any(|column| column.len() != n) {
        return Err(Refusal::TooFewObservations { have: shortest, need: count + 1 });
    }
    let total = Moments::of(outcome).map_or(0.0, Moments::squares);
    if total <= 0.0 {
        return Err(Refusal::NoVariation);
    }
    let mut columns = vec![vec![1.0; n]];
    columns.extend_from_slice(predictors);
    let mut rotated = outcome.to_vec();
    let diagonal = triangulate(&mut columns, &mut rotated)?;
    let left: f64 = rotated[count..].iter().map(|part| part * part).sum();
    let freedom = (n - count) as f64;
    let residual_sd = (left / freedom).sqrt();
    let inverse = invert(&columns, &diagonal);
    let coefficients = inverse
        .iter()
        .enumerate()
        .map(|(row, weights)| {
            let estimate = (row..count).map(|column| weights[column] * rotated[column]).sum::<f64>();
            let error = residual_sd * weights.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
            let p = match error > 0.0 {
                true => t_two_sided(estimate / error, freedom),
                // An exact fit leaves no doubt either way.
                false if estimate == 0.0 => 1.0,
                false => 0.0,
            };
            Coefficient { estimate, error, p }
        })
        .collect();
    Ok(Regression { n, coefficients, r_squared: 1.0 - left / total, residual_sd })
}

/// Reflects the columns into an upper triangle and the outcome with them. The triangle without its diagonal stays in the
/// columns; the diagonal is returned.
fn triangulate(columns: &mut [Vec<f64>], outcome: &mut [f64]) -> Result<Vec<f64>, Refusal> {
    let mut diagonal = Vec::with_capacity(columns.len());
    for pivot in 0..columns.len() {
        let (done, rest) = columns.split_at_mut(pivot + 1);
        let whole = length(&done[pivot]);
        let mirror = &mut done[pivot][pivot..];
        let norm = length(mirror);
        if norm <= TOLERANCE * whole || norm == 0.0 {
            return Err(Refusal::Collinear);
        }
        let signed = if mirror[0] > 0.0 { -norm } else { norm };
        mirror[0] -= signed;
        let scale = 2.0 / mirror.iter().map(|part| part * part).sum::<f64>();
        for column in rest.iter_mut().map(Vec::as_mut_slice).chain([&mut *outcome]) {
            let along = scale * mirror.iter().zip(&column[pivot..]).map(|(a, b)| a * b).sum::<f64>();
            column[pivot..].iter_mut().zip(&*mirror).for_each(|(part, axis)| *part -= along * axis);
        }
        diagonal.push(signed);
    }
    Ok(diagonal)
}

/// The inverse of the triangle, row by row; its rows give both the coefficients and their errors.
fn invert(columns: &[Vec<f64>], diagonal: &[f64]) -> Vec<Vec<f64>> {
    let count = diagonal.len();
    let mut inverse = vec![vec![0.0; count]; count];
    for (row, weights) in inverse.iter_mut().enumerate() {
        weights[row] = 1.0 / diagonal[row];
        for column in row + 1..count {
            let product: f64 = (row..column).map(|middle| weights[middle] * columns[column][middle]).sum();
            weights[column] = -product / diagonal[column];
        }
    }
    inverse
}

fn length(part: &[f64]) -> f64 {
    part.iter().map(|value| value * value).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_an_exact_plane() {
        let first: Vec<f64> = (0..9).map(f64::from).collect();
        let second: Vec<f64> = (0..9).map(|i| f64::from(i * i % 5)).collect();
        let outcome: Vec<f64> = first.iter().zip(&second).map(|(x, y)| 3.0 - 2.0 * x + 0.5 * y).collect();
        let found = regress(&outcome, &[first, second]).expect("nine observations");
        for (have, want) in found.coefficients.iter().zip([3.0, -2.0, 0.5]) {
            assert!((have.estimate - want).abs() < 1e-12);
        }
        assert!((found.r_squared - 1.0).abs() < 1e-12 && found.residual_sd < 1e-12);
    }

    #[test]
    fn an_exact_fit_leaves_no_doubt() {
        let found = regress(&[-1.0, 1.0, -1.0, 1.0], &[vec![-1.0, 1.0, -1.0, 1.0]]).expect("four observations");
        assert!(found.coefficients[0].p > 0.9 || found.coefficients[0].estimate.abs() < 1e-15);
        assert!(found.coefficients[1].p < 1e-9);
    }

    #[test]
    fn refuses_what_has_no_answer() {
        let first: Vec<f64> = (0..9).map(f64::from).collect();
        let twice: Vec<f64> = first.iter().map(|x| 2.0 * x + 1.0).collect();
        let outcome: Vec<f64> = (0..9).map(|i| f64::from(i * i)).collect();
        assert_eq!(regress(&outcome, &[first.clone(), twice]), Err(Refusal::Collinear));
        assert_eq!(regress(&outcome, &[vec![4.0; 9]]), Err(Refusal::Collinear));
        assert_eq!(regress(&[1.0; 9], &[first]), Err(Refusal::NoVariation));
        assert_eq!(regress(&[1.0, 2.0], &[vec![1.0, 2.0]]), Err(Refusal::TooFewObservations { have: 2, need: 3 }));
    }
}
