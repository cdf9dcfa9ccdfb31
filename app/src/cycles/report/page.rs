//! The 360° report: its finding, three points, oneself against others, each group, behaviours, and comments.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, report as words, ui};
use leptos::prelude::*;

use super::{
    before,
    findings::{difference, oneself, sentence, three},
    groups::{groups, written},
    wire::{Behaviour, Competency, Pool, ReportPage, Verdict},
};
use crate::ui::{
    button::{ButtonLink, Weight},
    chart::{
        Plot,
        axis::Axis,
        others::{Called, Seen},
        radar::{Spoke, radar},
    },
    head::{SentenceHead, Trail},
    icon::Icon,
    mark::{Mark, SideMark},
    note::{Note, Tone},
    pairs::{SeenRow, SeenRows},
    panel::{Columns, Panel, Row},
    shown::Shown,
    state::{State, StateWord},
    table::{Column, Table},
};

/// The page.
pub fn page(data: ReportPage, locale: Locale) -> impl IntoView {
    let trail = data.from.clone().map(|above| Trail {
        above: vec![above],
        here: data.cycle.clone(),
        name: words::trail(locale).to_owned(),
    });
    let (sentence, who) = (sentence(&data, locale), who(&data, locale).into_any());
    let (three, others, behaviours) = (three(&data, locale), rows(&data, locale), behaviours(&data, locale));
    let (shape, chosen) = (shape(&data, locale), before::chosen(&data, locale));
    let columns = if shape.is_some() { Columns::WideFirst } else { Columns::Fit };
    let by_group = groups(&data.groups, &data.competencies, data.scale, data.own, locale);
    let comments = comments(data.comments, locale);
    let ends = words::scale_ends(locale, end(data.scale.0, locale), end(data.scale.1, locale));
    view! {
        <SentenceHead sentence=sentence trail=trail.unwrap_or_default()>{who}</SentenceHead>
        {three}
        {chosen}
        <Row columns>{others}{shape}</Row>
        <Panel title=words::by_group(locale) id="groups" aside=view! { <span class="fine">{ends}</span> }.into_any()>
            {by_group}
        </Panel>
        <Row columns=Columns::Two>{behaviours}{comments}</Row>
        {all_behaviours(data.competencies, data.own, locale)}
        <p class="fine">{data.release}</p>
    }
}

fn end(value: f64, locale: Locale) -> String {
    figure::decimal(locale, value, 0)
}

/// Who it is about, who answered, and the file.
fn who(data: &ReportPage, locale: Locale) -> impl IntoView + use<> {
    let name = ayeneh_text::isolate(&data.subject);
    let subject = if data.role.is_empty() { name } else { words::subject(locale, name, &data.role) };
    let answered: Vec<String> = data
        .groups
        .iter()
        .filter(|group| group.withheld.is_none())
        .map(|group| match group.n {
            Some(n) => words::group_answered(locale, &group.label, n),
            None => group.label.clone(),
        })
        .collect();
    let answered = answered.join(ayeneh_text::common::list_separator(locale));
    let file = data.download.clone().map(|href| {
        view! { <p class="acts"><ButtonLink href label=words::download(locale) weight=Weight::Quiet icon=Icon::Download/></p> }
    });
    view! {
        <dl class="who">
            <div><dt>{words::report(locale)}</dt><dd>{subject}</dd></div>
            <div><dt>{words::answered(locale)}</dt><dd>{answered}</dd></div>
        </dl>
        {file}
    }
}

fn verdict_word(competency: &Competency, locale: Locale) -> Option<String> {
    match competency.verdict {
        Some(Verdict::BlindSpot) => Some(words::blind_spot(locale).to_owned()),
        Some(Verdict::HiddenStrength) => Some(words::hidden_strength(locale).to_owned()),
        None => difference(competency).map(|apart| {
            match apart {
                close if close.abs() < 0.5 => words::like_others(locale),
                above if above > 0.0 => words::above_others(locale),
                _ => words::below_others(locale),
            }
            .to_owned()
        }),
    }
}

