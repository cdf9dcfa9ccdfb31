//! Every chart kind, with usual and with awkward data.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::ui as words;
use leptos::prelude::*;

use super::{samples, say};
use crate::ui::{
    chart::{
        Plot,
        axis::Axis,
        distribution::distribution,
        hero::hero,
        others::Called,
        paired::Density,
        radar::radar,
        scatter::{Scatter, scatter},
        trend::{Wave, sparkline, trend},
    },
    mark::SidesKey,
    measure_row::MeasureRow,
    pairs::{PairRows, SeenRows},
    panel::{Columns, Panel, Row},
    slopes::Slopes,
};

/// All charts.
pub fn all(locale: Locale) -> impl IntoView {
    view! {
        {heroes(locale)}
        {pairs(locale)}
        <Row columns=Columns::Even>{measures(locale)}{scatters(locale)}</Row>
        <Row columns=Columns::WideFirst>{seen(locale)}{radars(locale)}</Row>
        <Row columns=Columns::Even>{distributions(locale)}{trends(locale)}</Row>
        {slopes(locale)}
    }
}

fn id(name: &str, locale: Locale) -> String {
    format!("{name}-{}", locale.tag())
}

fn heroes(locale: Locale) -> impl IntoView {
    let axis = Axis::index(locale);
    let kinds = [(24, false), (60, false), (60, true), (1, false), (0, false)];
    let plots: Vec<_> = kinds
        .into_iter()
        .map(|(count, equal)| {
            let svg = hero(&samples::hero(count, equal, locale), &axis);
            let caption = ayeneh_text::ui::units_in(locale, count);
            view! { <figure><Plot svg/><figcaption class="fine">{caption}</figcaption></figure> }
        })
        .collect();
    view! {
        <Panel title=say(locale, "آینه: دو سوی یک مقیاس", "The mirror: two sides of one scale") id=id("hero", locale)
            aside=view! { <SidesKey locale/> }.into_any()>
            {plots}
        </Panel>
    }
}

fn pairs(locale: Locale) -> impl IntoView {
    let axis = Axis::index(locale);
    view! {
        <Panel title=say(locale, "هشت مؤلفه", "Eight elements") id=id("pairs", locale) aside=view! { <SidesKey locale/> }.into_any()>
            <PairRows id=id("pairs-rows", locale) head=say(locale, "مؤلفه", "Element") rows=samples::pairs(locale) axis density=Density::Roomy/>
        </Panel>
        <Panel title=say(locale, "واحدها روی یک محور", "Units on one axis") id=id("units", locale)>
            <PairRows id=id("units-rows", locale) head=say(locale, "واحد", "Unit") rows=samples::unit_pairs(10, locale) axis density=Density::Tight/>
        </Panel>
    }
}

fn measures(locale: Locale) -> impl IntoView {
    let rows: Vec<_> = samples::measures(locale)
        .into_iter()
        .enumerate()
        .map(|(index, measure)| view! { <MeasureRow measure id=format!("measure-{}-{index}", locale.tag()) locale/> })
        .collect();
    view! {
        <Panel title=say(locale, "سنجه‌ها", "Measures") id=id("measures", locale)><ol class="measures">{rows}</ol></Panel>
    }
}

fn scatters(locale: Locale) -> impl IntoView {
    let plot = move |count: usize| {
        let (dots, fit) = samples::dots(count, locale);
        scatter(&Scatter {
            dots: &dots,
            fit: if count > 2 { &fit } else { &[] },
            across: Axis::new(40.0, 80.0, locale),
            up: Axis::new(40.0, 80.0, locale),
            across_name: say(locale, "شاخص کارکنان", "Employee index"),
            up_name: say(locale, "شاخص مشتریان", "Customer index"),
            equal_name: Some(say(locale, "دو سو برابر", "both equal")),
            finding: say(
                locale,
                "شاخص کارکنان و مشتریان با هم بالا می‌روند.",
                "Employee and customer index rise together.",
            ),
        })
    };
    view! {
        <Panel title=say(locale, "پراکنش", "Scatter") id=id("scatter", locale)>
            <Plot svg=plot(60)/>
            <Plot svg=plot(1)/>
        </Panel>
    }
}

fn seen(locale: Locale) -> impl IntoView {
    let called = Called { oneself: words::oneself(locale).to_owned(), outside: words::customers(locale).to_owned() };
    view! {
        <Panel title=say(locale, "شما و دیگران، روی یک محور", "You and others on one axis") id=id("seen", locale)>
            <SeenRows head=say(locale, "شایستگی", "Competency") rows=samples::seen(locale) called
                axis=Axis::new(1.0, 5.0, locale)/>
        </Panel>
    }
}

