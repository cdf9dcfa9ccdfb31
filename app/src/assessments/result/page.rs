//! The page: the weakest domain or the widest difference in a sentence, domains, levels, and the twenty questions
//! each beside what the platform itself measures.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, maturity as words};
use leptos::prelude::*;

use super::{
    domains::by_level,
    topics::topics,
    trend::over_rounds,
    wire::{AssessmentPage, Domain},
};
use crate::ui::{
    button::ButtonLink,
    chart::{Plot, steps},
    empty::Empty,
    head::SentenceHead,
    hidden_cell::{HiddenCell, ReasonSheet},
    panel::Panel,
};

/// The page.
pub fn page(data: AssessmentPage, locale: Locale) -> impl IntoView {
    let sentence = sentence(&data, locale);
    let lead = lead(&data, locale);
    if data.domains.is_empty() {
        return view! {
            <SentenceHead sentence=sentence/>
            <Empty detail=words::nothing_next(locale) locale>
                <ButtonLink href="/results" label=words::other_results(locale)/>
            </Empty>
        }
        .into_any();
    }
    let levels = by_level(&data.domains, &data.levels, locale);
    let domains = domains(&data.domains, locale);
    let trend = over_rounds(&data.trend, &data.domains, locale);
    let is_recovery = data.is_recovery;
    let topics: Vec<_> = data
        .domains
        .into_iter()
        .enumerate()
        .map(|(index, domain)| topics(domain, index, is_recovery, locale))
        .collect();
    view! {
        <SentenceHead sentence=sentence lead=lead/>
        {domains}
        <Panel title=words::by_level(locale) id="levels" aside=view! { <span class="fine">{words::scale(locale)}</span> }.into_any()>
            {levels}
        </Panel>
        {trend}
        {topics}
        <p class="fine">{data.release}</p>
    }
    .into_any()
}

/// The widest sure difference between levels from 15 points, else the weakest domain.
fn sentence(data: &AssessmentPage, locale: Locale) -> String {
    let gaps = data.domains.iter().filter_map(|domain| Some((domain, domain.gap.as_ref()?)));
    let widest = gaps.max_by(|(_, one), (_, other)| one.2.total_cmp(&other.2)).filter(|(_, gap)| gap.2 >= 15.0);
    if let Some((domain, (high, low, by))) = widest {
        return words::widest(locale, high, &domain.name, figure::decimal(locale, *by, 0), low);
    }
    let places = data.domains.iter().filter_map(|domain| Some((domain, domain.index.place()?)));
    match places.min_by(|(_, one), (_, other)| one.total_cmp(other)) {
        Some((domain, _)) => words::weakest(locale, &domain.name, domain.index.text(0, locale)),
        None => words::nothing(locale).to_owned(),
    }
}

fn lead(data: &AssessmentPage, locale: Locale) -> String {
    let overall = data.overall.text(0, locale);
    let before = data.trend.iter().rev().nth(1).and_then(|round| Some((&round.name, round.overall?)));
    let mut lead = match before {
        Some((round, before)) => words::overall_and_before(locale, overall, round, before.text(0, locale)),
        None => words::overall(locale, overall),
    };
    if let Some(n) = data.answered {
        lead.push(' ');
        lead.push_str(&words::answered(locale, n as usize));
    }
    lead
}

