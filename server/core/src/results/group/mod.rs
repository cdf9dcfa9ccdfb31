//! The group report of a cycle: what the reports of a unit, or of a level, show together.
//!
//! It is made when it is read, and of nothing but cells of the release: the figures of competencies that the reports of its
//! subjects show, whether those are open or not. So it says nothing about raters that the reports do not say, opening a
//! report changes nothing in it, and two readings of one release differ only by whose reports the reader can read anyway
//! (see [`ayeneh_domain::release::group`]). Relations are grouped each by itself, and others, colleagues and those outside are
//! made of what is shown of them. Managers' answers are left out: in a group they would often be one person's.

mod figures;
mod members;
mod told;

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{SurveyId, UnitId},
    people::Level,
    relationship::Relationship,
    release::Shown,
    survey::Kind,
};

use self::told::{Told, change, earlier};
use super::{
    behaviours,
    sight::{Sight, UnitName},
    store,
};
use crate::{
    Ctx, Error, Result,
    release::{self, Release},
    surveys::rows::Survey,
};

/// Through whose eyes a group is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// Through their own.
    Oneself,
    /// Through those of all others but managers.
    Others,
    /// Colleagues together, but managers.
    Colleagues,
    /// Customers and suppliers together.
    Outside,
    /// One relation.
    Of(Relationship),
}

impl View {
    /// The views that are joined, then every relation but oneself and the manager.
    pub const ALL: [Self; 9] = [
        Self::Oneself,
        Self::Others,
        Self::Colleagues,
        Self::Outside,
        Self::Of(Relationship::Peer),
        Self::Of(Relationship::DirectReport),
        Self::Of(Relationship::OtherTeamMember),
        Self::Of(Relationship::Customer),
        Self::Of(Relationship::Supplier),
    ];

    /// The key in files and the API.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Oneself => Relationship::Self_.key(),
            Self::Others => "others",
            Self::Colleagues => "colleagues",
            Self::Outside => "outside",
            Self::Of(relationship) => relationship.key(),
        }
    }
}

/// A group report.
#[derive(Clone, Debug)]
pub struct GroupReport {
    /// The cycle.
    pub survey: Survey,
    /// The release it is read from.
    pub release: Release,
    /// The unit that is looked at, or the whole.
    pub of: UnitName,
    /// The units to choose from, with how deep each stands.
    pub choices: Vec<(UnitName, usize)>,
    /// The ends of the scale on which all figures are.
    pub scale: (f64, f64),
    /// The views in which anybody in the group is seen.
    pub views: Vec<View>,
    /// The competencies, in the order of the questionnaire.
    pub competencies: Vec<GroupCompetency>,
    /// Through the eyes of others: the units below.
    pub units: Vec<GroupPart<UnitName>>,
    /// The levels; only of the whole.
    pub levels: Vec<GroupPart<Level>>,
    /// The cycle before, where there is one with a release.
    pub before: Option<(SurveyId, Bilingual)>,
}

/// A competency as a group is seen in it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCompetency {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// A figure for each of [`GroupReport::views`]; absent where nobody was asked.
    pub figures: Vec<Option<Shown>>,
    /// Others' figure then and now, where the two may be compared.
    pub moved: Option<(f64, f64)>,
}

impl GroupReport {
    /// The figure of a competency in a view.
    pub fn figure<'a>(&self, competency: &'a GroupCompetency, view: View) -> Option<&'a Shown> {
        let place = self.views.iter().position(|one| *one == view)?;
        competency.figures[place].as_ref()
    }
}

/// A part of the group: others' figures, in the order of the competencies.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupPart<T> {
    /// Which.
    pub of: T,
    /// The figures; absent where nobody was asked.
    pub figures: Vec<Option<Shown>>,
}

/// The group report of a cycle in a unit: the one asked for, else the highest that may be seen.
///
/// # Errors
/// [`Error::Refused`] without the right to see results; [`Error::NotFound`] for a survey that is no cycle or not released,
/// and for a unit out of reach.
pub async fn group_report(ctx: &Ctx, cycle: SurveyId, unit: Option<UnitId>) -> Result<GroupReport> {
    let mut tx = ctx.read().await?;
    let (survey, sight) = Sight::of(&mut tx, ctx, cycle).await?;
    if survey.kind != Kind::Cycle {
        return Err(Error::NotFound);
    }
    let release = release::latest(&mut tx, ctx.organisation, cycle).await?.ok_or(Error::NotFound)?;
    let unit = sight.choose(unit)?;
    let frozen = behaviours::questionnaire(&mut tx, ctx.organisation, cycle).await?;
    let scale = behaviours::scale_of(&frozen);
    let mut topics: Vec<(String, Bilingual)> = Vec::new();
    for one in behaviours::asked(&frozen) {
        if topics.iter().all(|(key, _)| *key != one.competency) {
            topics.push((one.competency, one.name));
        }
    }
    let now = Told::of(ctx, &mut tx, &survey, &release, &topics).await?;
    let before = store::cycle_before(&mut tx, ctx.organisation, cycle).await?;
    let (before, then) = match before {
        Some(id) => earlier(ctx, &mut tx, id, &topics).await?.unzip(),
        None => (None, None),
    };
    let node = now.members.node(unit);
    let views = View::ALL.into_iter().filter(|view| {
        let figure = |(key, _): &(String, Bilingual)| now.shown(key, *view, node).is_some();
        topics.iter().any(figure)
    });
    let views: Vec<View> = views.collect();
    let read = |shown: Option<Shown>| shown.map(|shown| on_scale(&shown.within(|unit| sight.sees(unit)), scale));
    let point = |index: f64| scale.0 + index / 100.0 * (scale.1 - scale.0);
    let competencies = topics.iter().map(|(key, name)| GroupCompetency {
        key: key.clone(),
        name: name.clone(),
        figures: views.iter().map(|view| read(now.shown(key, *view, node))).collect(),
        moved: then
            .as_ref()
            .and_then(|then| change(then, &now, key, unit))
            .map(|(then, now)| (point(then), point(now))),
    });
    let competencies = competencies.collect();
    let others = |node: usize| topics.iter().map(|(key, _)| read(now.shown(key, View::Others, node))).collect();
    let below = sight
        .below(unit)
        .into_iter()
        .map(|id| GroupPart { of: sight.name(Some(id)), figures: others(now.members.node(Some(id))) });
    let levels = Level::ALL.iter().filter(|_| unit.is_none()).map(|level| GroupPart {
        of: *level,
        figures: topics.iter().map(|(key, _)| read(now.level(key, *level))).collect(),
    });
    let is_there = |figures: &[Option<Shown>]| figures.iter().any(Option::is_some);
    Ok(GroupReport {
        of: sight.name(unit),
        choices: sight.choices(),
        views,
        competencies,
        units: below.filter(|part: &GroupPart<UnitName>| is_there(&part.figures)).collect(),
        levels: levels.filter(|part| is_there(&part.figures)).collect(),
        before,
        scale,
        survey,
        release,
    })
}

/// An index read on the scale.
fn on_scale(shown: &Shown, scale: (f64, f64)) -> Shown {
    super::report::on_scale(shown, scale)
}
