//! The page of paired results: the widest gap in a sentence, the elements, the units, then what lies beneath.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::{figure, results as words};
use leptos::prelude::*;

use super::{
    detail,
    wire::{Heat, ResultsPage},
};
use crate::ui::{
    button::{ButtonLink, Weight},
    chart::{
        axis::Axis,
        paired::{Density, Pair},
    },
    empty::Empty,
    head::{ScopeForm, SentenceHead},
    heat::HeatTable,
    icon::Icon,
    mark::SidesKey,
    pairs::{PairRow, PairRows},
    panel::{Columns, Panel, Row},
    shown::Shown,
};

/// The page.
pub fn page(data: ResultsPage, locale: Locale) -> impl IntoView {
    let mut elements = data.elements;
    widest_first(&mut elements);
    let sentence = sentence(&elements, data.is_tested, locale);
    let has_one_side = !elements.is_empty() && elements.iter().all(is_one_sided);
    let lead = data.answered.map_or_else(
        || if has_one_side { words::lead_one_side(locale) } else { words::lead(locale) }.to_owned(),
        |(employees, customers, units)| words::lead_answered(locale, employees, customers, units),
    );
    let file = data.download.map(|href| {
        view! { <ButtonLink href label=words::download(locale) weight=Weight::Quiet icon=Icon::Download/> }
    });
    let scope = view! { <ScopeForm fields=data.scope locale>{file}</ScopeForm> }.into_any();
    let axis = axis(elements.iter().chain(&data.units), locale);
    let mut units = data.units;
    widest_first(&mut units);
    view! {
        <SentenceHead sentence=sentence lead=lead scope=scope/>
        {self::elements(elements, data.is_tested, axis, locale)}
        {data.heat.map(|heat| self::heat(heat, locale))}
        {(!units.is_empty()).then(|| self::units(units, axis, locale))}
        <Row columns=Columns::Two>
            {detail::outcomes(data.outcomes, locale)}
            {detail::participation(data.participation, data.waves, data.moved, locale)}
        </Row>
        {detail::spreads(data.spreads, locale)}
        <Row columns=Columns::Two>
            {detail::comments(data.comments, locale)}
            {detail::reliability(data.reliability, locale)}
        </Row>
        <p class="fine">{data.release}</p>
    }
}

/// One range for the whole release.
fn axis<'a>(rows: impl Iterator<Item = &'a PairRow>, locale: Locale) -> Axis {
    let points = rows.filter(|row| row.withheld.is_none()).flat_map(|row| [row.pair.employee, row.pair.customer]);
    Axis::holding(points.flatten().filter_map(|point| point.value.place()), locale)
}

/// Widest gap first; what has no gap last.
pub(super) fn widest_first(rows: &mut [PairRow]) {
    let width = |row: &PairRow| row.pair.gap().and_then(|(_, gap)| gap.place()).unwrap_or(-1.0);
    rows.sort_by(|one, other| width(other).total_cmp(&width(one)));
}

/// The widest sure gap; where none is sure, or none could be tested, that is said.
fn sentence(rows: &[PairRow], is_tested: bool, locale: Locale) -> String {
    let sure = rows.iter().map(|row| &row.pair).find(|pair| pair.sure && pair.gap().is_some());
    match sure {
        Some(pair) => widest(pair, locale),
        None if rows.iter().all(is_one_sided) => one_side(rows, locale),
        None if !rows.iter().any(shows_something) => words::nothing(locale).to_owned(),
        None if rows.iter().all(|row| row.pair.gap().is_none()) => words::no_gap_shown(locale).to_owned(),
        None if !is_tested => words::untested(locale).to_owned(),
        None => words::no_clear_gap(locale).to_owned(),
    }
}

fn widest(pair: &Pair, locale: Locale) -> String {
    let text = |point: Option<crate::ui::chart::paired::Point>| {
        point.map_or(Shown::Hidden, |point| point.value).text(0, locale)
    };
    words::widest_gap(locale, &pair.name, text(pair.employee), text(pair.customer))
}

fn shows_something(row: &PairRow) -> bool {
    [row.pair.employee, row.pair.customer].into_iter().flatten().any(|point| point.value.place().is_some())
}

fn is_one_sided(row: &PairRow) -> bool {
    row.pair.employee.is_none() || row.pair.customer.is_none()
}

/// Of a survey with one side: what stands highest and lowest.
fn one_side(rows: &[PairRow], locale: Locale) -> String {
    let point = |row: &PairRow| row.pair.employee.or(row.pair.customer).map(|point| point.value);
    let mut shown: Vec<(&str, Shown, f64)> =
        rows.iter().filter_map(|row| Some((row.pair.name.as_str(), point(row)?, point(row)?.place()?))).collect();
    shown.sort_by(|one, other| other.2.total_cmp(&one.2));
    match &shown[..] {
        [] => words::nothing(locale).to_owned(),
        [(name, value, _)] => words::one_figure(locale, name, value.text(0, locale)),
        [highest, .., lowest] => {
            words::highest_lowest(locale, highest.0, highest.1.text(0, locale), lowest.0, lowest.1.text(0, locale))
        }
    }
}

