//! Awkward data, the same at every run.

use ayeneh_domain::{
    bilingual::Locale,
    questionnaire::{ELEMENTS, Side},
};
use ayeneh_text::name;

use super::say;
use crate::ui::{
    chart::{
        hero::{Hero, UnitMark},
        others::Seen,
        paired::{Pair, Point},
        radar::Spoke,
        scatter::{Dot, Fit},
    },
    head::{Choice, ScopeField},
    heat::{HeatCell, HeatGroup, HeatRow},
    hidden_cell::{Rule, Withheld},
    measure_row::{Form, Measure},
    pairs::{PairRow, SeenRow},
    shown::Shown,
    slopes::Ordered,
    state::State,
};

/// A number between 0 and 1 that looks random and is not.
fn noise(seed: usize) -> f64 {
    ((seed as f64 * 12.9898).sin() * 43_758.545_3).fract().abs()
}

fn unit(index: usize, locale: Locale) -> String {
    const FA: [&str; 8] = ["قم", "رشت", "کرمان", "شهر ری", "تبریز", "بندرعباس", "ساری", "اهواز"];
    const EN: [&str; 8] = ["Qom", "Rasht", "Kerman", "Shahr-e Rey", "Tabriz", "Bandar Abbas", "Sari", "Ahvaz"];
    let names = if locale == Locale::Fa { FA } else { EN };
    match index {
        7 => say(
            locale,
            "شعبهٔ مرکزی خدمات پس از فروش و رسیدگی به خسارت استان آذربایجان شرقی",
            "Central branch for after-sales service and claims of East Azerbaijan province",
        )
        .to_owned(),
        _ if index < 8 => names[index].to_owned(),
        _ => format!("{} {}", names[index % 8], ayeneh_text::figure::integer(locale, index)),
    }
}

/// A cell hidden for its number, with a nearest one.
pub fn few(locale: Locale) -> Withheld {
    let centre = say(locale, "مرکز", "Centre").to_owned();
    Withheld {
        of: say(locale, "کاشان", "Kashan").to_owned(),
        rule: Rule::Few { threshold: 5 },
        nearest: Some((centre, "#".to_owned())),
    }
}

/// A cell hidden for its sibling, with none near.
pub fn sibling(locale: Locale) -> Withheld {
    Withheld { of: say(locale, "اراک", "Arak").to_owned(), rule: Rule::Sibling, nearest: None }
}

/// Eight elements: sure, unsure, equal, bounded, hidden, one side not asked.
pub fn pairs(locale: Locale) -> Vec<PairRow> {
    let exact = |value: f64, half: f64| {
        Some(Point { value: Shown::Exact(value), interval: Some((value - half, value + half)) })
    };
    let bound = |value| Some(Point { value, interval: None });
    let points = [
        (exact(62.0, 2.0), exact(68.0, 1.0), true),
        (exact(56.0, 2.0), exact(66.0, 1.0), true),
        (exact(57.0, 3.0), exact(57.0, 1.0), false),
        (exact(71.0, 2.0), exact(70.0, 1.0), false),
        (bound(Shown::AtLeast(80.0)), exact(64.0, 5.0), true),
        (bound(Shown::AtMost(35.0)), None, false),
        (exact(47.0, 2.0), exact(67.0, 1.0), true),
        (bound(Shown::Hidden), bound(Shown::Hidden), false),
    ];
    ELEMENTS
        .iter()
        .zip(points)
        .map(|(key, (employee, customer, sure))| PairRow {
            withheld: (employee == bound(Shown::Hidden)).then(|| few(locale)),
            pair: Pair { name: name::element(locale, key).unwrap_or(key).to_owned(), employee, customer, sure },
            note: sure.then(|| say(locale, "با هم می‌روند", "move together").to_owned()),
            href: None,
        })
        .collect()
}

/// `count` units in pairs, with a long name among them.
pub fn unit_pairs(count: usize, locale: Locale) -> Vec<PairRow> {
    let row = |index: usize| {
        let (employee, customer) = (45.0 + 30.0 * noise(index), 55.0 + 20.0 * noise(index + 500));
        let point = |value: f64| Some(Point { value: Shown::Exact(value), interval: Some((value - 4.0, value + 4.0)) });
        PairRow {
            pair: Pair {
                name: unit(index, locale),
                employee: point(employee),
                customer: point(customer),
                sure: (employee - customer).abs() > 6.0,
            },
            note: None,
            href: None,
            withheld: None,
        }
    };
    (0..count).map(row).collect()
}

