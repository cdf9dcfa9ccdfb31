//! The scorecard page: finding, mirror, four perspectives, and what follows from them. One sheet of A4.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, scorecard as words};
use leptos::prelude::*;

use super::{
    mirror::mirror,
    wire::{Chain, Decision, Perspective, ScorecardPage, Steps},
};
use crate::{
    linkage::{
        self,
        wire::{Linked, Verdict},
    },
    ui::{
        button::ButtonLink,
        chart::Plot,
        head::{ScopeForm, SentenceHead},
        hidden_cell::Refusal,
        icon::Icon,
        list::{self, Step, TodoRow},
        measure_row::MeasureRow,
        panel::{Columns, Panel, Row},
        state::{State, Tally},
    },
};

/// The published European figures of the five steps, in percent.
const EUROPE: [f64; 5] = [95.0, 50.0, 30.0, 10.0, 5.0];

/// The page.
pub fn page(data: ScorecardPage, locale: Locale) -> impl IntoView {
    let counts = counts(&data.perspectives);
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let scope = view! { <ScopeForm fields=data.scope locale/> }.into_any();
    let perspectives =
        data.perspectives.into_iter().map(|perspective| measures(perspective, locale)).collect::<Vec<_>>();
    let chain = data.chain.map(|data| chain(data, locale));
    let steps = data.steps.map(|data| steps(data, locale));
    let decisions = (!data.decisions.is_empty()).then(|| decisions(data.decisions, locale));
    view! {
        <SentenceHead sentence=data.sentence scope=scope>
            {(all > 0).then(|| view! { <Tally of=words::of_measures(locale, all) counts=counts locale/> })}
        </SentenceHead>
        {mirror(data.mirror, locale)}
        <Row columns=Columns::Two>{perspectives}</Row>
        <div class="follows">{decisions}{chain}{steps}</div>
        <p class="fine">{data.release}</p>
    }
}

/// How many measures with a target are in each state.
fn counts(perspectives: &[Perspective]) -> Vec<(State, usize)> {
    [State::OnTarget, State::Near, State::Below]
        .into_iter()
        .map(|state| {
            let measures = perspectives.iter().flat_map(|perspective| &perspective.measures);
            (state, measures.filter(|measure| measure.state == Some(state)).count())
        })
        .collect()
}

fn measures(data: Perspective, locale: Locale) -> AnyView {
    let Perspective { name, key, measures } = data;
    let empty = measures.is_empty().then(|| view! { <p class="small soft">{words::no_measures(locale)}</p> });
    let rows: Vec<_> = measures
        .into_iter()
        .enumerate()
        .map(|(index, measure)| view! { <MeasureRow measure id=format!("measure-{key}-{index}") locale/> })
        .collect();
    view! { <Panel title=name id=format!("perspective-{key}")>{empty}<ol class="measures">{rows}</ol></Panel> }
        .into_any()
}

fn chain(data: Chain, locale: Locale) -> AnyView {
    let inside = match &data.linked {
        Linked::Said(link) => {
            let names = (ayeneh_text::linkage::employee_index(locale), ayeneh_text::linkage::customer_index(locale));
            let r = figure::decimal(locale, link.r.value, 2);
            let interval = figure::range(locale, link.r.low, link.r.high, 2);
            let says = ayeneh_text::linkage::correlation(locale, r, interval, link.dots.len());
            let svg = linkage::plot(link, names, true, &says, locale);
            let five = figure::signed(locale, 5.0, 0);
            let points = words::points(locale);
            let result = data.result.map(|(name, form, effect)| {
                let places = 1 + match form {
                    crate::ui::measure_row::Form::Number { places }
                    | crate::ui::measure_row::Form::Percent { places }
                    | crate::ui::measure_row::Form::Signed { places } => usize::from(places),
                };
                let interval = figure::range(locale, effect.low, effect.high, places);
                let sure = effect.low > 0.0 || effect.high < 0.0;
                cause(name, (figure::signed(locale, effect.value, places), sure), String::new(), interval)
            });
            let sure = link.verdict != Verdict::Unclear;
            let rise = figure::signed(locale, link.per_five.value, 1);
            let interval = figure::range(locale, link.per_five.low, link.per_five.high, 1);
            view! {
                <div class="chain">
                    <div>
                        <ol class="cause">
                            {cause(words::employees(locale).to_owned(), (five, true), points.to_owned(), String::new())}
                            {cause(words::customers(locale).to_owned(), (rise, sure), points.to_owned(), interval)}
                            {result}
                        </ol>
                        <p class="fine">{says}" "{ayeneh_text::linkage::limit_cause(locale)}</p>
                    </div>
                    <Plot svg/>
                </div>
            }
            .into_any()
        }
        other => {
            let (why, next) = linkage::refusal(other, locale);
            view! { <Refusal why next/> }.into_any()
        }
    };
    let more = view! { <a class="small" href=data.href>{words::details(locale)}</a> };
    view! { <Panel title=words::chain(locale) id="chain" aside=more.into_any()>{inside}</Panel> }.into_any()
}

