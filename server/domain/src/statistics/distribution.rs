//! The normal, t and F distributions as far as intervals and tests need them.
//!
//! The incomplete beta function is our own: the library’s stops after 140 steps and takes differences of log-gammas,
//! which loses digits at the tens of thousands of degrees of freedom that a company-wide survey has.

use std::f64::consts::{LN_2, PI};

use statrs::function::gamma::ln_gamma;

/// Two-sided p of a standard normal `z`: Student's t with as many degrees of freedom as make no difference. (The libraries'
/// error function is wrong from the eleventh digit on.)
pub(super) fn normal_two_sided(z: f64) -> f64 {
    t_two_sided(z, 1e18)
}

/// Two-sided p of Student's `t` with `freedom` degrees of freedom (may be fractional).
pub(super) fn t_two_sided(t: f64, freedom: f64) -> f64 {
    let square = t * t;
    if square.is_infinite() {
        return 0.0;
    }
    let whole = freedom + square;
    beta_lower(freedom / 2.0, 0.5, freedom / whole, square / whole)
}

/// The t that `|T|` stays below with probability `2 · upper − 1`, e.g. 2.776 for 0.975 and 4 degrees of freedom.
pub(super) fn t_quantile(upper: f64, freedom: f64) -> f64 {
    let (y, x) = beta_quantile(0.5, freedom / 2.0, 2.0 * upper - 1.0);
    (freedom * y / x).sqrt()
}

/// The point below which F with these degrees of freedom lies with probability `p`.
pub(super) fn f_quantile(p: f64, freedom_1: f64, freedom_2: f64) -> f64 {
    let (x, y) = beta_quantile(freedom_1 / 2.0, freedom_2 / 2.0, p);
    freedom_2 * x / (freedom_1 * y)
}

/// Regularised incomplete beta function `I_x(a, b)`. `y` is `1 − x`, given apart so that none of them loses digits.
fn beta_lower(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if y <= 0.0 {
        1.0
    } else if a * y >= b * x {
        beta_power(a, b, x, y) * continued_fraction(a, b, x, y)
    } else {
        1.0 - beta_power(b, a, y, x) * continued_fraction(b, a, y, x)
    }
}

/// `xᵃ yᵇ / B(a, b)`, arranged around the maximum so that large parameters cancel before they are rounded (Loader 2000).
fn beta_power(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let (p, q) = (a / n, b / n);
    // The distance from the maximum, from the smaller of the two so that it keeps its digits.
    let away = if x < y { x - p } else { q - y };
    let exponent = a * log_ratio(x, p, away) + b * log_ratio(y, q, -away) + stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        + 0.5 * (a * q).ln()
        - 0.5 * (LN_2 + PI.ln());
    exponent.exp()
}

/// `ln(x / p)`, exact also where both are nearly equal; `away` is `x − p`.
fn log_ratio(x: f64, p: f64, away: f64) -> f64 {
    let relative = away / p;
    if relative.abs() < 0.5 { relative.ln_1p() } else { (x / p).ln() }
}

/// `ln Γ(x)` minus Stirling's formula for it.
fn stirling_error(x: f64) -> f64 {
    if x < 15.0 {
        return ln_gamma(x) - (x - 0.5) * x.ln() + x - 0.5 * (LN_2 + PI.ln());
    }
    let square = x * x;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square) / square)
        / x
}

