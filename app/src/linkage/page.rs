//! The linkage page: a sentence that says no more than the interval allows, the scatter, and what it does not prove.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, linkage as words};
use leptos::prelude::*;

use super::wire::{Estimate, Link, LinkagePage, Linked, ResultLink, Verdict};
use crate::ui::{
    chart::{
        Plot,
        axis::Axis,
        scatter::{Scatter, scatter},
    },
    head::{ScopeForm, SentenceHead},
    hidden_cell::Refusal,
    measure_row::Form,
    note::{Note, Tone},
    panel::{Columns, Panel, Row},
    table::{Column, TableTwin},
};

/// The page.
pub fn page(data: LinkagePage, locale: Locale) -> impl IntoView {
    let sentence = match &data.employees_customers {
        Linked::Said(link) => match link.verdict {
            Verdict::Together => words::together(locale).to_owned(),
            Verdict::Opposite => words::opposite(locale).to_owned(),
            Verdict::Unclear => words::unclear(locale).to_owned(),
        },
        other => refusal(other, locale).0,
    };
    let scope = view! { <ScopeForm fields=data.scope locale/> }.into_any();
    let first = first(data.employees_customers, locale);
    let second = data.customers_result.map(|result| second(result, locale));
    view! {
        <SentenceHead sentence=sentence lead=words::lead(locale) scope=scope/>
        <Row columns=Columns::Even>{first}{second}</Row>
        <Row columns=Columns::Even>{published(locale)}{limits(locale)}</Row>
    }
}

fn first(linked: Linked, locale: Locale) -> AnyView {
    let names = (words::employee_index(locale), words::customer_index(locale));
    let inside = match linked {
        Linked::Said(link) => {
            let slope = words::slope_customers(
                locale,
                figure::signed(locale, link.per_five.value, 1),
                range(link.per_five, Form::Signed { places: 1 }, locale),
            );
            said(link, names, (Form::Number { places: 0 }, true), slope, locale)
        }
        other => refused(&other, locale),
    };
    view! { <Panel title=words::employees_to_customers(locale) id="employees-customers">{inside}</Panel> }.into_any()
}

fn second(result: ResultLink, locale: Locale) -> AnyView {
    let title = words::customers_to(locale, &result.name);
    let inside = match result.linked {
        Linked::Said(link) => {
            let change = match result.form {
                Form::Number { places } | Form::Percent { places } | Form::Signed { places } => {
                    Form::Signed { places: places + 1 }
                }
            };
            let slope = words::slope_result(
                locale,
                change.write(locale, link.per_five.value),
                &result.name,
                range(link.per_five, change, locale),
            );
            said(link, (words::customer_index(locale), &result.name), (result.form, false), slope, locale)
        }
        other => refused(&other, locale),
    };
    view! {
        <Panel title id="customers-result" aside=view! { <span class="fine">{result.months}</span> }.into_any()>{inside}</Panel>
    }
    .into_any()
}

/// The scatter, what it says, and its twin. `form` writes the upward figures; `same` if both axes are indices.
fn said(link: Link, names: (&str, &str), (form, same): (Form, bool), slope: String, locale: Locale) -> AnyView {
    let statement = statement(&link, locale);
    let svg = plot(&link, names, same, &format!("{}: {statement}", words::scatter_of(locale, link.dots.len())), locale);
    let columns = vec![Column::words(words::unit(locale)), Column::figures(names.0), Column::figures(names.1)];
    let rows = link
        .dots
        .iter()
        .map(|dot| vec![dot.name.clone(), figure::index(locale, dot.x), form.write(locale, dot.y)])
        .collect();
    let unclear = (link.verdict == Verdict::Unclear).then(|| {
        view! { <Note tone=Tone::Care>{words::unclear_note(locale)}</Note> }
    });
    view! {
        <p>{slope}</p>
        <Plot svg/>
        <p class="fine">{statement}" "{hidden(link.hidden, locale)}</p>
        {unclear}
        <TableTwin caption=words::units_twin(locale) columns rows locale/>
    }
    .into_any()
}

/// r with interval and n.
fn statement(link: &Link, locale: Locale) -> String {
    let interval = figure::range(locale, link.r.low, link.r.high, 2);
    words::correlation(locale, figure::decimal(locale, link.r.value, 2), interval, link.dots.len())
}

fn hidden(count: u32, locale: Locale) -> String {
    if count == 0 { String::new() } else { words::hidden_units(locale, count as usize) }
}

fn range(estimate: Estimate, form: Form, locale: Locale) -> String {
    ayeneh_text::figures::range(locale, form.write(locale, estimate.low), form.write(locale, estimate.high))
}

