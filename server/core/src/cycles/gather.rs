//! A subject's list of raters as somebody sees it who works on it: who is chosen, who else could be, what is missing.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    cycle::{Chooser, ListState, Phase, Shortcoming, nomination, relation},
    ids::{InvitationId, PersonId, SurveyId, UnitId},
    permission::Right,
    relationship::Relationship,
    survey::raters::{Colleague, Rater, RaterId},
};
use ayeneh_text::nominate as words;

use super::{Cycle, any, choices, reached, sight::Sight, store};
use crate::{Ctx, Error, Result, db::Tx, surveys::store as surveys};

/// Below so many letters nothing is searched.
const LEAST_LETTERS: usize = 2;

/// A list of raters.
#[derive(Clone, Debug)]
pub struct List {
    /// The cycle.
    pub cycle: Cycle,
    /// Who is reviewed.
    pub subject: PersonId,
    /// The name.
    pub name: String,
    /// The name of the unit.
    pub unit: Bilingual,
    /// In what role who asks works on it.
    pub chooser: Chooser,
    /// Where it stands.
    pub state: ListState,
    /// What was written when it was handed back.
    pub note: String,
    /// Whether raters may be added and taken off now.
    pub may_change: bool,
    /// Whether raters may be added: while people rate, HR may, in place of those who cannot.
    pub may_add: bool,
    /// Who rates, by relation.
    pub chosen: Vec<Chosen>,
    /// Who else could: those near first, or those found by what was typed.
    pub suggestions: Vec<Suggestion>,
    /// What does not fit to what was settled.
    pub shortcomings: Vec<Shortcoming>,
}

/// Somebody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The invitation.
    pub invitation: InvitationId,
    /// The name.
    pub name: String,
    /// Of a colleague the unit, of a contact the account; none where HR added somebody from elsewhere.
    pub detail: Bilingual,
    /// In what relation.
    pub relationship: Relationship,
    /// Whether the person is on the list by itself: oneself and the manager.
    pub given: bool,
}

/// Somebody who could be on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub rater: Rater,
    /// The name.
    pub name: String,
    /// The unit, or the account.
    pub detail: Bilingual,
    /// Why not, if not.
    pub cannot: Option<nomination::CannotAdd>,
}

/// What every act on a list needs to know.
pub(super) struct Open {
    pub cycle: Cycle,
    pub subject: choices::PersonRow,
    pub chooser: Chooser,
    pub state: ListState,
    pub note: String,
    pub raters: Vec<Rater>,
    /// How many reviews of others everybody is asked for in this cycle.
    pub loads: BTreeMap<RaterId, u32>,
    /// While people rate: how many raters of each relation of this subject cannot rate, and make room for others.
    pub declined: BTreeMap<Relationship, u32>,
    /// How many of each relation there are to choose from.
    pub available: BTreeMap<Relationship, u32>,
    /// Among whom who acts may look for raters.
    sight: Sight,
}

/// Opens a list for whoever may work on it: the subject, the subject's manager, or HR.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and for a list or cycle that is not there: they look alike.
/// [`Error::Conflict`] for the subject and the manager once choosing is over: the names are HR's alone then.
pub(super) async fn open(ctx: &Ctx, tx: &mut Tx, id: SurveyId, subject: PersonId) -> Result<Open> {
    let cycle = any(ctx, tx, id).await?;
    let subjects = surveys::rating::subjects(tx, ctx.organisation, id).await?;
    if !subjects.iter().any(|row| row.person_id == subject.0) {
        return Err(Error::NotFound);
    }
    let person = choices::person(tx, ctx.organisation, subject).await?.ok_or(Error::NotFound)?;
    let (state, note) = store::list(tx, ctx.organisation, id, subject).await?;
    let chooser = chooser(ctx, tx, &cycle, &person).await?;
    let all = surveys::invitation::all(tx, ctx.organisation, id).await?;
    let raters = |of: Option<PersonId>| {
        let those = all.iter().filter_map(move |invitation| {
            let (who, relationship) = invitation.subject?;
            of.is_none_or(|of| of == who).then_some(Rater { relationship, id: invitation.rater })
        });
        those.collect::<Vec<_>>()
    };
    let mut declined = BTreeMap::new();
    if cycle.phase == Phase::Rating {
        let rows =
            store::declines(tx, ctx.organisation, id).await?.into_iter().filter(|row| row.subject_id == subject.0);
        for of in rows.filter_map(|row| Relationship::from_key(&row.relationship)) {
            *declined.entry(of).or_default() += 1;
        }
    }
    let around = choices::around(tx, ctx.organisation, person.colleague()).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Open {
        raters: raters(Some(subject)),
        loads: nomination::loads(&raters(None)),
        declined,
        available: BTreeMap::from([
            (Relationship::Peer, count(around.peers)),
            (Relationship::DirectReport, count(around.reports)),
            (Relationship::Customer, count(around.customers)),
            (Relationship::Supplier, count(around.suppliers)),
        ]),
        subject: person,
        cycle,
        sight: Sight::of(ctx, tx, chooser).await?,
        chooser,
        state,
        note,
    })
}

