//! The page: the widest mismatch in a sentence, the orders as slopes with their table, mismatches both ways, and how far
//! each party agrees within itself.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{alignment as words, common, figure};
use leptos::prelude::*;

use super::wire::{AlignmentPage, Behaviour, Pair, Party, Way};
use crate::ui::{
    head::SentenceHead,
    hidden_cell::{HiddenCell, ReasonSheet},
    panel::Panel,
    shown::Shown,
    slopes::{Ordered, Slopes},
    table::{Column, TableTwin},
    tag::Tag,
};

/// The page.
pub fn page(data: AlignmentPage, locale: Locale) -> impl IntoView {
    let orders = orders(&data, locale);
    let mismatches = (!data.pairs.is_empty()).then(|| mismatches(data.pairs, locale));
    let agreement = agreement(data.parties, locale);
    view! {
        <SentenceHead sentence=data.sentence lead=data.between.unwrap_or_default()/>
        {orders}
        {mismatches}
        {agreement}
        <p class="fine">{data.release}</p>
    }
}

/// The slopes of the parties that are shown, and what is hidden of the others.
fn orders(data: &AlignmentPage, locale: Locale) -> AnyView {
    let shown: Vec<usize> = (0..data.parties.len()).filter(|&at| data.parties[at].withheld.is_none()).collect();
    let columns: Vec<String> = shown.iter().map(|&at| data.parties[at].name.clone()).collect();
    let things = data.behaviours.iter().filter_map(|behaviour| {
        let places = shown.iter().map(|&at| Some(behaviour.places[at]?.0)).collect::<Option<Vec<usize>>>()?;
        Some(Ordered { name: behaviour.name.clone(), places, stands_out: behaviour.stands_out })
    });
    let things: Vec<Ordered> = things.collect();
    let amid: Vec<&str> = shown.iter().map(|&at| data.parties[at].amid).collect();
    let finding = words::order_chart(locale, amid.join(common::list_separator(locale)));
    let hidden = data.parties.iter().enumerate().filter_map(|(at, party)| {
        let withheld = party.withheld.clone()?;
        let id = format!("party-why-{at}");
        Some(view! {
            <p class="line-hid"><b>{party.name.clone()}</b>" "<HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/></p>
            <ReasonSheet id withheld locale/>
        })
    });
    let hidden = hidden.collect_view();
    let twin = twin(data, locale);
    view! {
        <Panel title=words::order_head(locale) id="orders" aside=view! { <span class="fine">{words::order_aside(locale)}</span> }.into_any()>
            <Slopes columns things finding locale/>
            {hidden}
            {twin}
            <p class="fine">{words::order_how(locale)}</p>
        </Panel>
    }
    .into_any()
}

/// The same as a table: place and mean place with every party.
fn twin(data: &AlignmentPage, locale: Locale) -> impl IntoView + use<> {
    let of_party = |party: &Party| {
        let n = party.n.map(|n| format!(" (n = {})", figure::integer(locale, n))).unwrap_or_default();
        Column::figures(format!("{}{n}", words::mean_place(locale, &party.name)))
    };
    let columns = std::iter::once(Column::words(words::behaviour(locale))).chain(data.parties.iter().map(of_party));
    let cell = |place: &Option<(usize, Shown)>| match place {
        Some((place, mean)) => words::place_and_mean(locale, figure::integer(locale, *place), mean.text(1, locale)),
        None => Shown::Hidden.text(0, locale),
    };
    let row = |behaviour: &Behaviour| {
        std::iter::once(behaviour.name.clone()).chain(behaviour.places.iter().map(cell)).collect::<Vec<String>>()
    };
    let mut behaviours: Vec<&Behaviour> = data.behaviours.iter().collect();
    behaviours.sort_by_key(|behaviour| behaviour.places.iter().flatten().next().map(|(place, _)| *place));
    let rows = behaviours.into_iter().map(row).collect();
    view! { <TableTwin caption=words::order_head(locale) columns=columns.collect() rows locale/> }
}

fn mismatches(pairs: Vec<Pair>, locale: Locale) -> AnyView {
    let ways = pairs.into_iter().map(|pair| {
        let ways: Vec<_> = pair.ways.into_iter().map(|one| way(one, locale)).collect();
        view! { <div class="ways">{ways}</div> }
    });
    let ways = ways.collect_view();
    view! {
        <Panel title=words::mismatch_head(locale) id="mismatches">
            <p class="small soft">{words::mismatch_lead(locale)}</p>
            {ways}
        </Panel>
    }
    .into_any()
}

