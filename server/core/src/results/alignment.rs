//! A behaviour alignment: in what order each party puts the behaviours, how far it agrees within itself, and what one party
//! wants much more than another, both ways.

use ayeneh_domain::{
    alignment::{Agreement, Mismatch, Party, mismatches, places},
    bilingual::Bilingual,
    ids::{ReleaseId, SurveyId},
    permission::{Reach, Right},
    questionnaire::Frozen,
    release::{
        Figure, HiddenReason, Shown,
        cell::{OVERALL, PARTICIPATION},
    },
    survey::Kind,
};

use super::cells::Cells;
use crate::{
    Ctx, Error, Result,
    db::Tx,
    release::{self, Release, Scope},
    surveys::{rows::Survey, store::survey as surveys},
};

/// A released alignment.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The survey.
    pub survey: Survey,
    /// The release it is read from.
    pub release: Release,
    /// The parties that were asked.
    pub parties: Vec<PartyResult>,
    /// The behaviours, in the order in which they were asked.
    pub behaviours: Vec<Behaviour>,
    /// Kendall's W of the parties' orders; n counts parties. Hidden where fewer than two are shown.
    pub between: Shown,
    /// Where two shown parties do not match.
    pub pairs: Vec<PartyPair>,
}

/// A party.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyResult {
    /// Which.
    pub party: Party,
    /// Invited and answered.
    pub participation: Shown,
    /// Kendall's W among its members.
    pub concordance: Shown,
    /// What that means; absent where it is hidden.
    pub agreement: Option<Agreement>,
}

/// A behaviour.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// Its key.
    pub key: String,
    /// Its words.
    pub text: Bilingual,
    /// Its mean place with each party, in their order; 1 is first.
    pub means: Vec<Shown>,
    /// Its place in the order of each party that is shown.
    pub places: Vec<Option<usize>>,
}

/// Two parties, and what each wants much more than the other.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyPair {
    /// The one.
    pub first: Party,
    /// The other.
    pub second: Party,
    /// What the first puts much higher, the widest first.
    pub by_first: Vec<Wanted>,
    /// What the second puts much higher.
    pub by_second: Vec<Wanted>,
}

/// A behaviour that one party puts at least a third of the list above another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which, and on which places.
    pub mismatch: Mismatch,
    /// Whether the difference of mean places survives the correction for many comparisons; never below 25 answers a side.
    pub is_sure: bool,
}

/// The pairs that are compared: what the company wants towards customers first.
const PAIRS: [(Party, Party); 3] =
    [(Party::Leaders, Party::Customers), (Party::Leaders, Party::Staff), (Party::Staff, Party::Customers)];

/// A released alignment.
///
/// # Errors
/// [`Error::Refused`] without the right to read results; [`Error::NotFound`] for a survey that is not there, no alignment or
/// not released, and where the right does not reach the whole organisation; the database's.
pub async fn alignment(ctx: &Ctx, survey: SurveyId) -> Result<Alignment> {
    if ctx.require(Right::ResultsView)? != Reach::Everything {
        return Err(Error::NotFound);
    }
    let mut tx = ctx.read().await?;
    let survey = surveys::find(&mut tx, ctx.organisation, survey).await?.ok_or(Error::NotFound)?;
    if survey.kind != Kind::Alignment {
        return Err(Error::NotFound);
    }
    let release = release::latest(&mut tx, ctx.organisation, survey.id).await?.ok_or(Error::NotFound)?;
    let read = Read::of(&mut tx, ctx, survey.id, release.id).await?;
    drop(tx);
    let behaviours = read.behaviours();
    let parties = read.parties.iter().map(|party| read.party(*party, behaviours.len())).collect();
    let none = || Shown::hidden(HiddenReason::TooFew { threshold: 2 });
    Ok(Alignment {
        between: read.cells.of_group(None, OVERALL, Figure::Concordance).cloned().unwrap_or_else(none),
        pairs: read.pairs(&behaviours),
        parties,
        behaviours,
        survey,
        release,
    })
}

/// What the list of results says first: the behaviour on which two parties differ most, the party that puts it higher with
/// its place, and the other with its own; sure ones before others.
pub(super) type Widest = (Bilingual, (Party, usize), (Party, usize));