async fn chooser(ctx: &Ctx, tx: &mut Tx, cycle: &Cycle, subject: &choices::PersonRow) -> Result<Chooser> {
    // Before and after choosing the names of raters are HR's alone: beside a report they would tell who answered.
    let choosing = matches!(cycle.phase, Phase::Nominating | Phase::Approving);
    if subject.id == ctx.person.0 && ctx.may(Right::Answer) {
        return if choosing { Ok(Chooser::Subject) } else { Err(over(cycle.phase)) };
    }
    // As manager first: HR that leads the subject approves like any other manager.
    let leads = subject.manager_id == Some(ctx.person.0) && ctx.may(Right::Answer);
    if choosing && leads {
        return Ok(Chooser::Manager);
    }
    if !ctx.may(Right::SurveysManage) {
        return Err(if leads { over(cycle.phase) } else { Error::NotFound });
    }
    reached(ctx, tx, Right::SurveysManage, cycle.survey.id).await.map(|_| Chooser::Hr)
}

/// A link to a list outlives the choosing: whoever follows it then is told so, and sees no name.
fn over(phase: Phase) -> Error {
    match phase {
        Phase::Draft => Error::NotFound,
        _ => Error::conflict(|l| words::settled(l).to_owned()),
    }
}

impl Open {
    pub(super) fn may_change(&self) -> bool {
        self.state.may_change(self.chooser, self.cycle.phase)
    }

    pub(super) fn may_add(&self) -> bool {
        self.may_change() || self.replaces()
    }

    /// Whether adding somebody now means that people rate already and the new rater is invited at once.
    pub(super) fn replaces(&self) -> bool {
        self.chooser == Chooser::Hr && self.cycle.phase == Phase::Rating
    }

    pub(super) fn shortcomings(&self) -> Vec<Shortcoming> {
        nomination::shortcomings(&self.raters, &self.cycle.settings, &self.available)
    }

    pub(super) fn unit(&self) -> UnitId {
        UnitId(self.subject.unit_id)
    }

    /// Why somebody cannot be added now. While people rate, whoever cannot rate makes room for one more of the relation;
    /// nobody pads a group beyond that.
    pub(super) fn hinders(&self, rater: Rater) -> Option<nomination::CannotAdd> {
        let why = self.can_add(rater).err()?;
        let of = rater.relationship;
        let chosen = self.raters.iter().filter(|other| other.relationship == of).count();
        let cannot = self.declined.get(&of).copied().unwrap_or_default();
        let left = u32::try_from(chosen).unwrap_or(u32::MAX).saturating_sub(cannot);
        let most = self.cycle.settings.limits(of).map_or(0, |limits| limits.most);
        let room = self.replaces() && why == nomination::CannotAdd::Full && left < most;
        (!room).then_some(why)
    }

    /// Whether somebody can be added, and if not, why.
    pub(super) fn can_add(&self, rater: Rater) -> std::result::Result<(), nomination::CannotAdd> {
        let load = self.loads.get(&rater.id).copied().unwrap_or_default();
        nomination::can_add(&self.raters, rater, load, &self.cycle.settings)
    }
}

/// The list as it is shown; `typed` searches everybody in sight by name.
pub(super) async fn gather(ctx: &Ctx, tx: &mut Tx, open: Open, typed: &str) -> Result<List> {
    let may_change = open.may_change();
    let chosen = chosen(ctx, tx, &open).await?;
    let may_add = open.may_add();
    let suggestions = if may_add { suggestions(ctx, tx, &open, typed).await? } else { Vec::new() };
    Ok(List {
        shortcomings: open.shortcomings(),
        subject: PersonId(open.subject.id),
        name: open.subject.name.clone(),
        unit: Bilingual::new(&open.subject.name_fa, &open.subject.name_en),
        cycle: open.cycle,
        chooser: open.chooser,
        state: open.state,
        note: open.note,
        may_change,
        may_add,
        chosen,
        suggestions,
    })
}

