//! Work on a list of raters: adding and taking off, handing it to the manager, approving it, handing it back.

use ayeneh_domain::{
    cycle::{ListState, Shortcoming, nomination::CannotAdd},
    ids::{InvitationId, PersonId, SurveyId},
    survey::raters::{RaterId, fits},
};
use ayeneh_text::{self as text, Locale, nominate as words};

use super::{
    gather::{self, List, Open, gather, open},
    replace, store,
};
use crate::{
    Ctx, Error, Problem, Result,
    db::Tx,
    mail, people,
    surveys::{
        cycle,
        store::{self as surveys, survey},
    },
};

/// Longest word of a manager to a subject, in characters.
const LONGEST_NOTE: usize = 500;

/// What is done to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds somebody.
    Add(RaterId),
    /// Takes somebody off.
    Remove(InvitationId),
}

/// A list, for whoever may work on it; `typed` searches everybody by name.
///
/// # Errors
/// [`Error::NotFound`] for a list that is not there or not for who acts; [`Error::Conflict`] for the subject and the
/// manager once choosing is over.
pub async fn find(ctx: &Ctx, id: SurveyId, subject: PersonId, typed: &str) -> Result<List> {
    let mut tx = ctx.read().await?;
    let open = open(ctx, &mut tx, id, subject).await?;
    gather(ctx, &mut tx, open, typed).await
}

/// Adds somebody to a list, or takes somebody off. While people rate, HR may still add somebody, who is invited at once.
///
/// # Errors
/// [`Error::Invalid`] for somebody who cannot be added; [`Error::Conflict`] when the list is not to be changed now;
/// [`Error::NotFound`].
pub async fn change(ctx: &Ctx, id: SurveyId, subject: PersonId, change: Change) -> Result<()> {
    let mut tx = ctx.write().await?;
    survey::hold(&mut tx, ctx.organisation, id).await?;
    let open = open(ctx, &mut tx, id, subject).await?;
    if let (true, Change::Add(rater)) = (open.replaces(), change) {
        drop(tx);
        return replace(ctx, id, subject, rater).await;
    }
    if !open.may_change() {
        return Err(locked(&open));
    }
    match change {
        Change::Add(rater) => add(ctx, &mut tx, &open, rater).await?,
        Change::Remove(invitation) => remove(ctx, &mut tx, &open, invitation).await?,
    }
    Ok(tx.commit().await?)
}

async fn add(ctx: &Ctx, tx: &mut Tx, open: &Open, id: RaterId) -> Result<()> {
    let refuse = |said: fn(Locale) -> &'static str| Error::invalid(Problem::field("rater", |l| said(l).to_owned()));
    let rater = gather::rater(ctx, tx, open, id).await?.ok_or_else(|| refuse(words::nobody_there))?;
    let subject = PersonId(open.subject.id);
    // Oneself and the manager are on the list by themselves.
    fits(subject, rater).map_err(|_| refuse(words::rates_already))?;
    open.can_add(rater).map_err(|why| refuse(cannot(why)))?;
    let invitation = cycle::invitation(&ctx.core, subject, open.unit(), rater);
    surveys::invitation::insert(tx, ctx.organisation, open.cycle.survey.id, &[(invitation, None)]).await?;
    Ok(())
}

/// Why somebody cannot be added, in words.
pub fn cannot(why: CannotAdd) -> fn(Locale) -> &'static str {
    match why {
        CannotAdd::RatesAlready => words::rates_already,
        CannotAdd::NotNominated => words::not_in_this_cycle,
        CannotAdd::Full => words::full,
        CannotAdd::HasEnoughToDo => words::enough_to_do,
    }
}

async fn remove(ctx: &Ctx, tx: &mut Tx, open: &Open, invitation: InvitationId) -> Result<()> {
    let (id, subject) = (open.cycle.survey.id, PersonId(open.subject.id));
    let rows = surveys::rating::raters_of(tx, ctx.organisation, id, subject).await?;
    let row = rows.iter().find(|row| row.id == invitation.0).ok_or(Error::NotFound)?;
    if matches!(row.relationship.as_str(), "self" | "manager") {
        return Err(Error::invalid(Problem::field("rater", |l| words::given_always(l).to_owned())));
    }
    match surveys::rating::delete_rater(tx, ctx.organisation, id, subject, invitation).await? {
        true => Ok(()),
        false => Err(locked(open)),
    }
}