fn way(way: Way, locale: Locale) -> AnyView {
    let lines = way.lines.into_iter().map(|(said, is_sure)| {
        let word = if is_sure { words::mismatch_sure(locale) } else { words::mismatch_unsure(locale) };
        view! { <li>{said}" "<Tag label=word/></li> }
    });
    let lines = lines.collect_view();
    let none = lines.is_empty().then(|| view! { <p class="small soft">{way.none}</p> });
    view! { <section><h3>{way.head}</h3><ul class="lines">{lines}</ul>{none}</section> }.into_any()
}

fn agreement(parties: Vec<Party>, locale: Locale) -> AnyView {
    let rows = parties.into_iter().map(|party| {
        let w = (party.concordance != Shown::Hidden).then(|| party.concordance.text(2, locale));
        let hidden = party.withheld.as_ref().map(|withheld| withheld.reason(locale));
        view! {
            <li>
                <b>{party.name}</b>
                {w.map(|w| view! { <span class="w">"W = "{w}</span> })}
                <span>{party.agreement.map(str::to_owned).or(hidden)}</span>
                {party.answered.map(|answered| view! { <span class="fine">{answered}</span> })}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Panel title=words::agree_head(locale) id="agreement" aside=view! { <span class="fine">{words::agree_aside(locale)}</span> }.into_any()>
            <ul class="agreeing">{rows}</ul>
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{
        hidden_cell::{Rule, Withheld},
        look,
    };

    fn party(name: &str, n: Option<u32>) -> Party {
        let withheld = Withheld { of: name.to_owned(), rule: Rule::Few { threshold: 5 }, nearest: None };
        Party {
            name: name.to_owned(),
            amid: "گروه",
            answered: n.map(|n| format!("{n} نفر")),
            n,
            concordance: n.map_or(Shown::Hidden, |_| Shown::AtLeast(0.42)),
            agreement: n.map(|_| "تا حدی"),
            withheld: n.is_none().then_some(withheld),
        }
    }

    fn example(hidden: bool) -> AlignmentPage {
        let n = (!hidden).then_some(12);
        let behaviour = |name: &str, places: [usize; 3], stands_out| Behaviour {
            name: name.to_owned(),
            places: places
                .iter()
                .enumerate()
                .map(|(at, place)| (at > 0 || !hidden).then_some((*place, Shown::AtMost(2.5))))
                .collect(),
            stands_out,
        };
        let way = |lines: Vec<(String, bool)>| Way { head: "آنچه".to_owned(), lines, none: "هیچ".to_owned() };
        AlignmentPage {
            sentence: "«سلام» را مشتریان در جای اول می‌گذارند.".to_owned(),
            between: Some("ضریب".to_owned()),
            parties: vec![party("مدیران", n), party("کارکنان", Some(40)), party("مشتریان", Some(9))],
            behaviours: vec![
                behaviour("گوش <می‌دهد>.", [2, 1, 3], true),
                behaviour("سر وقت انجام می‌دهد.", [1, 2, 1], false),
                behaviour("خبر می‌دهد.", [3, 3, 1], true),
            ],
            pairs: vec![Pair {
                ways: [way(vec![("یکی".to_owned(), true), ("دیگری".to_owned(), false)]), way(Vec::new())],
            }],
            release: "انتشار ۱".to_owned(),
        }
    }

    #[test]
    fn sets_orders_side_by_side_and_says_where_they_do_not_match() {
        for locale in Locale::ALL {
            let html = look::html("alignment", locale, || page(example(false), locale));
            assert!(html.contains("class=\"plot slopes\"") && html.contains("گوش &lt;می‌دهد&gt;."));
            assert!(html.contains(words::mismatch_sure(locale)) && html.contains(words::mismatch_unsure(locale)));
            assert!(
                html.contains("هیچ") && html.contains("<table"),
                "what is not there is said, and the twin is there"
            );
            assert!(!html.contains("class=\"hid\""));
        }
    }

    #[test]
    fn a_hidden_party_says_why_and_is_left_out_of_the_picture() {
        for locale in Locale::ALL {
            let html = look::html("alignment-hidden", locale, || page(example(true), locale));
            assert!(html.contains("popovertarget=\"party-why-0\"") && html.contains("id=\"party-why-0\""));
            assert_eq!(html.matches("class=\"knot").count(), 6, "two columns of three");
        }
    }
}