/// The continued fraction of the incomplete beta function, `xᵃ yᵇ / B(a, b)` left out, in the contracted form of DiDonato &
/// Morris (1992), which takes no differences of nearly equal numbers; by Lentz's method. Needs about √max(a, b) steps.
fn continued_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    const STEPS: u32 = 1_000_000;
    let below = a * y - b * x;
    let denominator = |m: f64| {
        m + m * (b - m) * x / (a + 2.0 * m - 1.0) + (a + m) * (below + 1.0 + m * (1.0 + y)) / (a + 2.0 * m + 1.0)
    };
    let mut fraction = a * (below + 1.0) / (a + 1.0);
    let (mut c, mut d) = (fraction, 0.0);
    for step in 1..STEPS {
        let m = f64::from(step);
        let numerator =
            (a + m - 1.0) * ((a + b + m - 1.0) * x) * (m * (b - m) * x) / (a + 2.0 * m - 1.0) / (a + 2.0 * m - 1.0);
        d = 1.0 / (denominator(m) + numerator * d);
        c = denominator(m) + numerator / c;
        fraction *= c * d;
        if (c * d - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    1.0 / fraction
}

/// The `x` with `I_x(a, b) = p`, and `1 − x`: Newton's steps from the mean, halving the bracket where they leave it.
fn beta_quantile(a: f64, b: f64, p: f64) -> (f64, f64) {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..200 {
        let error = beta_lower(a, b, x, 1.0 - x) - p;
        if error < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let density = beta_power(a, b, x, 1.0 - x) / (x * (1.0 - x));
        let newton = x - error / density;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        let settled = (next - x).abs() <= 4.0 * f64::EPSILON * x;
        x = next;
        if settled {
            break;
        }
    }
    (x, 1.0 - x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(have: f64, want: f64) {
        assert!((have / want - 1.0).abs() < 1e-11, "{have} is not {want}");
    }

    /// Closed forms: with 1 degree of freedom t is Cauchy, with 2 it is algebraic, F with 2 and 2 likewise.
    #[test]
    fn agrees_with_closed_forms() {
        for t in [0.01_f64, 0.5, 2.0, 40.0, 1e5] {
            close(t_two_sided(t, 1.0), 2.0 * (1.0 / t).atan() / PI);
            close(t_two_sided(t, 2.0), 2.0 / ((2.0 + t * t) * (1.0 + t / (2.0 + t * t).sqrt())));
        }
        close(t_quantile(0.975, 1.0), (0.475 * PI).tan());
        close(t_quantile(0.975, 2.0), 0.95 * (2.0 / (1.0 - 0.95 * 0.95_f64)).sqrt());
        close(f_quantile(0.3, 2.0, 2.0), 0.3 / 0.7);
    }

    /// Reference figures by mpmath's `betainc` with 40 digits.
    #[test]
    fn agrees_with_forty_digits() {
        for (t, freedom, want) in [
            (2.5, 7.0, 0.040_992_218_585_753),
            (0.3, 29.5, 0.766_281_000_768_65),
            (12.0, 29.0, 9.060_708_333_137_2e-13),
            (5.0, 1_000.0, 6.767_256_364_648_6e-7),
            (2.0, 73_407.0, 0.045_503_941_428_192),
            (30.0, 200.0, 5.724_161_208_827_9e-76),
        ] {
            close(t_two_sided(t, freedom), want);
        }
        for (p, freedom_1, freedom_2, want) in [
            (0.025, 88.0, 528.0, 0.712_222_708_419_47),
            (0.975, 88.0, 528.0, 1.352_900_806_433_9),
            (0.975, 872.0, 16_568.0, 1.098_823_014_547_4),
            (0.025, 2.0, 4.0, 0.025_478_734_167_333),
            (0.975, 4.0, 1.0, 899.583_310_177_94),
        ] {
            close(f_quantile(p, freedom_1, freedom_2), want);
        }
        close(t_quantile(0.975, 4.0), 2.776_445_105_197_8);
        close(t_quantile(0.975, 22.0), 2.073_873_067_904);
    }

    /// F = (q^(-2/d) - 1) · d/2 when the first degrees of freedom are 2 and q is the upper tail.
    #[test]
    fn holds_its_digits_with_many_degrees_of_freedom() {
        for freedom in [5.0_f64, 50.0, 3_000.0, 70_000.0] {
            let want = freedom / 2.0 * (-2.0 / freedom * 0.025_f64.ln()).exp_m1();
            close(f_quantile(0.975, 2.0, freedom), want);
        }
        for freedom in [3.0, 72.5, 2_708.0, 73_407.0, 1e7] {
            close(t_two_sided(t_quantile(0.975, freedom), freedom), 0.05);
        }
        close(t_quantile(0.975, 1e13), super::super::interval::Z);
        close(normal_two_sided(super::super::interval::Z), 0.05);
    }
}
