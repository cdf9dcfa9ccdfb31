//! What a release tells of all groups, and of a group since the cycle before.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Bilingual,
    disclosure::may_compare,
    ids::{PersonId, SurveyId, UnitId},
    people::Level,
    relationship::Relationship,
    release::{Grouped, Nearest, Shown, group, group_rules, join_groups, moved},
};

use super::{
    View,
    figures::{Figures, UNNAMED, joined_in},
    members::Members,
};
use crate::{
    Ctx, Result,
    db::Tx,
    release::{self, Release},
    results::behaviours::{self, Words},
    surveys::{rows::Survey, store::survey as surveys},
};

/// Everything that a release tells of groups.
pub(super) struct Told {
    /// Who is reviewed.
    pub members: Members,
    figures: Figures,
    words: Words,
    relations: BTreeMap<(String, &'static str), Grouped>,
    views: BTreeMap<(String, View), Grouped>,
    least: u32,
}

impl Told {
    pub async fn of(
        ctx: &Ctx,
        tx: &mut Tx,
        survey: &Survey,
        release: &Release,
        topics: &[(String, Bilingual)],
    ) -> Result<Self> {
        let members = Members::read(ctx, tx, survey.id).await?;
        let figures = Figures::read(ctx, tx, release.id).await?;
        let words = behaviours::words(tx, ctx.organisation, survey.id).await?;
        let rules = group_rules(&survey.rules);
        let mut told = Self {
            members,
            figures,
            words,
            relations: BTreeMap::new(),
            views: BTreeMap::new(),
            least: rules.hidden_sum(),
        };
        for (topic, _) in topics {
            for raters in UNNAMED.into_iter().chain([Relationship::Self_.key()]) {
                let of = |person| told.figures.of(person, topic, raters);
                let figures: Vec<Option<&Shown>> = told.members.people().map(of).collect();
                let grouped = group(&rules, &told.members.tree, &told.members.all, &figures);
                told.relations.insert((topic.clone(), raters), grouped);
            }
            for view in View::ALL {
                let of = |raters| told.relations.get(&(topic.clone(), raters));
                let of: Vec<&Grouped> = joined_in(view).into_iter().filter_map(of).collect();
                told.views.insert((topic.clone(), view), join_groups(&of));
            }
        }
        Ok(told)
    }

    /// A figure of a unit, pointing to the nearest unit above that shows one where it is hidden.
    pub fn shown(&self, topic: &str, view: View, node: usize) -> Option<Shown> {
        let nodes = &self.views.get(&(topic.to_owned(), view))?.nodes;
        let shown = nodes[node].clone()?;
        let Shown::Hidden { reason, .. } = shown else { return Some(shown) };
        let is_shown = |node: &usize| nodes[*node].as_ref().is_some_and(|shown| !shown.is_hidden());
        let nearest = self.members.tree.upwards(node).skip(1).find(is_shown).map(|node| self.members.nearest(node));
        Some(Shown::Hidden { reason, nearest })
    }

    /// Others' figure of a level, pointing to the whole where it is hidden and the whole is not.
    pub fn level(&self, topic: &str, level: Level) -> Option<Shown> {
        let grouped = self.views.get(&(topic.to_owned(), View::Others))?;
        let shown = grouped.levels.get(&level)?.clone();
        let Shown::Hidden { reason, .. } = shown else { return Some(shown) };
        let is_shown = grouped.nodes[0].as_ref().is_some_and(|whole| !whole.is_hidden());
        Some(Shown::Hidden { reason, nearest: is_shown.then_some(Nearest::Everybody) })
    }

    /// Which relations stand behind others' figure of a unit.
    fn relations(&self, topic: &str, node: usize) -> BTreeSet<&'static str> {
        let is_shown = |raters: &&'static str| {
            let grouped = self.relations.get(&(topic.to_owned(), *raters));
            grouped.and_then(|one| one.nodes[node].as_ref()).is_some_and(|shown| !shown.is_hidden())
        };
        UNNAMED.into_iter().filter(is_shown).collect()
    }

    /// Whose figures they are: everybody, and those whose reports the reader cannot read.
    fn behind(&self, topic: &str, node: usize) -> [BTreeSet<PersonId>; 2] {
        let relations = self.relations(topic, node);
        let has = |person: PersonId| {
            let mut figures = relations.iter().filter_map(|raters| self.figures.of(person, topic, raters));
            figures.any(|shown| !shown.is_hidden())
        };
        let within = self.members.within(node).filter(|(person, _)| has(*person));
        let all: Vec<(PersonId, bool)> = within.map(|(person, member)| (person, member.known)).collect();
        let of =
            |unknown: bool| all.iter().filter(|(_, known)| !(unknown && *known)).map(|(person, _)| *person).collect();
        [of(false), of(true)]
    }
}

/// The release of an earlier cycle.
pub(super) async fn earlier(
    ctx: &Ctx,
    tx: &mut Tx,
    id: SurveyId,
    topics: &[(String, Bilingual)],
) -> Result<Option<((SurveyId, Bilingual), Told)>> {
    let survey = surveys::find(tx, ctx.organisation, id).await?;
    let release = release::latest(tx, ctx.organisation, id).await?;
    let Some((survey, release)) = survey.zip(release) else { return Ok(None) };
    let told = Told::of(ctx, tx, &survey, &release, topics).await?;
    Ok(Some(((survey.id, survey.title), told)))
}

/// Others' figures of a unit then and now (rule 17): of ten reports or more, asked in the same words, of the same relations,
/// and where nobody or enough came and left, also of those whose reports the reader cannot read.
pub(super) fn change(then: &Told, now: &Told, topic: &str, unit: Option<UnitId>) -> Option<(f64, f64)> {
    if unit.is_some_and(|unit| !then.members.knows(unit)) || then.words.get(topic) != now.words.get(topic) {
        return None;
    }
    let nodes = (then.members.node(unit), now.members.node(unit));
    if then.relations(topic, nodes.0) != now.relations(topic, nodes.1) {
        return None;
    }
    let least = then.least.max(now.least);
    let [before, after] = [then.behind(topic, nodes.0), now.behind(topic, nodes.1)];
    let is_same = |(before, after): (&BTreeSet<PersonId>, &BTreeSet<PersonId>)| {
        before.is_empty() && after.is_empty() || may_compare(before, after, least)
    };
    let figure = |told: &Told, node| told.shown(topic, View::Others, node);
    moved(&figure(then, nodes.0)?, &figure(now, nodes.1)?).filter(|_| before.iter().zip(&after).all(is_same))
}
