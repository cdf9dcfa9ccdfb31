//! Charts as functions that return well-formed SVG, one implementation for page, mail and paper.
//! Sizes: x in percent, y in pixels, no viewBox, so that text keeps its size at every width.
//! Every scale runs in reading direction: in Persian the least stands at the right.

pub mod axis;
pub mod distribution;
pub mod drawing;
pub mod hero;
pub mod measure;
pub mod others;
pub mod paired;
pub mod radar;
pub mod scatter;
pub mod shares;
pub mod slope;
pub mod steps;
pub mod trend;

use leptos::prelude::*;

/// A drawn chart in a page.
#[component]
pub fn Plot(
    /// What a chart function returned.
    svg: String,
) -> impl IntoView {
    view! { <div class="drawn" inner_html=svg></div> }
}
