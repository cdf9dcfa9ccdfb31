//! A measure on one line: name and state, eight periods, mark against target, value.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, ui as words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    chart::{Plot, measure, trend},
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    shown::Shown,
    state::{State, StateWord},
};

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Form {
    /// `4,180`, with so many places.
    Number {
        /// Places after the point.
        places: u8,
    },
    /// `68 %`.
    Percent {
        /// Places after the point.
        places: u8,
    },
    /// `+24`.
    Signed {
        /// Places after the point.
        places: u8,
    },
}

impl Form {
    /// Writes a figure.
    pub fn write(self, locale: Locale, value: f64) -> String {
        match self {
            Self::Number { places } => figure::decimal(locale, value, usize::from(places)),
            Self::Percent { places } => figure::percent(locale, value, usize::from(places)),
            Self::Signed { places } => figure::signed(locale, value, usize::from(places)),
        }
    }

    /// Writes a figure as it may be shown, with what it is counted in: «۴٬۶۸۱ میلیارد ریال».
    pub fn counted(self, locale: Locale, value: Shown, unit: &str) -> String {
        let write = |value| match unit {
            "" => self.write(locale, value),
            unit => format!("{} {unit}", self.write(locale, value)),
        };
        match value {
            Shown::Exact(value) => write(value),
            Shown::AtLeast(value) => words::or_more(locale, write(value)),
            Shown::AtMost(value) => words::or_less(locale, write(value)),
            Shown::Hidden => words::hidden(locale).to_owned(),
        }
    }

    /// Writes a figure as it may be shown.
    pub fn shown(self, locale: Locale, value: Shown) -> String {
        self.counted(locale, value, "")
    }
}

/// A measure for unit and period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its name.
    pub name: String,
    /// Where its detail is.
    pub href: Option<String>,
    /// How its figures are written.
    pub form: Form,
    /// The value; `None` where there is no reading yet.
    pub value: Option<Shown>,
    /// Its unit of measurement, or what the figure is out of: "billion toman", "of 100".
    pub unit: String,
    /// Whether less is better; said beside the value and in the target.
    pub less_is_better: bool,
    /// The target.
    pub target: Option<f64>,
    /// How the value stands against it.
    pub state: Option<State>,
    /// The last periods, oldest first; `None` where there was no reading.
    pub trend: Vec<Option<f64>>,
    /// Why the value is hidden, where it is.
    pub withheld: Option<Withheld>,
}

impl Measure {
    /// The target in words: "target 80", "target up to 65 %".
    pub fn target_words(&self, locale: Locale) -> Option<String> {
        let target = self.form.write(locale, self.target?);
        Some(if self.less_is_better { words::target_up_to(locale, target) } else { words::target_of(locale, target) })
    }

    fn trend_words(&self, locale: Locale) -> String {
        let mut present = self.trend.iter().flatten().copied();
        match (present.next(), present.next_back()) {
            (Some(first), Some(last)) => {
                let (first, last) = (self.form.write(locale, first), self.form.write(locale, last));
                words::trend_from_to(locale, &self.name, first, last)
            }
            _ => words::trend_missing(locale, &self.name),
        }
    }
}

/// The line; `id` is unique in the page and names its reason sheet.
#[component]
pub fn MeasureRow(
    /// The measure.
    measure: Measure,
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let known = measure.trend.iter().flatten().count();
    let spark = (known > 1).then(|| trend::sparkline(&measure.trend, None, &measure.trend_words(locale), locale));
    let strip = measure.value.and_then(Shown::place).zip(measure.target).map(|(value, target)| {
        let state = measure.state.unwrap_or(State::Near);
        measure::strip(value, target, state, &measure::around(value, target, locale))
    });
    let target = measure.target_words(locale);
    let note = match (measure.unit.is_empty(), measure.less_is_better) {
        (true, false) => String::new(),
        (true, true) => words::less_is_better(locale).to_owned(),
        (false, false) => measure.unit.clone(),
        (false, true) => words::unit_less_is_better(locale, &measure.unit),
    };
    let name = match measure.href.clone() {
        Some(href) => view! { <a href=href dir="auto">{measure.name.clone()}</a> }.into_any(),
        None => view! { <span dir="auto">{measure.name.clone()}</span> }.into_any(),
    };
    let value = value(&measure, id, locale);
    view! {
        <li>
            <span class="mn">{name}{measure.state.map(|state| view! { <StateWord state locale/> })}</span>
            <span class="ms">{spark.map(|svg| view! { <Plot svg/> })}</span>
            <span class="mb">
                {strip.map(|svg| view! { <Plot svg/> })}
                {target.map(|target| view! { <span class="fine">{target}</span> })}
            </span>
            <span class="mv">{value}<small>{note}</small></span>
        </li>
    }
}

fn value(measure: &Measure, id: String, locale: Locale) -> AnyView {
    match (measure.value, measure.withheld.clone()) {
        (Some(Shown::Hidden) | None, Some(withheld)) => view! {
            <HiddenCell id=id.clone() withheld=withheld.clone() locale/>
            <ReasonSheet id withheld locale/>
        }
        .into_any(),
        (Some(value), _) => measure.form.shown(locale, value).into_any(),
        (None, None) => view! { <small>{words::no_reading(locale)}</small> }.into_any(),
    }
}
