//! The talk about a report: the manager opens it where the cycle says so, both may write something down for the two of
//! them alone, and the subject notes having read it.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    cycle::{Gate, Phase},
    ids::{PersonId, SurveyId},
    permission::Right,
};
use ayeneh_text as text;

use super::{any, choices, talk_store as store};
use crate::{Ctx, Error, Problem, Result, db::Tx, results, surveys};

/// Longest text that either writes, in characters.
pub const LONGEST_NOTE: usize = 4_000;

/// The talk about a report, as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// The title of the cycle.
    pub title: Bilingual,
    /// Who is reviewed.
    pub subject: PersonId,
    /// The name.
    pub name: String,
    /// Whether who asks is the subject; else it is the manager.
    pub is_own: bool,
    /// The manager now; absent where there is none to talk with.
    pub with: Option<PersonId>,
    /// The manager's name.
    pub manager: Option<String>,
    /// Whether the subject can read the report.
    pub is_open: bool,
    /// Whether who asks may open it now.
    pub may_open: bool,
    /// What who asks wrote.
    pub mine: String,
    /// What the other wrote.
    pub theirs: String,
    /// Earlier managers' talks, which only the subject sees.
    pub earlier: Vec<Earlier>,
    /// The day on which the subject noted having read the report.
    pub acknowledged_on: Option<Date>,
}

/// What was written with a manager before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Who.
    pub manager: PersonId,
    /// The name.
    pub name: String,
    /// What the subject wrote.
    pub mine: String,
    /// What the manager wrote.
    pub theirs: String,
}

/// Who the two are, and whether who acts is one of them.
struct Pair {
    title: Bilingual,
    subject: choices::PersonRow,
    manager: Option<PersonId>,
    is_own: bool,
    is_open: bool,
    may_open: bool,
}

/// Finds the two; everybody else is told that there is nothing.
async fn pair(ctx: &Ctx, tx: &mut Tx, id: SurveyId, subject: PersonId) -> Result<Pair> {
    let cycle = any(ctx, tx, id).await?;
    let reviewed = results::review_subject(tx, ctx.organisation, id, subject).await?.ok_or(Error::NotFound)?;
    let person = choices::person(tx, ctx.organisation, subject).await?.ok_or(Error::NotFound)?;
    let is_own = subject == ctx.person && ctx.may(Right::OwnReport);
    let leads = reviewed.manager == Some(ctx.person) && ctx.may(Right::OwnReport);
    let is_open = reviewed.released_at.is_some();
    let opens = cycle.settings.gate() == Gate::Manager && matches!(cycle.phase, Phase::Debriefing);
    // The subject learns of a report when it is open; the manager before, where the cycle says so.
    if !(is_own && is_open || leads && (is_open || opens)) {
        return Err(Error::NotFound);
    }
    Ok(Pair {
        title: cycle.survey.title,
        subject: person,
        manager: reviewed.manager,
        is_own,
        is_open,
        may_open: leads && opens && !is_open,
    })
}

/// The talk about a report, for the subject and the manager.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and for a subject whose report is not open.
pub async fn talk(ctx: &Ctx, id: SurveyId, subject: PersonId) -> Result<Talk> {
    let mut tx = ctx.read().await?;
    let pair = pair(ctx, &mut tx, id, subject).await?;
    let manager = match pair.manager {
        Some(manager) => choices::person(&mut tx, ctx.organisation, manager).await?,
        None => None,
    };
    let mut talk = Talk {
        title: pair.title,
        subject,
        name: pair.subject.name,
        is_own: pair.is_own,
        with: pair.manager,
        manager: manager.map(|row| row.name),
        is_open: pair.is_open,
        may_open: pair.may_open,
        mine: String::new(),
        theirs: String::new(),
        earlier: Vec::new(),
        acknowledged_on: None,
    };
    for row in store::notes(&mut tx, ctx.organisation, id, subject).await? {
        let is_now = pair.manager == Some(PersonId(row.manager_id));
        match (is_now, row.by_subject == pair.is_own) {
            (true, true) => talk.mine = row.body,
            (true, false) => talk.theirs = row.body,
            // A manager who comes later does not read what was said before.
            (false, _) if pair.is_own => earlier(&mut talk.earlier, row),
            (false, _) => {}
        }
    }
    let day = store::acknowledged(&mut tx, ctx.organisation, id, subject).await?;
    talk.acknowledged_on = day.and_then(|day| day.parse().ok());
    Ok(talk)
}