/// The widest mismatch of a release.
pub(super) async fn widest(tx: &mut Tx, ctx: &Ctx, survey: SurveyId, id: ReleaseId) -> Result<Option<Widest>> {
    let read = Read::of(tx, ctx, survey, id).await?;
    let behaviours = read.behaviours();
    let pairs = read.pairs(&behaviours);
    let found = pairs.iter().flat_map(|pair| {
        let first = pair.by_first.iter().map(|wanted| (wanted, pair.first, pair.second));
        first.chain(pair.by_second.iter().map(|wanted| (wanted, pair.second, pair.first)))
    });
    let widest = found.max_by_key(|(wanted, ..)| (wanted.is_sure, wanted.mismatch.by()));
    Ok(widest.map(|(wanted, high, low)| {
        let Mismatch { behaviour, higher, lower } = wanted.mismatch;
        (behaviours[behaviour].text.clone(), (high, higher), (low, lower))
    }))
}

/// What a release has of an alignment.
struct Read {
    cells: Cells,
    parties: Vec<Party>,
    asked: Frozen,
}

impl Read {
    async fn of(tx: &mut Tx, ctx: &Ctx, survey: SurveyId, id: ReleaseId) -> Result<Self> {
        let cells = Cells::new(release::cells(tx, ctx.organisation, id, Scope::All).await?);
        let questionnaires = release::questionnaires(tx, ctx.organisation, survey).await?;
        let was_asked = |party: &Party| questionnaires.contains_key(&party.wording());
        let parties = Party::ALL.iter().copied().filter(was_asked).collect();
        let asked = questionnaires.into_values().next().ok_or(Error::NotFound)?;
        Ok(Self { cells, parties, asked })
    }

    fn of_party(&self, party: Party, topic: &str, figure: Figure) -> Shown {
        let cell = self.cells.of_group(Some(party.key()), topic, figure).cloned();
        cell.unwrap_or(Shown::hidden(HiddenReason::NotAsked))
    }

    fn party(&self, party: Party, behaviours: usize) -> PartyResult {
        let concordance = self.of_party(party, OVERALL, Figure::Concordance);
        PartyResult {
            party,
            participation: self.of_party(party, PARTICIPATION, Figure::Participation),
            agreement: Agreement::of(&concordance, behaviours),
            concordance,
        }
    }

    fn behaviours(&self) -> Vec<Behaviour> {
        let items = self.asked.document().items();
        let mut behaviours: Vec<Behaviour> = items
            .map(|item| Behaviour {
                key: item.key.clone(),
                text: item.text.clone(),
                means: self.parties.iter().map(|party| self.of_party(*party, &item.key, Figure::Place)).collect(),
                places: vec![None; self.parties.len()],
            })
            .collect();
        for party in 0..self.parties.len() {
            let means: Option<Vec<f64>> =
                behaviours.iter().map(|behaviour| behaviour.means[party].position()).collect();
            let order = means.map(|means| places(&means)).unwrap_or_default();
            for (behaviour, place) in behaviours.iter_mut().zip(order) {
                behaviour.places[party] = Some(place);
            }
        }
        behaviours
    }

    fn pairs(&self, behaviours: &[Behaviour]) -> Vec<PartyPair> {
        let order = |wanted: Party| -> Option<Vec<usize>> {
            let party = self.parties.iter().position(|party| *party == wanted)?;
            behaviours.iter().map(|behaviour| behaviour.places[party]).collect()
        };
        let pair = |(first, second): (Party, Party)| {
            let (one, two) = (order(first)?, order(second)?);
            let wanted = |mismatch: Mismatch| {
                let topic = &behaviours[mismatch.behaviour].key;
                Wanted { mismatch, is_sure: self.is_sure(first, second, topic) }
            };
            Some(PartyPair {
                first,
                second,
                by_first: mismatches(&one, &two).into_iter().map(wanted).collect(),
                by_second: mismatches(&two, &one).into_iter().map(wanted).collect(),
            })
        };
        PAIRS.into_iter().filter_map(pair).collect()
    }

    /// Released once a pair, in the parties' own order.
    fn is_sure(&self, first: Party, second: Party, topic: &str) -> bool {
        let group = format!("{}:{}", first.min(second).key(), first.max(second).key());
        let p = self.cells.of_group(Some(&group), topic, Figure::GapSignificance).and_then(Shown::exact);
        p.is_some_and(|p| p < super::SIGNIFICANT)
    }
}
