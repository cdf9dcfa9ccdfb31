//! Linkage: whether units with happier staff have happier customers (or better results). Cross-section of one period.

use super::{
    correlation::{Correlation, pearson},
    line::{Line, line},
    refusal::Refusal,
};

/// Below this number of units no linkage is shown.
pub const LEAST_UNITS: usize = 8;

/// What a linkage lets one say, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Units higher on one tend to be higher on the other; chance is an unlikely explanation.
    Together,
    /// Units higher on one tend to be lower on the other.
    Opposite,
    /// The interval holds zero: these figures do not show a link, nor that there is none.
    Unclear,
}

/// Two figures of the same units beside each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linkage {
    /// How closely they go together; `n` is the number of units.
    pub correlation: Correlation,
    /// The line of the scatter, with band.
    pub line: Line,
}

/// Links two figures, one point `(x, y)` a unit that has both.
///
/// # Errors
/// [`Refusal::TooFewUnits`] below [`LEAST_UNITS`], [`Refusal::NoVariation`] where all units are equal on one of them.
pub fn linkage(units: &[(f64, f64)]) -> Result<Linkage, Refusal> {
    if units.len() < LEAST_UNITS {
        return Err(Refusal::TooFewUnits { have: units.len(), need: LEAST_UNITS });
    }
    Ok(Linkage { correlation: pearson(units)?, line: line(units)? })
}

impl Linkage {
    /// What may be said, by whether the interval of r holds zero.
    pub fn verdict(&self) -> Verdict {
        let interval = self.correlation.interval;
        if interval.low > 0.0 {
            Verdict::Together
        } else if interval.high < 0.0 {
            Verdict::Opposite
        } else {
            Verdict::Unclear
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(n: i32, y: impl Fn(i32) -> i32) -> Vec<(f64, f64)> {
        (0..n).map(|unit| (f64::from(unit), f64::from(y(unit)))).collect()
    }

    #[test]
    fn refuses_below_eight_units() {
        assert_eq!(linkage(&units(7, |unit| unit)), Err(Refusal::TooFewUnits { have: 7, need: 8 }));
        assert_eq!(linkage(&units(8, |_| 3)), Err(Refusal::NoVariation));
    }

    #[test]
    fn says_no_more_than_the_interval_allows() {
        let verdict = |y: fn(i32) -> i32| linkage(&units(12, y)).expect("twelve units").verdict();
        assert_eq!(verdict(|unit| unit * 3 + unit % 4), Verdict::Together);
        assert_eq!(verdict(|unit| -unit * 3 + unit % 4), Verdict::Opposite);
        assert_eq!(verdict(|unit| unit * 5 % 12), Verdict::Unclear);
    }
}