fn earlier(all: &mut Vec<Earlier>, row: store::NoteRow) {
    let manager = PersonId(row.manager_id);
    let place = all.iter().position(|one| one.manager == manager).unwrap_or_else(|| {
        all.push(Earlier { manager, name: row.manager, mine: String::new(), theirs: String::new() });
        all.len() - 1
    });
    match row.by_subject {
        true => all[place].mine = row.body,
        false => all[place].theirs = row.body,
    }
}

/// Keeps what who acts writes, for the other of the two and nobody else; an empty text removes it. `with` is the manager
/// for whom, or as whom, it was written.
///
/// # Errors
/// [`Error::Invalid`] for a very long text; [`Error::Conflict`] for a subject without a manager, or with another one
/// meanwhile; [`Error::NotFound`] as for [`talk`].
pub async fn note(ctx: &Ctx, id: SurveyId, subject: PersonId, with: Option<PersonId>, body: &str) -> Result<()> {
    let body = body.trim();
    let mut tx = ctx.write().await?;
    let pair = pair(ctx, &mut tx, id, subject).await?;
    let Some(manager) = pair.manager else {
        return Err(Error::conflict(|l| text::talk::nobody_to_talk_with(l).to_owned()));
    };
    if with != Some(manager) {
        return Err(Error::conflict(|l| text::talk::another_manager(l).to_owned()));
    }
    if body.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid(Problem::field("note", |l| text::field_errors::too_long(l, LONGEST_NOTE))));
    }
    store::put_note(&mut tx, ctx.organisation, id, (subject, manager), pair.is_own, body).await?;
    Ok(tx.commit().await?)
}

/// Notes that who acts has read the own report. Doing it again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] where the report is not open to who acts.
pub async fn acknowledge(ctx: &Ctx, id: SurveyId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let pair = pair(ctx, &mut tx, id, ctx.person).await?;
    if !pair.is_own {
        return Err(Error::NotFound);
    }
    store::acknowledge(&mut tx, ctx.organisation, id, ctx.person, surveys::today(&ctx.core)).await?;
    Ok(tx.commit().await?)
}

/// Opens the report of somebody who reports to who acts.
///
/// # Errors
/// [`Error::Conflict`] where nothing of it can be shown; [`Error::NotFound`] for who is not the manager, and in a cycle
/// whose reports HR opens.
pub async fn open_report(ctx: &Ctx, id: SurveyId, subject: PersonId) -> Result<()> {
    let mut tx = ctx.read().await?;
    let pair = pair(ctx, &mut tx, id, subject).await?;
    drop(tx);
    if pair.is_open {
        return Ok(());
    }
    if !pair.may_open {
        return Err(Error::NotFound);
    }
    results::release_report_by_manager(ctx, id, subject).await
}

/// Whether who acts, being the manager of a subject, reads the report in a cycle whose reports managers open: to prepare
/// the talk as soon as there is something to open, and after it.
pub(crate) async fn manager_reads(ctx: &Ctx, tx: &mut Tx, id: SurveyId, subject: PersonId) -> Result<bool> {
    if !ctx.may(Right::OwnReport) {
        return Ok(false);
    }
    let cycle = any(ctx, tx, id).await?;
    let reviewed = results::review_subject(tx, ctx.organisation, id, subject).await?;
    let is_open = reviewed.is_some_and(|reviewed| reviewed.released_at.is_some());
    let prepares = cycle.phase == Phase::Debriefing && results::can_be_opened(tx, ctx, id, subject).await?;
    Ok(cycle.settings.gate() == Gate::Manager && (is_open || prepares))
}
