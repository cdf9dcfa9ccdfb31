//! The page: the weakest domain or the widest difference in a sentence, domains, levels, and the twenty questions
//! each beside what the platform itself measures.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::{figure, maturity as words, ui};
use leptos::prelude::*;

use super::{
    domains::by_level,
    wire::{AssessmentPage, Domain, Topic},
};
use crate::ui::{
    button::ButtonLink,
    chart::{Plot, distribution::distribution, steps},
    empty::Empty,
    head::SentenceHead,
    hidden_cell::{HiddenCell, ReasonSheet},
    panel::Panel,
    shown::Shown,
    state::{State, StateWord},
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
    let topics: Vec<_> =
        data.domains.into_iter().enumerate().map(|(index, domain)| topics(domain, index, locale)).collect();
    view! {
        <SentenceHead sentence=sentence lead=lead/>
        {domains}
        <Panel title=words::by_level(locale) id="levels" aside=view! { <span class="fine">{words::scale(locale)}</span> }.into_any()>
            {levels}
        </Panel>
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
    let mut lead = match &data.before {
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

fn topics(domain: Domain, index: usize, locale: Locale) -> Option<AnyView> {
    if domain.topics.is_empty() {
        return None;
    }
    let rows: Vec<_> = domain.topics.into_iter().map(|topic| topic_row(topic, locale)).collect();
    let key = view! { <span class="fine">{words::parts_key(locale)}</span> };
    let panel = view! {
        <Panel title=domain.name id=format!("domain-{index}") aside=key.into_any()><ol class="claims">{rows}</ol></Panel>
    };
    Some(panel.into_any())
}

/// The question, how it was answered, and what is measured.
fn topic_row(topic: Topic, locale: Locale) -> AnyView {
    let answered = match (&topic.withheld, topic.parts.is_empty()) {
        (Some(withheld), _) => {
            let id = format!("topic-why-{}", topic.number);
            view! {
                <HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/>
                <ReasonSheet id withheld=withheld.clone() locale/>
            }
            .into_any()
        }
        (None, false) => {
            let parts: Vec<String> = topic.parts.iter().map(|part| figure::decimal(locale, *part, 0)).collect();
            let finding = words::parts_finding(locale, parts.join(ayeneh_text::common::list_separator(locale)));
            view! { <Plot svg=distribution(&topic.parts, Some(Side::Employee), &finding, locale)/> }.into_any()
        }
        (None, true) => {
            view! { <span class="small soft">{words::index_of(locale, index_text(topic.index, locale))}</span> }
                .into_any()
        }
    };
    let not_known = topic.not_known.filter(|share| *share >= 1.0 && topic.withheld.is_none()).map(|share| {
        view! { <span class="fine">{words::not_known(locale, figure::percent(locale, share, 0))}</span> }
    });
    let measured = topic.measured.map(|(text, bears_out)| {
        let (state, label) = if bears_out {
            (State::OnTarget, words::borne_out(locale))
        } else {
            (State::Near, words::not_borne_out(locale))
        };
        view! { <StateWord state locale label=label/><span>" "{text}</span> }
    });
    let next = topic.next.map(|next| view! { <p class="small"><b>{words::next(locale)}</b>" "{next}</p> });
    view! {
        <li>
            <span class="lab">{figure::integer(locale, topic.number)}". "{topic.text}</span>
            <div>{answered}{not_known}</div>
            <div class="measured">{measured}{next}</div>
        </li>
    }
    .into_any()
}

fn index_text(shown: Shown, locale: Locale) -> String {
    if shown == Shown::Hidden { ui::hidden(locale).to_owned() } else { shown.text(0, locale) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessments::result::wire::{Level, LevelFigure},
        ui::{
            hidden_cell::{Rule, Withheld},
            look,
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
            measured: None,
            next: None,
            withheld: None,
        };
        let mut heard = topic(5, "مشتریان را پیوسته، دست‌کم ماهی یک بار، می‌شنویم.", &[10.0, 20.0, 70.0]);
        heard.measured = Some(("یک موج در هفت ماه گذشته.".to_owned(), false));
        heard.next = Some("برنامه‌ای با موج ماهانه بسازید.".to_owned());
        let mut programme = topic(4, "برنامه‌ای رسمی خرسندی مشتریان را می‌سنجد.", &[35.0, 65.0]);
        programme.measured = Some(("هفت موج منتشر شده است.".to_owned(), true));
        let mut hidden = topic(6, "بازخورد مشتریان و کارکنان هم‌گام است.", &[]);
        hidden.withheld = Some(withheld("پرسش ۶"));
        let domain = |name: &str, index: f64, gap, topics| Domain {
            name: name.to_owned(),
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
        AssessmentPage {
            round: "خودارزیابی پاییز ۱۴۰۴".to_owned(),
            answered: Some(86),
            overall: Shown::Exact(46.0),
            before: Some(("بهار ۱۴۰۴".to_owned(), Shown::Exact(41.0))),
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
            assert!(html.contains("popovertarget=\"level-why-0\"") && html.contains("popovertarget=\"domain-why-2\""));
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
