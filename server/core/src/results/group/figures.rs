//! What the reports of a release show of each subject's competencies, in the views of a group report.

use std::collections::BTreeMap;

use ayeneh_domain::{
    ids::{PersonId, ReleaseId},
    relationship::Relationship,
    release::{HiddenReason, Shown, cell::POOL, join},
};

use super::View;
use crate::{Ctx, Result, db::Tx, release};

/// Every relation whose raters are not named.
const UNNAMED: [Relationship; 5] = [
    Relationship::Peer,
    Relationship::DirectReport,
    Relationship::OtherTeamMember,
    Relationship::Customer,
    Relationship::Supplier,
];

/// By subject and competency: what is shown of each group of raters.
pub(super) struct Figures(BTreeMap<(PersonId, String), BTreeMap<String, Shown>>);

impl Figures {
    pub async fn read(ctx: &Ctx, tx: &mut Tx, release: ReleaseId) -> Result<Self> {
        let mut all: BTreeMap<(PersonId, String), BTreeMap<String, Shown>> = BTreeMap::new();
        for cell in release::of_subjects(tx, ctx.organisation, release).await? {
            if let (Some(subject), Some(group)) = (cell.subject, cell.group) {
                all.entry((subject, cell.topic)).or_default().insert(group, cell.shown);
            }
        }
        Ok(Self(all))
    }

    /// What a subject's report shows of a competency in a view; absent where nobody was asked.
    pub fn of(&self, subject: PersonId, topic: &str, view: View) -> Option<Shown> {
        let groups = self.0.get(&(subject, topic.to_owned()))?;
        let was_asked = |shown: &&Shown| !matches!(shown, Shown::Hidden { reason: HiddenReason::NotAsked, .. });
        let of = |relationship: Relationship| groups.get(relationship.key()).filter(was_asked);
        match view {
            View::Oneself => of(Relationship::Self_).cloned(),
            View::Of(relationship) => of(relationship).cloned(),
            View::Others => {
                let pool = groups.get(POOL).filter(was_asked);
                joined(UNNAMED.into_iter().filter_map(of).chain(pool).collect())
            }
            View::Colleagues => joined(UNNAMED.into_iter().filter(|one| !one.is_external()).filter_map(of).collect()),
            View::Outside => joined(UNNAMED.into_iter().filter(|one| one.is_external()).filter_map(of).collect()),
        }
    }
}

/// Several groups of raters together; where none of those asked is shown, why the first is hidden.
fn joined(groups: Vec<&Shown>) -> Option<Shown> {
    join(groups.iter().copied()).or_else(|| groups.first().map(|shown| (*shown).clone()))
}
