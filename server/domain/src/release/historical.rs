//! The release of answers that were given elsewhere and imported: one side, with the mean on the scale beside the index.

use super::{
    Released,
    comments::Below,
    wave::{self, WaveInput},
};

/// Builds the release of imported answers: number, mean, index, agreement by unit, ICC of the whole. Participation is
/// left out where nobody knows how many were invited. `below` gives a random number below its argument.
pub fn historical(input: &WaveInput, below: Below) -> Released {
    wave::build(input, true, below)
}
