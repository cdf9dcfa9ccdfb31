//! The newest draft, to be finished.

use ayeneh_domain::{permission::Right, survey::State};

use super::in_state;
use crate::{
    Ctx, Error, Result,
    surveys::{self, Listed, Preview},
};

/// The newest draft and what launching it would do; `None` if there is none any more.
pub(super) async fn newest(ctx: &Ctx, listed: &[Listed]) -> Result<Option<Preview>> {
    if !ctx.may(Right::SurveysManage) {
        return Ok(None);
    }
    let Some(listed) = in_state(listed, State::Draft).next() else { return Ok(None) };
    match surveys::preview(ctx, listed.survey.id).await {
        Ok(preview) => Ok(Some(preview)),
        // Launched or thrown away since the list was read, or outside of what may be launched.
        Err(Error::Conflict(_) | Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