/// The scatter of a link; on the scorecard as on the page.
pub fn plot(link: &Link, names: (&str, &str), same: bool, finding: &str, locale: Locale) -> String {
    let across = Axis::round(link.dots.iter().map(|dot| dot.x), locale);
    let up = Axis::round(link.dots.iter().map(|dot| dot.y), locale);
    scatter(&Scatter {
        dots: &link.dots,
        fit: &link.fit,
        across,
        up,
        across_name: names.0,
        up_name: names.1,
        equal_name: same.then(|| words::both_equal(locale)),
        finding,
    })
}

/// Why it is not said, and what would change that.
pub fn refusal(linked: &Linked, locale: Locale) -> (String, String) {
    match linked {
        Linked::TooFew { have, need } => {
            (words::too_few(locale, *have as usize, *need), words::too_few_next(locale).to_owned())
        }
        Linked::NoVariation => (words::no_variation(locale).to_owned(), words::no_variation_next(locale).to_owned()),
        Linked::NoWave | Linked::Said(_) => (words::no_wave(locale).to_owned(), words::no_wave_next(locale).to_owned()),
    }
}

fn refused(linked: &Linked, locale: Locale) -> AnyView {
    let (why, next) = refusal(linked, locale);
    view! { <Refusal why next/> }.into_any()
}

/// Published reference points, with their sources.
fn published(locale: Locale) -> impl IntoView {
    let sears = words::sears(
        locale,
        figure::signed(locale, 5.0, 0),
        figure::signed(locale, 1.3, 1),
        figure::signed_percent(locale, 0.5, 1),
    );
    let harter = words::harter(locale, figure::decimal(locale, 0.3, 1));
    view! {
        <Panel title=words::published(locale) id="published">
            <ul class="stack2">
                <li class="small">{sears}<br/><span class="fine"><bdi>"Rucci, Kirn & Quinn, Harvard Business Review, 1998"</bdi></span></li>
                <li class="small">{harter}<br/><span class="fine"><bdi>"Harter, Schmidt & Hayes, Journal of Applied Psychology, 2002"</bdi></span></li>
            </ul>
        </Panel>
    }
}

fn limits(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=words::limits(locale) id="limits">
            <ul class="stack2">
                <li class="small">{words::limit_cause(locale)}</li>
                <li class="small">{words::limit_other(locale)}</li>
                <li class="small">{words::limit_units(locale)}</li>
            </ul>
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        linkage::wire::Verdict,
        ui::{
            chart::scatter::{Dot, Fit},
            look,
        },
    };

    /// A link over `count` units.
    pub fn link(count: u32, rise: f64, verdict: Verdict) -> Link {
        let x = |index: u32| 42.0 + 30.0 * (f64::from(index) * 0.618).fract();
        let dots = (0..count)
            .map(|index| Dot {
                name: format!("شعبهٔ <{index}>"),
                x: x(index),
                y: 50.0 + rise * (x(index) - 40.0) + 9.0 * (f64::from(index) * 0.37).fract(),
                named: index < 5,
            })
            .collect();
        let fit = (0..=10)
            .map(|step| {
                let x = 42.0 + 3.0 * f64::from(step);
                let y = 54.0 + rise * (x - 40.0);
                Fit { x, y, low: y - 3.0, high: y + 3.0 }
            })
            .collect();
        let estimate = |value| Estimate { value, low: value - 0.3, high: value + 0.3 };
        Link { dots, fit, r: estimate(0.52), per_five: estimate(1.9), hidden: 2, verdict }
    }

    fn linkage(linked: Linked, result: Option<Linked>) -> LinkagePage {
        let result = result.map(|linked| ResultLink {
            name: "رشد حق بیمه".to_owned(),
            form: Form::Percent { places: 1 },
            months: "خرداد تا آبان ۱۴۰۴".to_owned(),
            linked,
        });
        LinkagePage { scope: Vec::new(), employees_customers: linked, customers_result: result }
    }

    #[test]
    fn says_what_goes_together_and_what_that_does_not_prove() {
        for locale in Locale::ALL {
            let data = linkage(
                Linked::Said(link(22, 0.35, Verdict::Together)),
                Some(Linked::Said(link(60, 0.0, Verdict::Unclear))),
            );
            let html = look::html("linkage", locale, || page(data, locale));
            assert!(html.contains(words::together(locale)));
            assert!(html.contains(words::limit_cause(locale)));
            assert!(html.contains("&lt;0&gt;"));
        }
    }

    #[test]
    fn refuses_below_eight_units_and_says_why() {
        for locale in Locale::ALL {
            let data = linkage(Linked::TooFew { have: 6, need: 8 }, Some(Linked::NoVariation));
            let html = look::html("linkage-refused", locale, || page(data, locale));
            assert!(html.contains(&words::too_few(locale, 6, 8_u32)));
            assert!(!html.contains("<circle class=\"dot\""));
        }
    }
}