fn elements(rows: Vec<PairRow>, is_tested: bool, axis: Axis, locale: Locale) -> AnyView {
    let key = view! { <SidesKey locale/> };
    if rows.is_empty() {
        return view! {
            <Panel title=words::elements(locale) id="elements">
                <Empty title=words::nothing(locale) detail=words::nothing_next(locale) locale/>
            </Panel>
        }
        .into_any();
    }
    let sure = rows.iter().filter(|row| row.pair.sure).count();
    let note = match is_tested {
        true => words::how_to_read(locale, figure::integer(locale, sure), figure::integer(locale, rows.len())),
        false => words::how_to_read_untested(locale).to_owned(),
    };
    view! {
        <Panel title=words::elements(locale) id="elements" aside=key.into_any()>
            <PairRows id="elements-rows" head=words::element(locale) rows axis density=Density::Roomy/>
            <p class="fine">{note}</p>
        </Panel>
    }
    .into_any()
}

fn heat(data: Heat, locale: Locale) -> AnyView {
    view! {
        <Panel title=words::unit_by_unit(locale) id="heat">
            <HeatTable id="heat-table" row_head=data.row_head caption=words::unit_by_unit(locale) columns=data.columns
                groups=data.groups locale/>
        </Panel>
    }
    .into_any()
}