/// Oneself and others on one axis, largest difference first.
fn rows(data: &ReportPage, locale: Locale) -> AnyView {
    let mut competencies: Vec<&Competency> = data.competencies.iter().collect();
    let size = |competency: &Competency| difference(competency).map_or(-1.0, f64::abs);
    competencies.sort_by(|one, other| size(other).total_cmp(&size(one)));
    // Whoever has no figure anywhere needs no key; who was asked of nothing, no word at every row.
    let asked = competencies.iter().any(|competency| competency.outside.is_some());
    let drawn = competencies.iter().any(|competency| competency.outside.and_then(Shown::place).is_some());
    let rows = competencies
        .into_iter()
        .map(|competency| SeenRow {
            seen: Seen {
                name: competency.name.clone(),
                oneself: competency.oneself,
                colleagues: competency.colleagues,
                outside: competency.outside,
                notable: competency.verdict.is_some(),
            },
            note: (asked && competency.outside.is_none()).then(|| words::not_asked(locale, &data.outside)),
            verdict: verdict_word(competency, locale),
        })
        .collect();
    let title = if data.own { words::you_and_others(locale) } else { words::self_and_others(locale) };
    let key = view! {
        <p class="key">
            <span><SideMark mark=Mark::Oneself/>{words::self_on_line(locale)}</span>
            <span><SideMark mark=Mark::Employee/>{ui::colleagues_above(locale)}</span>
            {drawn.then(|| view! { <span><SideMark mark=Mark::Customer/>{ui::under_line(locale, &data.outside)}</span> })}
        </p>
    };
    let axis = Axis::new(data.scale.0, data.scale.1, locale);
    let called = Called { oneself: oneself(data, locale).to_owned(), outside: data.outside.clone() };
    view! {
        <Panel title id="others" aside=key.into_any()>
            <SeenRows head=words::competency(locale) rows axis called/>
            <p class="fine">{words::how_to_read(locale)}</p>
        </Panel>
    }
    .into_any()
}

/// The radar, where there are enough competencies for a shape.
fn shape(data: &ReportPage, locale: Locale) -> Option<AnyView> {
    let spokes: Vec<Spoke> = data
        .competencies
        .iter()
        .map(|competency| Spoke {
            name: competency.name.clone(),
            oneself: competency.oneself,
            others: competency.colleagues.and_then(Shown::place),
        })
        .collect();
    let svg = radar(&spokes, data.scale, locale, &words::radar(locale, spokes.len()))?;
    Some(
        view! {
            <Panel title=words::shape(locale) id="shape">
                <Plot svg/>
                <p class="key">
                    <span><SideMark mark=Mark::Oneself/>{words::self_dashed(locale)}</span>
                    <span><SideMark mark=Mark::Employee/>{words::colleagues_solid(locale)}</span>
                </p>
                <p class="fine">{words::radar_note(locale)}</p>
            </Panel>
        }
        .into_any(),
    )
}

/// The behaviours that others rate highest and lowest, with the change since the cycle before.
fn behaviours(data: &ReportPage, locale: Locale) -> Option<AnyView> {
    if data.highest.is_empty() && data.lowest.is_empty() {
        return None;
    }
    let changed = data.highest.iter().chain(&data.lowest).any(|behaviour| behaviour.change.is_some());
    let rows = |behaviours: &[Behaviour], state: State, word: &'static str| -> Vec<AnyView> {
        behaviours.iter().map(|behaviour| behaviour_row(behaviour, state, word, locale)).collect()
    };
    let highest = rows(&data.highest, State::OnTarget, words::high(locale));
    let lowest = rows(&data.lowest, State::Below, words::low(locale));
    let aside = changed.then(|| view! { <span class="fine">{words::change_since(locale)}</span> }.into_any());
    Some(
        view! {
            <Panel title=words::extremes(locale) id="extremes" aside=aside.into_any()>
                <ol class="checks">{highest}{lowest}</ol>
            </Panel>
        }
        .into_any(),
    )
}

fn behaviour_row(behaviour: &Behaviour, state: State, word: &'static str, locale: Locale) -> AnyView {
    let change = behaviour.change.map(|change| {
        if change.abs() < 0.05 { words::unchanged(locale).to_owned() } else { figure::signed(locale, change, 1) }
    });
    view! {
        <li>
            <StateWord state locale label=word/>
            <span dir="auto">{behaviour.text.clone()}</span>
            <span><b>{written(behaviour.others, locale)}</b>" "{change.map(|text| view! { <span class="fine">{text}</span> })}</span>
        </li>
    }
    .into_any()
}

