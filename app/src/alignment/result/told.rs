//! From a released alignment to what its page is told: sentences by rules, in the words of the parties.

use ayeneh_core::results::{Alignment, PartyPair, PartyResult, RankedBehaviour, Wanted};
use ayeneh_domain::{
    alignment::{Agreement, Party},
    bilingual::{Bilingual, Locale},
    release::Shown as Cell,
};
use ayeneh_text::{alignment as words, figure, name};

use super::wire;
use crate::{
    results::release_line,
    ui::{hidden_cell::Withheld, shown::Shown},
};

/// What the page is told.
pub fn told(l: Locale, found: Alignment) -> wire::AlignmentPage {
    let said = |wanted: &Wanted, high, low| line(l, &found.behaviours, wanted, high, low);
    let way = |higher: Party, lower: Party, wanted: &[Wanted]| {
        let (first, second) = (name::party_amid(l, higher), name::party_amid(l, lower));
        wire::Way {
            head: words::wants_more(l, first, second),
            lines: wanted.iter().map(|one| (said(one, higher, lower), one.is_sure)).collect(),
            none: words::wants_nothing(l, name::party(l, higher), second),
        }
    };
    let pair = |pair: &PartyPair| wire::Pair {
        ways: [way(pair.first, pair.second, &pair.by_first), way(pair.second, pair.first, &pair.by_second)],
    };
    wire::AlignmentPage {
        sentence: first_sentence(l, &found),
        between: between(l, &found.between),
        parties: found.parties.iter().enumerate().map(|(at, one)| party(l, one, &found.behaviours, at)).collect(),
        behaviours: found.behaviours.iter().enumerate().map(|(at, one)| behaviour(l, one, at, &found.pairs)).collect(),
        pairs: found.pairs.iter().map(pair).collect(),
        release: release_line(l, &found.release),
    }
}

/// The sentence of a mismatch, as the list of results has it too.
pub(crate) fn sentence(l: Locale, behaviour: &Bilingual, high: (Party, usize), low: (Party, usize)) -> String {
    let (first, second) = (name::party(l, high.0), name::party_amid(l, low.0));
    let (higher, lower) = (name::place(l, high.1), name::place(l, low.1));
    words::sentence(l, first, named(l, behaviour), higher, second, lower)
}

/// A behaviour inside a sentence: without the stop at its end.
fn named(l: Locale, behaviour: &Bilingual) -> String {
    ayeneh_text::isolate(behaviour.get(l).trim_end_matches(['.', '؟', '!']))
}

fn first_sentence(l: Locale, found: &Alignment) -> String {
    let all = found.pairs.iter().flat_map(|pair| {
        let first = pair.by_first.iter().map(|wanted| (wanted, pair.first, pair.second));
        first.chain(pair.by_second.iter().map(|wanted| (wanted, pair.second, pair.first)))
    });
    let widest = all.max_by_key(|(wanted, ..)| (wanted.is_sure, wanted.mismatch.by()));
    if let Some((wanted, high, low)) = widest {
        let mismatch = wanted.mismatch;
        let behaviour = &found.behaviours[mismatch.behaviour].text;
        return sentence(l, behaviour, (high, mismatch.higher), (low, mismatch.lower));
    }
    match &found.pairs[..] {
        [] => words::sentence_too_few(l).to_owned(),
        [pair] => words::sentence_alike_two(l, name::party(l, pair.first), name::party_amid(l, pair.second)),
        _ => words::sentence_alike(l).to_owned(),
    }
}

fn line(l: Locale, behaviours: &[RankedBehaviour], wanted: &Wanted, high: Party, low: Party) -> String {
    let mismatch = wanted.mismatch;
    let (first, second) = (name::party(l, high), name::party_amid(l, low));
    let (higher, lower) = (name::place(l, mismatch.higher), name::place(l, mismatch.lower));
    words::mismatch_line(l, first, named(l, &behaviours[mismatch.behaviour].text), higher, second, lower)
}

fn between(l: Locale, w: &Cell) -> Option<String> {
    let value = w.exact()?;
    let word = match Agreement::between(value) {
        Agreement::Strong => words::between_strong(l),
        Agreement::Partly => words::between_partly(l),
        Agreement::Weak | Agreement::Chance => words::between_weak(l),
    };
    Some(words::between(l, figure::decimal(l, value, 2), word))
}

fn party(l: Locale, found: &PartyResult, behaviours: &[RankedBehaviour], at: usize) -> wire::Party {
    let label = name::party(l, found.party).to_owned();
    let answered = match &found.participation {
        Cell::Parts { values, .. } => match values[..] {
            [invited, answered] => {
                let (answered, invited) = (figure::decimal(l, answered, 0), figure::decimal(l, invited, 0));
                Some(words::agree_n(l, &label, answered, invited))
            }
            _ => None,
        },
        _ => None,
    };
    let hidden = behaviours.iter().map(|behaviour| &behaviour.means[at]).find(|shown| shown.is_hidden());
    wire::Party {
        n: found.concordance.n(),
        answered,
        concordance: (&found.concordance).into(),
        agreement: found.agreement.map(|agreement| match agreement {
            Agreement::Chance => words::agree_chance(l),
            Agreement::Weak => words::agree_weak(l),
            Agreement::Partly => words::agree_partly(l),
            Agreement::Strong => words::agree_strong(l),
        }),
        withheld: hidden.and_then(|shown| Withheld::of_cell(&label, shown, None)),
        amid: name::party_amid(l, found.party),
        name: label,
    }
}

fn behaviour(l: Locale, found: &RankedBehaviour, at: usize, pairs: &[PartyPair]) -> wire::Behaviour {
    let wanted = pairs.iter().flat_map(|pair| pair.by_first.iter().chain(&pair.by_second));
    wire::Behaviour {
        name: found.text.get(l).to_owned(),
        places: found
            .places
            .iter()
            .zip(&found.means)
            .map(|(place, mean)| Some(((*place)?, Shown::from(mean))))
            .collect(),
        stands_out: wanted.into_iter().any(|wanted| wanted.mismatch.behaviour == at),
    }
}
