//! The newest draft, to be finished.

use ayeneh_domain::{cycle::Phase, permission::Right, survey::State};

use super::in_state;
use crate::{
    Ctx, Error, Result,
    surveys::{self, Listed, Preview},
};

/// A cycle whose subjects are choosing is with them.
fn being_prepared(listed: &&Listed) -> bool {
    listed.phase != Some(Phase::Nominating)
}

/// The newest draft and what launching it would do; `None` if there is none any more.
pub(super) async fn newest(ctx: &Ctx, listed: &[Listed]) -> Result<Option<Preview>> {
    if !ctx.may(Right::SurveysManage) {
        return Ok(None);
    }
    let Some(listed) = in_state(listed, State::Draft).find(being_prepared) else { return Ok(None) };
    match surveys::preview(ctx, listed.survey.id).await {
        Ok(preview) => Ok(Some(preview)),
        // Launched or thrown away since the list was read, or outside of what may be launched.
        Err(Error::Conflict(_) | Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