fn units(rows: Vec<PairRow>, axis: Axis, locale: Locale) -> AnyView {
    let ahead = |side: Side| {
        rows.iter().filter(|row| row.pair.sure && row.pair.gap().is_some_and(|(ahead, _)| ahead == Some(side))).count()
    };
    let says = words::units_ahead(locale, ahead(Side::Customer), ahead(Side::Employee));
    let key = view! { <SidesKey locale/> };
    view! {
        <Panel title=words::units_on_axis(locale) id="units" aside=key.into_any()>
            <p class="small soft">{says}</p>
            <PairRows id="units-rows" head=words::unit(locale) rows axis density=Density::Tight/>
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        results::wire::{Alpha, Comments, Outcome, Participation, Spread, Wave},
        ui::{
            chart::paired::Point,
            heat::{HeatCell, HeatGroup, HeatRow},
            hidden_cell::{Rule, Withheld},
            look,
            measure_row::Form,
        },
    };

    fn withheld(of: &str) -> Withheld {
        Withheld {
            of: of.to_owned(),
            rule: Rule::Few { threshold: 5 },
            nearest: Some(("مرکز".to_owned(), "/".to_owned())),
        }
    }

    fn row(name: &str, employee: f64, customer: f64, sure: bool) -> PairRow {
        let point = |value: f64| Some(Point { value: Shown::Exact(value), interval: Some((value - 2.5, value + 2.5)) });
        let pair = Pair { name: name.to_owned(), employee: point(employee), customer: point(customer), sure };
        PairRow { pair, note: sure.then(|| "با هم می‌روند".to_owned()), href: None, withheld: None }
    }

    fn elements() -> Vec<PairRow> {
        let mut hidden = row("رازداری", 0.0, 0.0, false);
        hidden.pair.employee = Some(Point { value: Shown::Hidden, interval: None });
        hidden.withheld = Some(withheld("رازداری"));
        vec![
            row("در دسترس بودن", 64.0, 68.0, true),
            row("پاسخ‌گویی", 56.0, 66.0, true),
            row("کاردانی", 71.0, 70.0, false),
            row("سرعت", 57.0, 57.0, false),
            hidden,
            row("پیگیری تا نتیجه", 47.0, 67.0, true),
        ]
    }

    fn heat() -> Heat {
        let cell = |index: usize| HeatCell::Gap {
            ahead: (!index.is_multiple_of(7)).then_some(if index.is_multiple_of(5) {
                Side::Employee
            } else {
                Side::Customer
            }),
            by: (index * 7 % 23) as f64,
            step: (index * 7 % 23 / 7) as u8,
        };
        let row = |index: usize| HeatRow {
            name: format!("شعبهٔ {index}"),
            href: Some("/results".to_owned()),
            n: Some((30, 104)),
            cells: (0..6).map(|column| cell(index * 6 + column)).collect(),
            withheld: (index == 2).then(|| withheld("کاشان")),
        };
        let group =
            |name: &str, from: usize| HeatGroup { name: name.to_owned(), rows: (from..from + 4).map(row).collect() };
        let columns = elements()
            .into_iter()
            .map(|row| (row.pair.name.split(' ').next_back().unwrap_or("").to_owned(), row.pair.name));
        Heat {
            row_head: "شعبه".to_owned(),
            columns: columns.collect(),
            groups: vec![group("تهران و کرج", 0), group("شمال", 4)],
        }
    }

    fn example() -> ResultsPage {
        let pair = |employee, customer| Pair {
            name: "توصیه".to_owned(),
            employee: Some(Point { value: Shown::Exact(employee), interval: Some((employee - 9.0, employee + 9.0)) }),
            customer: Some(Point { value: Shown::Exact(customer), interval: None }),
            sure: true,
        };
        let spread = |side, parts: &[f64]| Spread {
            text: "درخواست‌هایم بی‌جواب نمی‌ماند.".to_owned(),
            side,
            parts: parts.to_vec(),
            ends: ("کاملاً مخالفم".to_owned(), "کاملاً موافقم".to_owned()),
            not_applicable: Some(3.0),
            n: Some(613),
        };
        let wave = |index: usize, employee, customer| Wave { label: format!("موج {index}"), employee, customer };
        let alpha = |value: f64| Some(Alpha { value, interval: Some((value - 0.03, value + 0.02)) });
        ResultsPage {
            is_tested: true,
            scope: Vec::new(),
            answered: Some((613, 4_474, 24)),
            elements: elements(),
            reliability: vec![
                ("پاسخ‌گویی".to_owned(), alpha(0.83), alpha(0.81)),
                ("رازداری".to_owned(), None, alpha(0.62)),
            ],
            outcomes: vec![
                Outcome {
                    name: "توصیه".to_owned(),
                    form: Form::Signed { places: 0 },
                    ends: (-100.0, 100.0),
                    pair: pair(-8.0, 24.0),
                    withheld: None,
                },
                Outcome {
                    name: "خرسندی".to_owned(),
                    form: Form::Percent { places: 0 },
                    ends: (0.0, 100.0),
                    pair: pair(61.0, 72.0),
                    withheld: Some(withheld("خرسندی")),
                },
            ],
            participation: vec![
                Participation { side: Side::Employee, counts: Some((720, 613)) },
                Participation { side: Side::Customer, counts: None },
            ],
            heat: Some(heat()),
            units: (0..8)
                .map(|index| row(&format!("شعبهٔ {index}"), 50.0 + f64::from(index), 60.0, index < 5))
                .collect(),
            spreads: vec![
                spread(Side::Employee, &[9.0, 18.0, 27.0, 31.0, 15.0]),
                spread(Side::Customer, &[13.0, 87.0]),
            ],
            moved: None,
            download: Some("/results/x/cells".to_owned()),
            waves: vec![wave(5, Some(55.0), Some(64.0)), wave(6, Some(57.0), None), wave(7, Some(60.0), Some(67.0))],
            comments: vec![
                Comments {
                    side: Side::Employee,
                    texts: vec!["کارش دقیق است <script>".to_owned(), "وسط راه خبر نمی‌دهند.".to_owned()],
                    withheld: None,
                },
                Comments { side: Side::Customer, texts: Vec::new(), withheld: Some(withheld("مشتریان")) },
            ],
            release: "انتشار ۷، ۲۹ مهر ۱۴۰۴".to_owned(),
        }
    }

    #[test]
    fn begins_with_the_widest_sure_gap() {
        for locale in Locale::ALL {
            let html = look::html("results", locale, || page(example(), locale));
            let (employees, customers) = (figure::index(locale, 47.0), figure::index(locale, 67.0));
            assert!(html.contains(&words::widest_gap(locale, "پیگیری تا نتیجه", employees, customers)));
            assert!(html.contains("&lt;script&gt;") && !html.contains("<script"));
        }
    }

    #[test]
    fn says_so_where_no_gap_is_sure_or_nothing_is_shown() {
        let mut unsure = example();
        unsure.elements.iter_mut().for_each(|row| row.pair.sure = false);
        let html = look::html("results-unsure", Locale::Fa, || page(unsure, Locale::Fa));
        assert!(html.contains(words::no_clear_gap(Locale::Fa)));
        let mut untested = ResultsPage { is_tested: false, ..example() };
        untested.elements.iter_mut().for_each(|row| row.pair.sure = false);
        let html = look::html("results-untested", Locale::Fa, || page(untested, Locale::Fa));
        assert!(html.contains(words::untested(Locale::Fa)) && !html.contains(words::no_clear_gap(Locale::Fa)));
        assert!(html.contains(words::how_to_read_untested(Locale::Fa)), "and the legend counts no sure gap");
        assert!(html.contains(words::reliability_hidden(Locale::Fa)), "one side of an element has no alpha");
        let mut half = ResultsPage { is_tested: false, ..example() };
        half.elements
            .iter_mut()
            .for_each(|row| row.pair.customer = Some(Point { value: Shown::Hidden, interval: None }));
        let html = look::html("results-half", Locale::En, || page(half, Locale::En));
        assert!(html.contains(words::no_gap_shown(Locale::En)) && !html.contains(words::nothing(Locale::En)));
        let empty = ResultsPage {
            elements: Vec::new(),
            reliability: Vec::new(),
            outcomes: Vec::new(),
            participation: Vec::new(),
            heat: None,
            units: Vec::new(),
            spreads: Vec::new(),
            waves: Vec::new(),
            comments: Vec::new(),
            ..example()
        };
        let html = look::html("results-empty", Locale::En, || page(empty, Locale::En));
        assert!(html.contains(words::nothing(Locale::En)));
    }
}