/// What was written, by pool, shuffled.
fn comments(pools: Vec<Pool>, locale: Locale) -> Option<AnyView> {
    if pools.is_empty() {
        return None;
    }
    let pools: Vec<_> = pools
        .into_iter()
        .map(|pool| {
            let texts: Vec<_> = pool
                .texts
                .into_iter()
                .map(|text| view! { <blockquote class="quote" dir="auto">{text}</blockquote> })
                .collect();
            let why = pool
                .withheld
                .map(|withheld| view! { <Note tone=Tone::Care icon=Icon::Lock>{withheld.reason(locale)}</Note> });
            view! { <h3 class="small">{words::pool(locale, &pool.label, &pool.question)}</h3>{texts}{why} }
        })
        .collect();
    let aside = view! { <span class="fine">{words::shuffled(locale)}</span> };
    Some(view! { <Panel title=words::comments(locale) id="comments" aside=aside.into_any()>{pools}</Panel> }.into_any())
}

/// Every behaviour, folded.
fn all_behaviours(competencies: Vec<Competency>, own: bool, locale: Locale) -> Option<AnyView> {
    if competencies.iter().all(|competency| competency.behaviours.is_empty()) {
        return None;
    }
    let oneself = if own { ui::oneself(locale) } else { words::self_word(locale) };
    let tables: Vec<_> = competencies
        .into_iter()
        .filter(|competency| !competency.behaviours.is_empty())
        .map(|competency| {
            let columns = vec![
                Column::words(words::behaviour(locale)),
                Column::figures(oneself),
                Column::figures(words::others(locale)),
            ];
            let rows = competency
                .behaviours
                .into_iter()
                .map(|behaviour| {
                    let oneself = behaviour.oneself.map(Shown::Exact);
                    let oneself =
                        oneself.map_or_else(|| ui::not_answered(locale).to_owned(), |shown| shown.text(1, locale));
                    let others = written(behaviour.others, locale);
                    vec![behaviour.text.into_any(), oneself.into_any(), others.into_any()]
                })
                .collect();
            view! {
                <details class="fold">
                    <summary>{competency.name.clone()}</summary>
                    <Table caption=competency.name columns rows/>
                </details>
            }
        })
        .collect();
    Some(view! { <Panel title=words::all_behaviours(locale) id="behaviours">{tables}</Panel> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cycles::report::wire::{ChosenBefore, ChosenBehaviour, Group, GroupFigure, Spread},
        ui::{
            hidden_cell::{Rule, Withheld},
            look,
        },
    };

    fn withheld(of: &str) -> Withheld {
        Withheld { of: of.to_owned(), rule: Rule::Few { threshold: 3 }, nearest: None }
    }

    fn competency(
        name: &str,
        oneself: Option<f64>,
        colleagues: f64,
        outside: Option<f64>,
        verdict: Option<Verdict>,
    ) -> Competency {
        let figure = |value: f64| GroupFigure { value: Some(Shown::Exact(value)), withheld: None };
        let hidden = GroupFigure { value: Some(Shown::Hidden), withheld: Some(withheld("هم‌رده")) };
        let behaviour =
            |text: &str| Behaviour { text: text.to_owned(), oneself, others: Some(Shown::AtLeast(4.7)), change: None };
        Competency {
            name: name.to_owned(),
            oneself,
            colleagues: Some(Shown::Exact(colleagues)),
            outside: outside.map(Shown::Exact),
            verdict,
            spread: Some(if colleagues > 4.0 { Spread::Close } else { Spread::Mixed }),
            groups: vec![
                figure(colleagues + 0.2),
                if verdict.is_none() { hidden } else { figure(colleagues) },
                figure(2.0),
                GroupFigure { value: outside.map(Shown::Exact), withheld: None },
            ],
            behaviours: vec![behaviour("حرف مشتری را تا آخر می‌شنود."), behaviour("<b>بی‌آنکه بپرسم</b> خبر می‌دهد.")],
        }
    }

    fn example(own: bool) -> ReportPage {
        let group = |label: &str, outside, n| Group { label: label.to_owned(), outside, n, withheld: None };
        let behaviour = |text: &str, value: f64, change| Behaviour {
            text: text.to_owned(),
            oneself: Some(3.0),
            others: Some(Shown::Exact(value)),
            change,
        };
        let pool = |label: &str, texts: &[&str], withheld| Pool {
            label: label.to_owned(),
            question: "چه چیزی را بیشتر انجام دهد؟".to_owned(),
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            withheld,
        };
        ReportPage {
            from: Some(("گزارش‌های من".to_owned(), "/report".to_owned())),
            cycle: "دورهٔ بهار ۱۴۰۴".to_owned(),
            subject: "سمانه کاظمی".to_owned(),
            role: "کارشناس ارشد خسارت".to_owned(),
            own,
            scale: (1.0, 5.0),
            groups: vec![
                group("مدیر", false, Some(1)),
                group("هم‌رده", false, Some(5)),
                Group {
                    withheld: Some(withheld("تأمین‌کننده")), ..group("تأمین‌کننده", true, None)
                },
                group("مشتری", true, Some(6)),
            ],
            outside: "مشتریان".to_owned(),
            competencies: vec![
                competency("گوش دادن به مشتری", Some(4.6), 3.6, Some(2.6), None),
                competency("سر قول ماندن", Some(4.2), 4.2, Some(4.0), None),
                competency("پیگیری تا نتیجه", Some(4.4), 2.6, Some(2.4), Some(Verdict::BlindSpot)),
                competency("همکاری با واحدها", Some(2.6), 4.4, None, Some(Verdict::HiddenStrength)),
                competency("کاردانی", Some(4.0), 4.4, Some(4.5), None),
                competency("پرورش همکاران", None, 4.2, None, None),
            ],
            highest: vec![behaviour("آنچه بلد است با حوصله یاد می‌دهد.", 4.6, Some(0.4))],
            lowest: vec![behaviour("بی‌آنکه بپرسم خبر می‌دهد کار به کجا رسید.", 2.4, Some(0.0))],
            chosen: Some(ChosenBefore {
                cycle: "دورهٔ پاییز".to_owned(),
                behaviours: [Some((2.1, 2.4)), None]
                    .map(|moved| ChosenBehaviour {
                        text: "بی‌آنکه بپرسم خبر می‌دهد.".to_owned(),
                        state: "باز".to_owned(),
                        moved,
                    })
                    .into(),
            }),
            comments: vec![
                pool("همکاران", &["کارش دقیق است، ولی وسط راه خبر نمی‌دهد.", "Always <helpful> & kind."], None),
                pool("مشتریان", &[], Some(Withheld { rule: Rule::FewWriters { threshold: 3 }, ..withheld("مشتریان") })),
            ],
            download: Some("/report/1.pdf".to_owned()),
            release: "انتشار ۱، ۱۲ خرداد ۱۴۰۴".to_owned(),
        }
    }

    #[test]
    fn names_strength_and_blind_spot_and_hides_what_is_hidden() {
        for locale in Locale::ALL {
            for own in [true, false] {
                let html = look::html(if own { "report" } else { "report-of" }, locale, || page(example(own), locale));
                assert!(html.contains(words::blind_spot(locale)) && html.contains(words::hidden_strength(locale)));
                assert!(html.contains("popovertarget=\"group-why-0\""));
                assert!(html.contains("&lt;helpful&gt;"));
                assert!(html.contains(words::why_not_side_by_side(locale)), "one of the two is not compared");
            }
        }
    }

    #[test]
    fn a_report_without_own_answers_says_so() {
        let mut data = example(true);
        data.competencies.iter_mut().for_each(|competency| {
            competency.oneself = None;
            competency.verdict = None;
        });
        let html = look::html("report-without-self", Locale::Fa, || page(data, Locale::Fa));
        assert!(html.contains(words::self_missing(Locale::Fa)));
    }
    #[test]
    fn nothing_is_called_alike_where_there_is_nothing_to_compare() {
        let hide = |data: &mut ReportPage, oneself: bool| {
            for competency in &mut data.competencies {
                (competency.colleagues, competency.outside, competency.verdict) = (Some(Shown::Hidden), None, None);
                competency.oneself = competency.oneself.filter(|_| oneself);
            }
        };
        for (oneself, said) in [(true, words::others_missing(Locale::En)), (false, words::nobody_yet(Locale::En))] {
            let mut data = example(true);
            hide(&mut data, oneself);
            assert_eq!(sentence(&data, Locale::En), said);
        }
    }
}