/// One box of the chain: what, how much and whether that is sure, of what, and the interval.
fn cause(name: String, (value, sure): (String, bool), of: String, interval: String) -> AnyView {
    view! {
        <li>
            {name}<b class=(!sure).then_some("unsure")>{value}</b>
            {(!of.is_empty()).then(|| view! { <span class="of">{of}</span> })}
            {(!interval.is_empty()).then(|| view! { <span class="of">{interval}</span> })}
        </li>
    }
    .into_any()
}

fn steps(data: Steps, locale: Locale) -> AnyView {
    let names = [
        words::measured(locale),
        words::told_employees(locale),
        words::planned(locale),
        words::acted(locale),
        words::told_customers(locale),
    ];
    let steps = names
        .into_iter()
        .zip(data.done)
        .zip(EUROPE)
        .map(|((name, done), europe)| Step { label: name.to_owned(), done, reference: Some(europe) })
        .collect();
    let key = view! { <span class="fine">{words::tick_is_europe(locale)}</span> };
    view! {
        <Panel title=words::steps(locale) id="steps" aside=key.into_any()><list::Steps steps of=data.units locale/></Panel>
    }
    .into_any()
}

fn decisions(data: Vec<Decision>, locale: Locale) -> AnyView {
    let rows: Vec<_> = data
        .into_iter()
        .map(|decision| {
            view! {
                <TodoRow icon=Icon::Mirror title=decision.title detail=decision.detail>
                    <ButtonLink href=decision.href label=decision.act/>
                </TodoRow>
            }
        })
        .collect();
    view! { <Panel title=words::decisions(locale) id="decisions"><ol class="todo">{rows}</ol></Panel> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        linkage::wire::{Estimate, Link},
        scorecard::wire::Mirror,
        ui::{
            chart::{
                hero::UnitMark,
                scatter::{Dot, Fit},
            },
            head::{Choice, ScopeField},
            hidden_cell::{Rule, Withheld},
            look,
            measure_row::{Form, Measure},
            shown::Shown,
        },
    };

    fn measure(name: &str, form: Form, value: Option<Shown>, target: f64, state: Option<State>) -> Measure {
        let place = value.and_then(Shown::place);
        let wave = |index: u32| place.map(|value| value * (0.86 + 0.02 * f64::from(index)) + f64::from(index * 7 % 3));
        Measure {
            name: name.to_owned(),
            href: Some("/measures".to_owned()),
            form,
            value,
            unit: String::new(),
            less_is_better: false,
            target: Some(target),
            state,
            trend: (0..8).map(wave).collect(),
            withheld: None,
        }
    }

    fn perspectives() -> Vec<Perspective> {
        let number = Form::Number { places: 0 };
        let percent = Form::Percent { places: 0 };
        let exact = |value| Some(Shown::Exact(value));
        let good = Some(State::OnTarget);
        let (near, bad) = (Some(State::Near), Some(State::Below));
        let mut hidden = measure("شاخص کارکنان", number, Some(Shown::Hidden), 65.0, None);
        let rule = Rule::Few { threshold: 5 };
        hidden.withheld =
            Some(Withheld { of: "قم".to_owned(), rule, nearest: Some(("مرکز".to_owned(), "/".to_owned())) });
        let mut complaints = measure("شکایت در هر هزار بیمه‌نامه", Form::Number { places: 1 }, exact(6.2), 5.0, bad);
        complaints.less_is_better = true;
        let perspective =
            |key: &str, name: &str, measures| Perspective { key: key.to_owned(), name: name.to_owned(), measures };
        vec![
            perspective(
                "financial",
                "مالی",
                vec![
                    measure("حق بیمهٔ صادره", number, exact(4_180.0), 4_000.0, good),
                    measure("نسبت خسارت", percent, exact(68.0), 65.0, near),
                    measure("حاشیهٔ سود عملیاتی", Form::Percent { places: 1 }, exact(11.4), 12.0, near),
                ],
            ),
            perspective(
                "customer",
                "مشتری",
                vec![
                    measure("شاخص مشتریان", number, exact(67.0), 70.0, near),
                    measure("توصیهٔ مشتریان", Form::Signed { places: 0 }, exact(24.0), 20.0, good),
                    complaints,
                ],
            ),
            perspective(
                "process",
                "فرایند درونی",
                vec![
                    measure("میانهٔ رسیدگی به خسارت", number, exact(9.0), 10.0, good),
                    measure("پاسخ در نخستین تماس", percent, Some(Shown::AtLeast(95.0)), 75.0, good),
                ],
            ),
            perspective(
                "learning",
                "یادگیری و رشد",
                vec![
                    hidden,
                    measure("توصیهٔ کارکنان", Form::Signed { places: 0 }, exact(-8.0), 10.0, bad),
                    measure("اقدام‌های به‌موقع", percent, None, 80.0, None),
                ],
            ),
        ]
    }

    fn units(seed: u32, least: f64) -> Vec<UnitMark> {
        let value = |index: u32| least + 17.0 * (f64::from(index + seed) * 0.618).fract();
        let mut units: Vec<UnitMark> = (0..22)
            .map(|index| UnitMark { name: format!("شعبهٔ {index}"), value: value(index), named: false })
            .collect();
        units[3].name = "قم".to_owned();
        units[3].value = 38.0;
        units
    }

    fn example() -> ScorecardPage {
        let choice = |label: &str| Choice { value: "1".to_owned(), label: label.to_owned(), chosen: true };
        let scope = |name: &str, label: &str| ScopeField {
            name: name.to_owned(),
            label: name.to_owned(),
            choices: vec![choice(label)],
        };
        let dots = units(5, 52.0)
            .into_iter()
            .map(|unit| Dot { x: unit.value, y: 40.0 + 0.4 * unit.value, named: unit.name == "قم", name: unit.name })
            .collect();
        let fit = (0..=8)
            .map(|step| {
                let x = 38.0 + 4.0 * f64::from(step);
                let y = 40.0 + 0.4 * x;
                Fit { x, y, low: y - 2.0, high: y + 2.0 }
            })
            .collect();
        let estimate = |value: f64, half: f64| Estimate { value, low: value - half, high: value + half };
        let link = Link {
            dots,
            fit,
            r: estimate(0.52, 0.2),
            per_five: estimate(1.9, 1.5),
            hidden: 2,
            verdict: Verdict::Together,
        };
        let decision = |title: &str, detail: &str, act: &str| Decision {
            title: title.to_owned(),
            detail: detail.to_owned(),
            act: act.to_owned(),
            href: "/".to_owned(),
        };
        ScorecardPage {
            scope: vec![scope("unit", "همهٔ شرکت، ۲۴ شعبه"), scope("month", "تابستان ۱۴۰۴، موج ۷")],
            sentence: "هر دو سو بالا آمده‌اند؛ ولی کارکنان در «پیگیری تا نتیجه» ۲۰ امتیاز از مشتریان پایین‌ترند."
                .to_owned(),
            mirror: Some(Mirror {
                unit_word: "شعبه".to_owned(),
                employees: units(0, 52.0),
                customers: units(9, 58.0),
                employee: Shown::Exact(60.0),
                customer: Shown::Exact(67.0),
                sure: true,
                before: Some(("موج ۶".to_owned(), Shown::Exact(57.0), Shown::Exact(65.0))),
                answered: Some((613, 4_474)),
                hidden: 2,
            }),
            perspectives: perspectives(),
            chain: Some(Chain {
                linked: Linked::Said(link),
                result: Some(("حق بیمه".to_owned(), Form::Percent { places: 0 }, estimate(0.6, 0.5))),
                href: "/linkage".to_owned(),
            }),
            steps: Some(Steps { units: 24, done: [24, 17, 13, 8, 3] }),
            decisions: vec![
                decision("قم: فاصلهٔ ۲۲ امتیازی.", "کارکنان در همهٔ مؤلفه‌ها از میانگین شرکت پایین‌ترند.", "دیدن قم"),
                decision("شش برنامهٔ اقدام از مهلت گذشته.", "چهار برنامه به «پیگیری تا نتیجه» مربوط است.", "تعیین صاحب"),
            ],
            release: "انتشار ۷، ۲۹ مهر ۱۴۰۴. نتیجهٔ گروه‌های کمتر از ۵ نفر نشان داده نمی‌شود.".to_owned(),
        }
    }

    #[test]
    fn everything_an_executive_needs_is_on_one_page() {
        for locale in Locale::ALL {
            let html = look::html("scorecard", locale, || page(example(), locale));
            assert_eq!(html.matches("class=\"mn\"").count(), 11);
            assert!(html.contains(&words::of_measures(locale, 9)));
            assert!(html.contains("popovertarget=\"measure-learning-0\""));
        }
    }

    #[test]
    fn an_empty_scorecard_says_what_is_missing() {
        for locale in Locale::ALL {
            let perspectives =
                vec![Perspective { key: "financial".to_owned(), name: "مالی".to_owned(), measures: Vec::new() }];
            let chain = Some(Chain { linked: Linked::NoWave, result: None, href: "/linkage".to_owned() });
            let data =
                ScorecardPage { mirror: None, perspectives, chain, steps: None, decisions: Vec::new(), ..example() };
            let html = look::html("scorecard-empty", locale, || page(data, locale));
            assert!(html.contains(words::no_wave(locale)) && html.contains(words::no_measures(locale)));
        }
    }
}