async fn chosen(ctx: &Ctx, tx: &mut Tx, open: &Open) -> Result<Vec<Chosen>> {
    let rows =
        surveys::rating::raters_of(tx, ctx.organisation, open.cycle.survey.id, PersonId(open.subject.id)).await?;
    let mut chosen = Vec::with_capacity(rows.len());
    for row in rows {
        let relationship = Relationship::from_key(&row.relationship)
            .ok_or_else(|| Error::Internal(format!("relationship {}", row.relationship)))?;
        chosen.push(Chosen {
            invitation: InvitationId(row.id),
            name: row.name,
            detail: Bilingual::new(row.detail_fa, row.detail_en),
            given: relationship.is_identified(),
            relationship,
        });
    }
    chosen.sort_by_key(|one| one.relationship);
    Ok(chosen)
}

async fn suggestions(ctx: &Ctx, tx: &mut Tx, open: &Open, typed: &str) -> Result<Vec<Suggestion>> {
    let me = open.subject.colleague();
    let searched = typed.trim().chars().count() >= LEAST_LETTERS;
    let people = match searched {
        true => choices::found(tx, ctx.organisation, me.id, typed).await?,
        false => choices::near(tx, ctx.organisation, me).await?,
    };
    let contacts = choices::served(tx, ctx.organisation, open.unit()).await?;
    let on_list = |id: RaterId| open.raters.iter().any(|rater| rater.id == id);
    let of_person = |row: choices::PersonRow| {
        let rater = Rater { relationship: relation_of(me, &row), id: RaterId::Person(PersonId(row.id)) };
        (rater, row.name, Bilingual::new(row.name_fa, row.name_en))
    };
    let folded = crate::search::text(&[typed.trim()]);
    // What is stored to be searched holds addresses too; here nobody shall spell them out.
    let by_name = |row: &choices::PersonRow| {
        open.sight.covers(UnitId(row.unit_id)) && (!searched || crate::search::text(&[&row.name]).contains(&folded))
    };
    let named = |row: &choices::ContactRow| {
        !searched || crate::search::text(&[&row.name, &row.account, &row.code]).contains(&folded)
    };
    let of_contact = |row: choices::ContactRow| (contact_rater(&row), row.name, Bilingual::same(row.account));
    let all =
        people.into_iter().filter(by_name).map(of_person).chain(contacts.into_iter().filter(named).map(of_contact));
    let wanted = all.filter(|(rater, ..)| {
        !rater.relationship.is_identified()
            && !on_list(rater.id)
            && open.cycle.settings.nominated().any(|(of, _)| of == rater.relationship)
    });
    let mut found: Vec<Suggestion> = wanted
        .map(|(rater, name, detail)| Suggestion { cannot: open.hinders(rater), rater, name, detail })
        // Where a relation has its most, all others of it are only in the way; a search finds them with the reason.
        .filter(|one| searched || one.cannot != Some(nomination::CannotAdd::Full))
        .collect();
    found.sort_by_key(|suggestion| (suggestion.cannot.is_some(), suggestion.rater.relationship));
    found.truncate(usize::try_from(choices::MOST).unwrap_or_default());
    Ok(found)
}

fn relation_of(subject: Colleague, row: &choices::PersonRow) -> Relationship {
    relation(subject, row.colleague())
}

/// A contact as a rater: customer or supplier, as the account is.
pub(super) fn contact_rater(row: &choices::ContactRow) -> Rater {
    let relationship = if row.kind == "supplier" { Relationship::Supplier } else { Relationship::Customer };
    Rater { relationship, id: row.rater() }
}

/// Somebody as a rater of the subject, if they are there and in sight: the relation follows from the organisation.
pub(super) async fn rater(ctx: &Ctx, tx: &mut Tx, open: &Open, id: RaterId) -> Result<Option<Rater>> {
    Ok(match id {
        RaterId::Person(person) => {
            let row = choices::person(tx, ctx.organisation, person).await?;
            let row = row.filter(|row| open.sight.covers(UnitId(row.unit_id)));
            row.map(|row| Rater { relationship: relation_of(open.subject.colleague(), &row), id })
        }
        RaterId::Contact(contact) => {
            let row = choices::contact(tx, ctx.organisation, contact).await?;
            row.filter(|row| open.sight.covers(UnitId(row.unit_id))).map(|row| contact_rater(&row))
        }
    })
}