fn radars(locale: Locale) -> impl IntoView {
    let name = say(locale, "رادار شایستگی‌ها: شما و همکاران", "Radar of competencies: you and colleagues");
    let plots: Vec<_> = [6, 8, 3]
        .into_iter()
        .filter_map(|count| radar(&samples::spokes(locale, count), (1.0, 5.0), locale, name))
        .map(|svg| view! { <Plot svg/> })
        .collect();
    view! { <Panel title=say(locale, "شکل کلی", "The shape") id=id("radar", locale)>{plots}</Panel> }
}

fn slopes(locale: Locale) -> impl IntoView {
    let finding = say(locale, "ترتیب سه گروه", "The order of three parties");
    let parties =
        [say(locale, "مدیران", "Leaders"), say(locale, "کارکنان", "Staff"), say(locale, "مشتریان", "Customers")];
    let plots: Vec<_> = [(8, 3), (12, 2), (1, 2), (5, 1)]
        .into_iter()
        .map(|(count, parties_shown)| {
            let columns = parties[..parties_shown].iter().map(|&name| name.to_owned()).collect();
            view! { <Slopes columns things=samples::ordered(locale, count, parties_shown) finding locale/> }
        })
        .collect();
    view! { <Panel title=say(locale, "شیب‌ها: همان چیزها به ترتیبِ چند گروه", "Slopes: the same things in the order of several") id=id("slopes", locale)>{plots}</Panel> }
}

fn distributions(locale: Locale) -> impl IntoView {
    let sets: [(&[f64], Option<Side>); 7] = [
        (&[9.0, 18.0, 27.0, 31.0, 15.0], Some(Side::Employee)),
        (&[4.0, 9.0, 22.0, 41.0, 24.0], Some(Side::Customer)),
        (&[20.0, 30.0, 50.0], Some(Side::Employee)),
        (&[35.0, 65.0], Some(Side::Customer)),
        (&[10.0, 20.0, 30.0, 25.0, 15.0], None),
        (&[0.0, 0.0, 0.0, 0.0, 100.0], Some(Side::Employee)),
        (&[], None),
    ];
    let bars: Vec<_> = sets
        .into_iter()
        .map(|(parts, side)| {
            let svg = distribution(parts, side, say(locale, "پراکندگی پاسخ‌ها", "How answers spread"), locale);
            view! { <Plot svg/> }
        })
        .collect();
    view! {
        <Panel title=say(locale, "پراکندگی پاسخ‌ها", "How answers spread") id=id("spread", locale)>
            {bars}
            <p class="ends" aria-hidden="true">
                <span>{say(locale, "کاملاً مخالفم", "Strongly disagree")}</span><span></span>
                <span>{say(locale, "کاملاً موافقم", "Strongly agree")}</span>
            </p>
        </Panel>
    }
}

fn trends(locale: Locale) -> impl IntoView {
    let name = say(locale, "روند دو سو در هفت موج", "Both sides over seven waves");
    let wave = |index: usize, employee, customer| Wave {
        label: format!("{} {}", say(locale, "موج", "Wave"), ayeneh_text::figure::integer(locale, index)),
        employee,
        customer,
    };
    let waves = [
        wave(1, Some(52.0), Some(61.0)),
        wave(2, Some(54.0), Some(62.0)),
        wave(3, None, Some(64.0)),
        wave(4, Some(57.0), None),
        wave(5, Some(58.0), Some(66.0)),
        wave(6, Some(57.0), Some(65.0)),
        wave(7, Some(60.0), Some(67.0)),
    ];
    let axis = Axis::index(locale);
    let spark = move |values: &[Option<f64>], side| sparkline(values, side, name, locale);
    view! {
        <Panel title=say(locale, "روند", "Trend") id=id("trend", locale)>
            <Plot svg=trend(&waves, &axis, name)/>
            <Plot svg=trend(&waves[..1], &axis, name)/>
            <div class="acts">
                <Plot svg=spark(&[Some(3.0), Some(4.0), None, Some(5.0), Some(4.5), Some(6.0)], Some(Side::Employee))/>
                <Plot svg=spark(&[Some(5.0); 8], Some(Side::Customer))/>
                <Plot svg=spark(&[Some(5.0)], None)/>
            </div>
        </Panel>
    }
}
