//! Among whom raters are looked for, by a name that is typed or an identifier that is sent.

use ayeneh_domain::{
    cycle::Chooser,
    ids::UnitId,
    permission::{Reach, Right},
};

use crate::{Ctx, Result, db::Tx, people::Units};

/// Among whom raters are looked for: subject and manager choose from everybody, HR of some units learns of nobody beyond
/// them.
pub(super) struct Sight(Option<(Reach, Units)>);

impl Sight {
    /// In what somebody sees who works on a list.
    pub async fn of(ctx: &Ctx, tx: &mut Tx, chooser: Chooser) -> Result<Self> {
        match (chooser, ctx.reach(Right::SurveysManage)) {
            (Chooser::Subject | Chooser::Manager, _) | (_, Reach::Everything) => Ok(Self(None)),
            (_, reach) => Ok(Self(Some((reach, Units::load(tx, ctx.organisation).await?)))),
        }
    }

    /// Whether people and contacts of a unit may be named.
    pub fn covers(&self, unit: UnitId) -> bool {
        self.0.as_ref().is_none_or(|(reach, units)| units.tree().reaches(reach, unit))
    }
}
