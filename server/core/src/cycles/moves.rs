//! A cycle goes on: by HR, or by itself when the day is over. Launch and close are the survey's own steps.

use ayeneh_domain::{
    calendar::Date,
    cycle::{ListState, Move, Phase},
    ids::{OrganisationId, PersonId, SurveyId},
};
use ayeneh_text::{self as text, cycle as words};

use super::{Cycle, reached, store};
use crate::{
    Core, Ctx, Error, Result,
    db::Tx,
    doors, mail,
    people::{self, Person},
    results, surveys,
};

/// Takes a cycle on, or back, and returns how many mails that sends.
///
/// # Errors
/// [`Error::Conflict`] if the move does not follow, or something it needs is missing; [`Error::Refused`],
/// [`Error::NotFound`].
pub async fn advance(ctx: &Ctx, id: SurveyId, moved: Move) -> Result<u64> {
    match moved {
        Move::Launch => return Ok(surveys::launch(ctx, id).await?.mails),
        Move::Close => return surveys::close(ctx, id).await.map(|()| 0),
        Move::Publish => return crate::release::release(ctx, id).await.map(|_| 0),
        _ => {}
    }
    let mut tx = ctx.read().await?;
    let (cycle, _) = reached(ctx, &mut tx, moved.right(), id).await?;
    drop(tx);
    // Before anything is sent: opening reports has no way back.
    cycle.phase.after(moved).map_err(|_| not_now(cycle.phase))?;
    let sent = match moved {
        Move::Release => u64::try_from(results::release_reports(ctx, id).await?).unwrap_or(u64::MAX),
        _ => 0,
    };
    let mut tx = ctx.write().await?;
    surveys::store::survey::hold(&mut tx, ctx.organisation, id).await?;
    let (cycle, _) = reached(ctx, &mut tx, moved.right(), id).await?;
    let mails = go(&ctx.core, &mut tx, ctx.organisation, &cycle, moved).await?;
    tx.commit().await?;
    Ok(mails + sent)
}

/// Ends nominating in every cycle whose day is over, of all organisations, and returns how many. A job.
///
/// # Errors
/// The database's.
pub async fn advance_due(core: &Core) -> Result<usize> {
    let today = surveys::today(core);
    let mut tx = core.db.read().await?;
    let due = doors::cycles::nominating_until_before(&mut tx, today).await?;
    drop(tx);
    let mut moved = 0;
    for (organisation, id) in due {
        let mut tx = core.db.write().await?;
        let Some(survey) = surveys::store::survey::find(&mut tx, organisation, id).await? else { continue };
        let stored = store::find(&mut tx, organisation, id).await?;
        let cycle = Cycle {
            phase: Phase::of(survey.state, stored.stage),
            settings: stored.settings,
            nominate_until: stored.nominate_until,
            survey,
        };
        match go(core, &mut tx, organisation, &cycle, Move::AskForApprovals).await {
            Ok(_) => {
                tx.commit().await?;
                moved += 1;
            }
            // Somebody else was first.
            Err(Error::Conflict(_)) => {}
            // One cycle that cannot go on holds up no other.
            Err(error) => {
                tracing::error!(%error, survey = %id, "nominating could not be ended; tried again in a minute")
            }
        }
    }
    Ok(moved)
}

async fn go(core: &Core, tx: &mut Tx, organisation: OrganisationId, cycle: &Cycle, moved: Move) -> Result<u64> {
    let to = cycle.phase.after(moved).map_err(|_| not_now(cycle.phase))?;
    if moved == Move::AskForNominations {
        needs_a_day(cycle, surveys::today(core))?;
    }
    let settings = serde_json::to_string(&cycle.settings)?;
    // While people rate the stored stage stays what it was before, so it is asked for, not worked out of the phase.
    let stored = store::find(tx, organisation, cycle.survey.id).await?.stage;
    if !store::advance(tx, organisation, cycle.survey.id, (stored, to), &settings).await? {
        return Err(not_now(cycle.phase));
    }
    tell(core, tx, organisation, cycle, moved).await
}

fn not_now(phase: Phase) -> Error {
    Error::conflict(|l| words::not_now(l, text::name::phase(l, phase)))
}

/// Subjects are told a last day, so there must be one.
fn needs_a_day(cycle: &Cycle, today: Date) -> Result<()> {
    match cycle.nominate_until {
        Some(day) if day >= today => Ok(()),
        _ => Err(Error::conflict(|l| words::needs_a_day(l).to_owned())),
    }
}

/// Writes to those whom the move concerns.
async fn tell(core: &Core, tx: &mut Tx, organisation: OrganisationId, cycle: &Cycle, moved: Move) -> Result<u64> {
    let id = cycle.survey.id;
    let mut mails = 0;
    match moved {
        Move::AskForNominations => {
            for subject in subjects(tx, organisation, id).await? {
                let path = format!("/cycles/{id}/nominations/{}", subject.id);
                let (kind, to) = (mail::MailKind::NominationAsked, (path.as_str(), cycle.nominate_until));
                mail::enqueue_of_cycle(core, tx, organisation, &subject, kind, id, to).await?;
                mails += 1;
            }
        }
        Move::AskForApprovals => {
            for manager in waiting_managers(tx, organisation, id).await? {
                let kind = mail::MailKind::ApprovalAsked;
                mail::enqueue_of_cycle(core, tx, organisation, &manager, kind, id, ("/nominations", None)).await?;
                mails += 1;
            }
        }
        _ => {}
    }
    Ok(mails)
}

/// Everybody who is reviewed and still there.
async fn subjects(tx: &mut Tx, organisation: OrganisationId, id: SurveyId) -> Result<Vec<Person>> {
    let mut found = Vec::new();
    for row in surveys::store::rating::subjects(tx, organisation, id).await? {
        let person = people::store::person(tx, organisation, PersonId(row.person_id)).await?;
        found.extend(person.filter(|person| person.active));
    }
    Ok(found)
}

/// The managers of those whose lists are not approved, each once.
async fn waiting_managers(tx: &mut Tx, organisation: OrganisationId, id: SurveyId) -> Result<Vec<Person>> {
    let lists = store::lists(tx, organisation, id).await?;
    let approved = |person: PersonId| lists.iter().any(|(of, state)| *of == person && *state == ListState::Approved);
    let mut managers: Vec<Person> = Vec::new();
    for subject in subjects(tx, organisation, id).await? {
        let Some(manager) = subject.manager.filter(|_| !approved(subject.id)) else { continue };
        if managers.iter().any(|known| known.id == manager) {
            continue;
        }
        managers.extend(people::store::person(tx, organisation, manager).await?.filter(|person| person.active));
    }
    Ok(managers)
}
