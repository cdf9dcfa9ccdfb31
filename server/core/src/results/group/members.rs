//! Who is reviewed in a cycle: in which unit and at which level as of then, and whose own report the reader can read, or could
//! as the manager of then.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    disclosure::partition::Tree,
    ids::{PersonId, SurveyId, UnitId},
    people::Level,
    permission::Right,
    release::{Member, Nearest},
};

use super::super::store;
use crate::{Ctx, Result, db::Tx, people::Units, surveys::store::survey};

/// The subjects of a cycle, as parts of the tree of its units.
pub(super) struct Members {
    /// The units as of then; node 0 is the whole.
    pub tree: Tree,
    /// One a subject.
    pub all: Vec<Member>,
    people: Vec<PersonId>,
    nodes: BTreeMap<UnitId, usize>,
}

impl Members {
    pub async fn read(ctx: &Ctx, tx: &mut Tx, cycle: SurveyId) -> Result<Self> {
        let frozen = Units::new(survey::units(tx, ctx.organisation, cycle).await?)?;
        let nodes: BTreeMap<UnitId, usize> =
            frozen.depth_first().zip(1..).map(|((unit, _), at)| (unit.id, at)).collect();
        let parents = frozen.depth_first().map(|(unit, _)| unit.parent.and_then(|parent| nodes.get(&parent).copied()));
        let tree = Tree::new(std::iter::once(None).chain(parents).collect());
        let (now, reach) = (Units::load(tx, ctx.organisation).await?, ctx.reach(Right::ReportsView));
        let levels: BTreeMap<PersonId, Level> = store::levels(tx, ctx.organisation, cycle).await?.into_iter().collect();
        let led: BTreeSet<PersonId> = store::led(tx, ctx.organisation, cycle, ctx.person).await?.into_iter().collect();
        let (mut all, mut people) = (Vec::new(), Vec::new());
        for subject in store::subjects(tx, ctx.organisation, cycle).await? {
            let reads = [Some(subject.person), subject.manager].contains(&Some(ctx.person));
            all.push(Member {
                node: nodes.get(&subject.unit).copied().unwrap_or(0),
                level: levels.get(&subject.person).copied(),
                known: reads || led.contains(&subject.person) || now.tree().reaches(&reach, subject.unit),
            });
            people.push(subject.person);
        }
        Ok(Self { tree, all, people, nodes })
    }

    /// The node of a unit.
    pub fn node(&self, unit: Option<UnitId>) -> usize {
        unit.and_then(|unit| self.nodes.get(&unit).copied()).unwrap_or(0)
    }

    /// Whether the cycle had the unit.
    pub fn knows(&self, unit: UnitId) -> bool {
        self.nodes.contains_key(&unit)
    }

    /// Everybody, in the order of [`Self::all`].
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.people.iter().copied()
    }

    /// Everybody within a node.
    pub fn within(&self, node: usize) -> impl Iterator<Item = (PersonId, &Member)> {
        let within = move |member: &Member| self.tree.upwards(member.node).any(|above| above == node);
        self.people.iter().copied().zip(&self.all).filter(move |(_, member)| within(member))
    }

    /// What a hidden figure points to instead.
    pub fn nearest(&self, node: usize) -> Nearest {
        let unit = self.nodes.iter().find(|(_, at)| **at == node).map(|(unit, _)| *unit);
        unit.map_or(Nearest::Everybody, |unit| Nearest::Unit { unit })
    }
}
