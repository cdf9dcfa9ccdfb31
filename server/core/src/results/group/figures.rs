//! What the reports of a release show of each subject's competencies, in the eyes of one group of raters at a time.

use std::collections::BTreeMap;

use ayeneh_domain::{
    ids::{PersonId, ReleaseId},
    relationship::Relationship,
    release::{HiddenReason, Shown, cell::POOL},
};

use super::View;
use crate::{Ctx, Result, db::Tx, release};

/// The keys of groups of raters who are not named; nobody is in two of them about the same subject.
pub(super) const UNNAMED: [&str; 6] = [
    Relationship::Peer.key(),
    Relationship::DirectReport.key(),
    Relationship::OtherTeamMember.key(),
    Relationship::Customer.key(),
    Relationship::Supplier.key(),
    POOL,
];

/// Which groups of raters are joined in a view.
pub(super) fn joined_in(view: View) -> Vec<&'static str> {
    let relation = |key: &&&str| Relationship::from_key(key);
    let outside = |is: bool| move |key: &&&str| relation(key).is_some_and(|one| one.is_external() == is);
    match view {
        View::Oneself => vec![Relationship::Self_.key()],
        View::Of(relationship) => vec![relationship.key()],
        View::Others => UNNAMED.to_vec(),
        View::Colleagues => UNNAMED.iter().filter(outside(false)).copied().collect(),
        View::Outside => UNNAMED.iter().filter(outside(true)).copied().collect(),
    }
}

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

    /// What a subject's report shows of a competency in the eyes of a group of raters; absent where nobody was asked.
    pub fn of(&self, subject: PersonId, topic: &str, group: &str) -> Option<&Shown> {
        let shown = self.0.get(&(subject, topic.to_owned()))?.get(group)?;
        (!matches!(shown, Shown::Hidden { reason: HiddenReason::NotAsked, .. })).then_some(shown)
    }
}
