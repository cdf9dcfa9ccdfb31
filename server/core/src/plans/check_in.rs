//! A word about a goal by the subject or the manager, and how far it is.

use ayeneh_domain::{
    ids::{GoalId, PersonId, SurveyId},
    plan::{LONGEST_NOTE, Progress},
};
use ayeneh_text as text;

use super::{change::require_open, reached, store};
use crate::{Ctx, Error, Problem, Result, surveys};

/// A check-in as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheckIn {
    /// The manager for whom, or as whom, it was written: where it is another meanwhile, nothing is kept.
    pub with: Option<PersonId>,
    /// How far the goal is; absent where nothing was chosen.
    pub progress: Option<Progress>,
    /// A word about it; may be empty.
    pub note: String,
}

/// Keeps a check-in about an open goal, for the other of the two and nobody else. The goal takes over its progress. The
/// same once more on the same day, as of a form that was sent twice, changes nothing.
///
/// # Errors
/// [`Error::Invalid`] for a very long text or no progress; [`Error::Conflict`] for a goal that is over, or with another
/// manager meanwhile; [`Error::NotFound`] for everybody but subject and manager.
pub async fn check_in(ctx: &Ctx, (cycle, subject, goal): (SurveyId, PersonId, GoalId), new: &NewCheckIn) -> Result<()> {
    let note = new.note.trim();
    let mut tx = ctx.write().await?;
    let plan = reached::find(ctx, &mut tx, cycle, subject).await?;
    require_open(reached::goal(ctx, &mut tx, &plan, goal).await?.state()?)?;
    let manager = plan.manager.map(|manager| manager.id);
    if new.with != manager {
        return Err(Error::conflict(|l| text::talk::another_manager(l).to_owned()));
    }
    let mut problems = Vec::new();
    if note.chars().count() > LONGEST_NOTE {
        problems.push(Problem::field("note", |l| text::field_errors::too_long(l, LONGEST_NOTE)));
    }
    let Some(progress) = new.progress.filter(|_| problems.is_empty()) else {
        if new.progress.is_none() {
            problems.push(Problem::field("progress", |l| text::field_errors::choose(l).to_owned()));
        }
        return Err(Error::Invalid(problems));
    };
    let row = store::NewCheckInRow {
        goal,
        manager,
        by_subject: plan.is_own,
        progress,
        body: note,
        written_at: ctx.core.now_ms(),
    };
    // The same words once more on the same day are a form that was sent twice.
    let since = surveys::today(&ctx.core).start_ms(ctx.core.settings.utc_offset_minutes);
    if store::is_last_check_in(&mut tx, ctx.organisation, &row, since).await? {
        return Ok(());
    }
    store::insert_check_in(&mut tx, ctx.organisation, ctx.core.new_id(), &row).await?;
    store::set_progress(&mut tx, ctx.organisation, goal, progress).await?;
    Ok(tx.commit().await?)
}