/// Domains as bars, weakest first.
fn domains(domains: &[Domain], locale: Locale) -> AnyView {
    let mut order: Vec<(usize, &Domain)> = domains.iter().enumerate().collect();
    let place = |domain: &Domain| domain.index.place().unwrap_or(f64::INFINITY);
    order.sort_by(|(_, one), (_, other)| place(one).total_cmp(&place(other)));
    let rows: Vec<_> = order
        .into_iter()
        .map(|(index, domain)| {
            let name = if domain.topics.is_empty() {
                view! { <span>{domain.name.clone()}</span> }.into_any()
            } else {
                view! { <a href=format!("#domain-{index}")>{domain.name.clone()}</a> }.into_any()
            };
            let inside = match (&domain.withheld, domain.index.place()) {
                (Some(withheld), _) => {
                    let id = format!("domain-why-{index}");
                    view! {
                        <HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/>
                        <ReasonSheet id withheld=withheld.clone() locale/>
                    }
                    .into_any()
                }
                (None, Some(value)) => {
                    let share = value.clamp(0.0, 100.0).round() as u64;
                    view! { <Plot svg=steps::bar(share, 100, None, locale)/> }.into_any()
                }
                (None, None) => ().into_any(),
            };
            view! {
                <li>
                    {name}
                    <span class="v">{domain.index.text(0, locale)}</span>
                    <span class="pl">{inside}</span>
                </li>
            }
        })
        .collect();
    view! {
        <Panel title=words::domains(locale) id="domains" aside=view! { <span class="fine">{words::scale(locale)}</span> }.into_any()>
            <ol class="steps5">{rows}</ol>
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessments::result::wire::{Evidence, Level, LevelFigure, Measured, Round, Topic},
        ui::{
            hidden_cell::{Rule, Withheld},
            look,
            shown::Shown,
        },
    };

    fn withheld(of: &str) -> Withheld {
        Withheld { of: of.to_owned(), rule: Rule::Sibling, nearest: Some(("همه".to_owned(), "#".to_owned())) }
    }

    fn example() -> AssessmentPage {
        let level = |label: &str, n| Level { label: label.to_owned(), n, withheld: None };
        let figure = |value| LevelFigure { value: Shown::Exact(value), withheld: None };
        let topic = |number, text: &str, parts: &[f64]| Topic {
            number,
            text: text.to_owned(),
            index: Shown::Exact(40.0),
            parts: parts.to_vec(),
            not_known: Some(12.0),
            claim: Some("نه".to_owned()),
            measured: None,
            next: Vec::new(),
            evidence: None,
            withheld: None,
        };
        let measured = |said: &str, bears_out| {
            Some(Measured { said: said.to_owned(), is_measured: true, bears_out: Some(bears_out) })
        };
        let mut heard = topic(5, "مشتریان را پیوسته، دست‌کم ماهی یک بار، می‌شنویم.", &[10.0, 20.0, 70.0]);
        heard.measured = measured("یک موج در هفت ماه گذشته.", false);
        heard.next = vec!["برنامه‌ای با موج ماهانه بسازید.".to_owned(), "هر ماه نتیجه را ببینید.".to_owned()];
        heard.evidence =
            Some(Evidence { texts: vec!["نظرسنجی <هر فصل> است.".to_owned()], withheld: None });
        let mut programme = topic(4, "برنامه‌ای رسمی خرسندی مشتریان را می‌سنجد.", &[35.0, 65.0]);
        programme.measured = measured("هفت موج منتشر شده است.", true);
        programme.evidence = Some(Evidence {
            texts: Vec::new(),
            withheld: Some(Withheld { rule: Rule::FewWriters { threshold: 10 }, ..withheld("پرسش ۴") }),
        });
        let mut hidden = topic(6, "بازخورد مشتریان و کارکنان هم‌گام است.", &[]);
        hidden.withheld = Some(withheld("پرسش ۶"));
        let domain = |name: &str, index: f64, gap, topics| Domain {
            name: name.to_owned(),
            description: format!("آنچه «{name}» می‌خواهد."),
            index: Shown::Exact(index),
            withheld: None,
            levels: vec![
                figure(index + 20.0),
                figure(index),
                LevelFigure { value: Shown::AtMost(5.0), withheld: None },
            ],
            gap,
            topics,
        };
        let wide = Some(("مدیران ارشد".to_owned(), "کارکنان".to_owned(), 28.0));
        let round = |name: &str, overall| Round {
            name: name.to_owned(),
            month: name.to_owned(),
            overall: Some(overall),
            domains: vec![Some(overall), None, Some(Shown::AtMost(5.0))],
        };
        AssessmentPage {
            round: "خودارزیابی پاییز ۱۴۰۴".to_owned(),
            answered: Some(86),
            overall: Shown::Exact(46.0),
            is_recovery: false,
            trend: vec![round("بهار ۱۴۰۴", Shown::Exact(41.0)), round("پاییز ۱۴۰۴", Shown::Exact(46.0))],
            levels: vec![
                level("مدیران ارشد", Some(12)),
                Level { withheld: Some(withheld("مدیران")), ..level("مدیران", None) },
                level("کارکنان", Some(61)),
            ],
            domains: vec![
                domain(
                    "رهبری",
                    62.0,
                    wide,
                    vec![topic(1, "مدیران ارشد ماهی یک بار با مشتریان حرف می‌زنند.", &[0.0, 0.0, 100.0])],
                ),
                domain("سنجش", 48.0, None, vec![programme, heard, hidden]),
                Domain {
                    withheld: Some(withheld("پیوند")),
                    index: Shown::Hidden,
                    ..domain("پیوند", 20.0, None, Vec::new())
                },
            ],
            release: "انتشار ۱، ۲۹ مهر ۱۴۰۴".to_owned(),
        }
    }

    #[test]
    fn sets_claims_beside_what_is_measured() {
        for locale in Locale::ALL {
            let html = look::html("assessment", locale, || page(example(), locale));
            assert!(html.contains(words::not_borne_out(locale)) && html.contains(words::borne_out(locale)));
            assert!(html.contains(&words::evidence(locale, 1)) && html.contains("&lt;هر فصل&gt;"));
            assert!(html.contains(words::evidence_hidden(locale)) && html.contains(&words::more_steps(locale, 1)));
            assert!(html.contains("id=\"trend\"") && !html.contains(words::sign_partly(locale)));
            assert!(html.contains("popovertarget=\"level-why-0\"") && html.contains("popovertarget=\"domain-why-2\""));
        }
    }

    #[test]
    fn says_of_each_sign_whether_it_shows() {
        for locale in Locale::ALL {
            let data = AssessmentPage { is_recovery: true, trend: Vec::new(), ..example() };
            let html = look::html("recovery", locale, || page(data, locale));
            assert!(html.contains(words::sign_partly(locale)), "62 and 48");
            assert!(!html.contains(words::sign_absent(locale)) && !html.contains(words::sign_plain(locale)));
            assert!(!html.contains("id=\"trend\""), "one round is no trend");
        }
    }

    #[test]
    fn names_the_weakest_domain_where_levels_do_not_differ() {
        let mut data = example();
        data.domains[0].gap = None;
        let html = look::html("assessment-weakest", Locale::Fa, || page(data, Locale::Fa));
        assert!(html.contains(&words::weakest(Locale::Fa, "سنجش", "۴۸")));
        let empty = AssessmentPage { domains: Vec::new(), ..example() };
        let html = look::html("assessment-empty", Locale::En, || page(empty, Locale::En));
        assert!(html.contains(words::nothing(Locale::En)));
    }
}