/// `count` units on both sides of the hero; all equal if `equal`.
pub fn hero(count: usize, equal: bool, locale: Locale) -> Hero {
    let units = |seed: usize, least: f64| -> Vec<UnitMark> {
        (0..count)
            .map(|index| {
                let value = if equal { 60.0 } else { least + 28.0 * noise(index + seed) };
                UnitMark { name: unit(index, locale), value, named: index == 0 && !equal }
            })
            .collect()
    };
    let finding = say(
        locale,
        "میانگین کارکنان ۶۰، میانگین مشتریان ۶۷، فاصله ۷ به سود مشتریان.",
        "Mean of employees 60, of customers 67, gap 7 in favour of customers.",
    );
    let shown = |value| if count == 0 { Shown::Hidden } else { Shown::Exact(value) };
    Hero {
        employees: units(0, 44.0),
        customers: units(900, 52.0),
        employee: shown(60.0),
        customer: shown(if equal { 60.0 } else { 67.0 }),
        sure: !equal,
        finding: finding.to_owned(),
    }
}

/// Measures: on target, near, below and less is better, hidden, without reading, with a gap in the trend.
pub fn measures(locale: Locale) -> Vec<Measure> {
    let base = |name: &str, form, value: Option<f64>, target: Option<f64>, state| Measure {
        name: name.to_owned(),
        href: Some("#".to_owned()),
        form,
        value: value.map(Shown::Exact),
        unit: String::new(),
        less_is_better: false,
        target,
        state,
        trend: (0..8).map(|index| value.map(|value| value * (0.85 + 0.02 * index as f64))).collect(),
        withheld: None,
    };
    let number = Form::Number { places: 0 };
    let mut complaints = base(
        say(
            locale,
            "شکایت در هر هزار بیمه‌نامهٔ صادرشده در دوازده ماه گذشته",
            "Complaints per thousand policies issued in the past twelve months",
        ),
        Form::Number { places: 1 },
        Some(6.2),
        Some(5.0),
        Some(State::Below),
    );
    complaints.less_is_better = true;
    complaints.trend[3] = None;
    let mut hidden = base(say(locale, "شاخص کارکنان", "Employee index"), number, None, Some(65.0), None);
    hidden.value = Some(Shown::Hidden);
    hidden.withheld = Some(few(locale));
    let mut bound =
        base(say(locale, "شاخص مشتریان", "Customer index"), number, None, Some(70.0), Some(State::OnTarget));
    bound.value = Some(Shown::AtLeast(80.0));
    let mut premium = base(
        say(locale, "حق بیمهٔ صادره", "Premiums written"),
        number,
        Some(4_180.0),
        Some(4_000.0),
        Some(State::OnTarget),
    );
    premium.unit = say(locale, "میلیارد تومان", "billion toman").to_owned();
    let signed = Form::Signed { places: 0 };
    vec![
        premium,
        base(
            say(locale, "نسبت خسارت", "Loss ratio"),
            Form::Percent { places: 0 },
            Some(68.0),
            Some(65.0),
            Some(State::Near),
        ),
        base(
            say(locale, "توصیهٔ کارکنان (eNPS)", "Employee recommendation (eNPS)"),
            signed,
            Some(-8.0),
            Some(10.0),
            Some(State::Below),
        ),
        complaints,
        bound,
        hidden,
        base(say(locale, "اقدام‌های به‌موقع", "Actions on time"), number, None, None, None),
    ]
}

/// Regions with `count` units each, one of them hidden, one with a hidden cell.
pub fn heat(regions: usize, count: usize, locale: Locale) -> Vec<HeatGroup> {
    let cell = |seed: usize| {
        let by = (30.0 * noise(seed)).floor();
        let step = if by < 7.0 { 0 } else { 1 + u8::from(by > 12.0) + u8::from(by > 19.0) };
        let ahead = if noise(seed + 77) > 0.25 { Side::Customer } else { Side::Employee };
        HeatCell::Gap { ahead: (by > 0.0).then_some(ahead), by, step }
    };
    let row = |index: usize| {
        let mut cells: Vec<HeatCell> = (0..8).map(|element| cell(index * 8 + element)).collect();
        if index == 2 {
            cells[4] = HeatCell::Hidden { withheld: few(locale) };
            cells[5] = HeatCell::NotAsked;
        }
        HeatRow {
            name: unit(index, locale),
            href: Some("#".to_owned()),
            n: Some((20 + index as u32, 100 + 7 * index as u32)),
            cells,
            withheld: (index == 3).then(|| sibling(locale)),
        }
    };
    (0..regions)
        .map(|region| HeatGroup {
            name: format!("{} {}", say(locale, "منطقهٔ", "Region"), ayeneh_text::figure::integer(locale, region + 1)),
            rows: (region * count..(region + 1) * count).map(row).collect(),
        })
        .collect()
}

/// Short and full names of the eight elements.
pub fn columns(locale: Locale) -> Vec<(String, String)> {
    ELEMENTS
        .iter()
        .map(|key| {
            let full = name::element(locale, key).unwrap_or(key);
            (name::element_short(locale, key).unwrap_or(full).to_owned(), full.to_owned())
        })
        .collect()
}

