//! Eigenvalues of small symmetric matrices.

/// Eigenvalues, and eigenvectors as columns (`vectors[row][axis]`), by Jacobi's rotations (1846): slow for large matrices,
/// exact to the last digits for the dozen predictors that we have.
pub(super) fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    const SWEEPS: usize = 60;
    let count = matrix.len();
    let mut rest = matrix.to_vec();
    let mut vectors: Vec<Vec<f64>> =
        (0..count).map(|row| (0..count).map(|axis| f64::from(u8::from(row == axis))).collect()).collect();
    for _ in 0..SWEEPS {
        let mut turned = false;
        for (p, q) in (0..count).flat_map(|p| (p + 1..count).map(move |q| (p, q))) {
            if rest[p][q].abs() > f64::EPSILON * f64::EPSILON * (rest[p][p] * rest[q][q]).abs().sqrt() {
                rotate(&mut rest, &mut vectors, p, q);
                turned = true;
            }
        }
        if !turned {
            break;
        }
    }
    ((0..count).map(|axis| rest[axis][axis]).collect(), vectors)
}

/// Turns the plane of `p` and `q` so that their common entry vanishes.
fn rotate(rest: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    let slope = (rest[q][q] - rest[p][p]) / (2.0 * rest[p][q]);
    let tangent = slope.signum() / (slope.abs() + slope.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    let turn = |row: &mut Vec<f64>| {
        (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]);
    };
    rest.iter_mut().for_each(turn);
    vectors.iter_mut().for_each(turn);
    let (above, below) = rest.split_at_mut(q);
    for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
        (*a, *b) = (cosine * *a - sine * *b, sine * *a + cosine * *b);
    }
    // What is left of it is rounding.
    rest[p][q] = 0.0;
    rest[q][p] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::eigen;

    #[test]
    fn puts_the_matrix_together_again() {
        let matrix = vec![vec![4.0, 1.0, -2.0], vec![1.0, 2.0, 0.5], vec![-2.0, 0.5, 3.0]];
        let (values, vectors) = eigen(&matrix);
        for (row, column) in (0..3).flat_map(|row| (0..3).map(move |column| (row, column))) {
            let again: f64 = (0..3).map(|axis| vectors[row][axis] * values[axis] * vectors[column][axis]).sum();
            assert!((again - matrix[row][column]).abs() < 1e-14);
        }
    }
}