/// Hands the own list to the manager.
///
/// # Errors
/// [`Error::Invalid`] while somebody is missing or there are too many; [`Error::Conflict`] when it does not follow;
/// [`Error::NotFound`].
pub async fn send(ctx: &Ctx, id: SurveyId) -> Result<()> {
    let mut tx = ctx.write().await?;
    survey::hold(&mut tx, ctx.organisation, id).await?;
    let open = open(ctx, &mut tx, id, ctx.person).await?;
    let state = open.state.sent(open.chooser, open.cycle.phase).ok_or_else(|| locked(&open))?;
    let problems: Vec<Problem> = open.shortcomings().into_iter().map(problem).collect();
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    store::put_list(&mut tx, ctx.organisation, id, ctx.person, (state, "")).await?;
    Ok(tx.commit().await?)
}

/// Approves a list: as the subject's manager, or as HR. Fewer than the least are allowed here: who knows the team decides.
///
/// # Errors
/// [`Error::Invalid`] while there are too many; [`Error::Conflict`] when it does not follow; [`Error::NotFound`].
pub async fn approve(ctx: &Ctx, id: SurveyId, subject: PersonId) -> Result<()> {
    let mut tx = ctx.write().await?;
    survey::hold(&mut tx, ctx.organisation, id).await?;
    let open = open(ctx, &mut tx, id, subject).await?;
    let state = open.state.approved(open.chooser, open.cycle.phase).ok_or_else(|| locked(&open))?;
    let over = |shortcoming: &Shortcoming| matches!(shortcoming, Shortcoming::TooMany { .. });
    let problems: Vec<Problem> = open.shortcomings().into_iter().filter(over).map(problem).collect();
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    store::put_list(&mut tx, ctx.organisation, id, subject, (state, "")).await?;
    Ok(tx.commit().await?)
}

/// Hands a list back to the subject with a word about what to change; the subject is told by mail that there is one.
///
/// # Errors
/// [`Error::Invalid`] without a word, or a very long one; [`Error::Conflict`] when it does not follow;
/// [`Error::NotFound`].
pub async fn hand_back(ctx: &Ctx, id: SurveyId, subject: PersonId, note: &str) -> Result<()> {
    let note = note.trim();
    let mut tx = ctx.write().await?;
    survey::hold(&mut tx, ctx.organisation, id).await?;
    let open = open(ctx, &mut tx, id, subject).await?;
    let state = open.state.returned(open.chooser, open.cycle.phase).ok_or_else(|| locked(&open))?;
    if note.is_empty() {
        return Err(Error::invalid(Problem::field("note", |l| words::say_what_to_change(l).to_owned())));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid(Problem::field("note", |l| text::field_errors::too_long(l, LONGEST_NOTE))));
    }
    store::put_list(&mut tx, ctx.organisation, id, subject, (state, note)).await?;
    if let Some(to) = people::store::person(&mut tx, ctx.organisation, subject).await?.filter(|to| to.active) {
        let path = format!("/cycles/{id}/nominations/{subject}");
        let kind = mail::MailKind::NominationReturned;
        mail::enqueue_of_cycle(&ctx.core, &mut tx, ctx.organisation, &to, kind, id, (&path, None)).await?;
    }
    Ok(tx.commit().await?)
}

fn locked(open: &Open) -> Error {
    let state = open.state;
    let phase = open.cycle.phase;
    Error::conflict(|l| match state {
        ListState::Sent => words::with_manager(l).to_owned(),
        ListState::Approved => words::approved_already(l).to_owned(),
        ListState::Choosing | ListState::Returned => words::not_now(l, text::name::phase(l, phase)),
    })
}

fn problem(shortcoming: Shortcoming) -> Problem {
    match shortcoming {
        Shortcoming::TooFew { relationship, missing } => Problem::field("rater", |l| {
            words::missing(l, usize::try_from(missing).unwrap_or(usize::MAX), text::name::relationship(l, relationship))
        }),
        Shortcoming::TooMany { relationship, over } => Problem::field("rater", |l| {
            words::over(l, usize::try_from(over).unwrap_or(usize::MAX), text::name::relationship(l, relationship))
        }),
    }
}
