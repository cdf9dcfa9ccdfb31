//! The latest released gap of the units somebody leads: both sides of every element, as the results page draws them.

use ayeneh_core::home::Home;
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{home as words, results as result_words};
use leptos::prelude::*;

use crate::{
    results,
    ui::{
        button::ButtonLink,
        chart::{axis::Axis, paired::Density},
        mark::SidesKey,
        pairs::PairRows,
        panel::Panel,
    },
};

/// The gap; nothing for those who read no results, or where nothing is released.
pub(super) fn panel(l: Locale, home: &Home) -> Option<impl IntoView + use<>> {
    let team = home.team.as_ref()?;
    let mut rows = results::elements(l, team);
    // Here the gap is enough; what stands under a name on the page of results would make every row three lines high.
    rows.iter_mut().for_each(|row| row.note = None);
    let points = rows.iter().filter(|row| row.withheld.is_none());
    let points = points.flat_map(|row| [row.pair.employee, row.pair.customer]).flatten();
    let axis = Axis::holding(points.filter_map(|point| point.value.place()), l);
    let key = view! { <SidesKey locale=l/> };
    let mut href = format!("/results/{}", team.survey.id);
    if let Some(unit) = team.unit.id {
        href.push_str(&format!("?unit={unit}"));
    }
    let (title, wave) = (words::team_gap(l, team.unit.name.get(l)), team.survey.title.get(l).to_owned());
    Some(view! {
        <Panel title id="team" aside=key.into_any()>
            <p class="small soft">{wave}</p>
            <PairRows id="team" head=result_words::element(l) rows axis density=Density::Tight/>
            <p><ButtonLink href label=words::team_more(l)/></p>
        </Panel>
    })
}