/// Units on two indices, with line and band.
pub fn dots(count: usize, locale: Locale) -> (Vec<Dot>, Vec<Fit>) {
    let dots = (0..count)
        .map(|index| {
            let x = 40.0 + 32.0 * noise(index + 31);
            Dot {
                name: unit(index, locale),
                x,
                y: 52.0 + 0.3 * (x - 40.0) + 10.0 * (noise(index + 71) - 0.5),
                named: index < 2,
            }
        })
        .collect();
    let fit = (0..=16)
        .map(|step| {
            let x = 40.0 + 2.0 * f64::from(step);
            let (y, half) = (52.0 + 0.3 * (x - 40.0), 1.6 + 0.006 * (x - 56.0).powi(2));
            Fit { x, y, low: y - half, high: y + half }
        })
        .collect();
    (dots, fit)
}

/// Six competencies: blind spot, hidden strength, agreement, customers not asked, colleagues hidden, oneself missing.
pub fn seen(locale: Locale) -> Vec<SeenRow> {
    let row = |name: (&'static str, &'static str),
               oneself,
               colleagues,
               outside,
               verdict: Option<(&'static str, &'static str)>| SeenRow {
        seen: Seen {
            name: say(locale, name.0, name.1).to_owned(),
            oneself,
            colleagues,
            outside,
            notable: verdict.is_some(),
        },
        note: outside
            .is_none()
            .then(|| say(locale, "مشتریان از این نپرسیده‌ایم", "customers were not asked").to_owned()),
        verdict: verdict.map(|(fa, en)| say(locale, fa, en).to_owned()),
    };
    let exact = |value| Some(Shown::Exact(value));
    vec![
        row(("پیگیری تا نتیجه", "Following up"), Some(4.4), exact(2.6), exact(2.4), Some(("نقطهٔ کور", "blind spot"))),
        row(
            ("همکاری با واحدها", "Working across units"),
            Some(2.6),
            exact(4.4),
            None,
            Some(("قوت پنهان", "hidden strength")),
        ),
        row(("سر قول ماندن", "Keeping promises"), Some(4.2), exact(4.2), exact(4.0), None),
        row(("کاردانی", "Knowing the job"), Some(5.0), Some(Shown::AtLeast(4.7)), exact(1.0), None),
        row(("پرورش همکاران", "Developing colleagues"), Some(3.2), Some(Shown::Hidden), None, None),
        row(
            ("گوش دادن به مشتری تا آخر حرفش", "Hearing the customer out to the end"),
            None,
            exact(3.6),
            exact(2.6),
            None,
        ),
    ]
}

/// The same on a radar.
pub fn spokes(locale: Locale, count: usize) -> Vec<Spoke> {
    let mut rows = seen(locale);
    rows.extend(seen(locale));
    rows.into_iter()
        .take(count)
        .map(|row| Spoke {
            name: row.seen.name,
            oneself: row.seen.oneself,
            others: row.seen.colleagues.and_then(Shown::place),
        })
        .collect()
}

/// A scope of unit and wave.
pub fn scope(locale: Locale) -> Vec<ScopeField> {
    let field = |name: &str, label: &str, choices: &[&str]| ScopeField {
        name: format!("{name}-{}", locale.tag()),
        label: label.to_owned(),
        choices: choices
            .iter()
            .enumerate()
            .map(|(index, label)| Choice { value: index.to_string(), label: (*label).to_owned(), chosen: index == 0 })
            .collect(),
    };
    vec![
        field(
            "unit",
            say(locale, "واحد", "Unit"),
            &[say(locale, "همهٔ شرکت، ۲۴ شعبه", "Whole company, 24 branches"), say(locale, "شمال", "North")],
        ),
        field("wave", say(locale, "موج", "Wave"), &[say(locale, "تابستان ۱۴۰۴، موج ۷", "Summer 2025, wave 7")]),
    ]
}

/// Things in the order of several parties: with equal places, a long name, and one that is put far apart.
pub fn ordered(locale: Locale, count: usize, columns: usize) -> Vec<Ordered> {
    let names = [
        say(locale, "سر وقت انجام می‌دهد.", "Delivers on time."),
        say(
            locale,
            "اگر کاری که قولش را داده عقب بیفتد، پیش از آن‌که مشتری بپرسد به او خبر می‌دهد و تاریخ تازه‌ای می‌گوید.",
            "Gives word, before anybody has to ask, when something that was promised will be late, and names a new date.",
        ),
        say(locale, "گوش می‌دهد.", "Listens."),
    ];
    let thing = |number: usize| {
        let shifted = [number, (number * 5 + 3) % count.max(1), number / 2];
        Ordered {
            name: names[number % names.len()].to_owned(),
            places: shifted[..columns].iter().map(|place| place + 1).collect(),
            stands_out: columns > 1 && shifted[0].abs_diff(shifted[1]) > 2,
        }
    };
    (0..count).map(thing).collect()
}
