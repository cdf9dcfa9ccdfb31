//! The report before this one: what has moved since, and the behaviours that were chosen as goals then.
//!
//! Both reports are read by whoever reads this one, but a change is made only where it is nobody's in particular: of exact
//! figures of ten answers or more, and where nobody or enough people joined and left those who were asked (rule 17).
//! Oneself and the manager are identified in both reports, so their coming and going hides nothing.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Bilingual,
    disclosure::may_compare,
    ids::{PersonId, SurveyId},
    plan::GoalState,
    release::{Figure, cell::ALL_OTHERS, moved},
    survey::raters::RaterId,
};

use super::{
    behaviours::{self, Words},
    cells::Cells,
    report, store,
};
use crate::{
    Ctx, Result,
    db::Tx,
    people::Units,
    plans,
    release::{self, Scope},
    surveys::{rows::Survey, store::survey as surveys},
};

/// The report before this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// The cycle.
    pub cycle: SurveyId,
    /// Its title.
    pub title: Bilingual,
    /// By behaviour and competency: the index of all others then and now, where the two may be compared.
    pub moved: BTreeMap<String, (f64, f64)>,
    /// The behaviours that were goals; empty for whoever may not read the plan.
    pub chosen: Vec<Chosen>,
}

/// A behaviour that was chosen last time.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Its key.
    pub key: String,
    /// What can be seen being done.
    pub text: Bilingual,
    /// What became of the goal.
    pub state: GoalState,
}

/// The latest report of the subject before this one that was opened to the subject, if who reads may read it; `with_plan`
/// tells whether who reads may know the goals.
pub(super) async fn before(
    ctx: &Ctx,
    tx: &mut Tx,
    (survey, now): (&Survey, &Cells),
    (units, subject): (&Units, PersonId),
    with_plan: bool,
) -> Result<Option<Before>> {
    let Some(cycle) = store::report_before(tx, ctx.organisation, survey.id, subject).await? else { return Ok(None) };
    let earlier = surveys::find(tx, ctx.organisation, cycle).await?;
    let held = release::latest(tx, ctx.organisation, cycle).await?;
    let reviewed = store::subject(tx, ctx.organisation, cycle, subject).await?;
    let Some(((earlier, held), reviewed)) = earlier.zip(held).zip(reviewed) else { return Ok(None) };
    if !report::may_read(ctx, tx, units, cycle, &reviewed).await? {
        return Ok(None);
    }
    let asked = behaviours::questionnaire(tx, ctx.organisation, cycle).await?;
    let is_same = is_same_people(ctx, tx, survey, &earlier, subject).await?;
    let cells = release::cells(tx, ctx.organisation, held.id, Scope::Subject(subject)).await?;
    let words = [
        behaviours::words(tx, ctx.organisation, cycle).await?,
        behaviours::words(tx, ctx.organisation, survey.id).await?,
    ];
    let moved = match is_same {
        true => all_moved((&words[0], &Cells::new(cells)), (&words[1], now)),
        false => BTreeMap::new(),
    };
    let goals = match with_plan {
        true => plans::chosen(tx, ctx.organisation, cycle, subject).await?,
        false => Vec::new(),
    };
    let text = |key: &str| asked.document().items().find(|item| item.key == key).map(|item| item.text.clone());
    let chosen = goals.into_iter().filter_map(|(key, state)| Some(Chosen { text: text(&key)?, key, state }));
    Ok(Some(Before { cycle, title: earlier.title, moved, chosen: chosen.collect() }))
}

/// Whether those who were asked about somebody, without their name, are the same in both cycles as far as it must be.
async fn is_same_people(ctx: &Ctx, tx: &mut Tx, now: &Survey, then: &Survey, subject: PersonId) -> Result<bool> {
    let mut of = Vec::new();
    for survey in [then.id, now.id] {
        let raters = store::raters(tx, ctx.organisation, survey, subject).await?;
        let unnamed = raters.into_iter().filter(|(relationship, _)| !relationship.is_identified());
        of.push(unnamed.map(|(_, rater)| rater).collect::<BTreeSet<RaterId>>());
    }
    let least = now.rules.hidden_sum().max(then.rules.hidden_sum());
    Ok(may_compare(&of[0], &of[1], least))
}

/// What was asked in the same words in both, with both figures.
fn all_moved(then: (&Words, &Cells), now: (&Words, &Cells)) -> BTreeMap<String, (f64, f64)> {
    let same = now.0.iter().filter(|(key, words)| then.0.get(*key) == Some(words));
    let figure = |cells: &Cells, key: &str| cells.of_group(Some(ALL_OTHERS), key, Figure::Index).cloned();
    let both = |key: &str| moved(&figure(then.1, key)?, &figure(now.1, key)?);
    same.filter_map(|(key, _)| both(key).map(|both| (key.clone(), both))).collect()
}

impl Before {
    /// The figures of all others then and now on the scale of a report, if they may be compared.
    pub fn on_scale(&self, topic: &str, (least, most): (f64, f64)) -> Option<(f64, f64)> {
        let read = |index: f64| least + index / 100.0 * (most - least);
        self.moved.get(topic).map(|(then, now)| (read(*then), read(*now)))
    }
}
