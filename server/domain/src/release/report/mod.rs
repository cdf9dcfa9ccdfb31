//! The release of a 360° cycle: each subject's competencies and behaviours by relationship, self against others.
//!
//! Self and manager are identified and were told so. Every other relationship needs three raters; smaller ones join a pool
//! that is shown if it has three, and whatever joins several groups is made of what is shown of them, so that no
//! difference gives a hidden group away.

mod compared;
mod words;

use std::collections::BTreeMap;

use super::{
    Released,
    cell::{Cell, Comment, Figure, HiddenReason, Nearest, PARTICIPATION, POOL, Shown},
    comments::Below,
    counts::Counts,
    figures::{Budget, figures},
    topics::Topics,
    wholes,
};
use crate::{
    answer::{Answers, Response},
    disclosure::{Rules, detail::Detail, slack::BANDS_FROM},
    ids::PersonId,
    questionnaire::Frozen,
    relationship::Relationship,
};

/// A blind spot is a gap of more than this share of the scale's points (1 to 5: 1.67).
pub const BLIND_SPOT: f64 = 1.0 / 3.0;
/// Raters are "close" up to this standard deviation in index points (0.8 on 1 to 5).
const CLOSE_UP_TO: f64 = 20.0;

/// Everything that a cycle's release is made from.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The cycle's rules, as a rule [`Rules::reviews`].
    pub rules: &'a Rules,
    /// What raters of each relationship were asked; the wordings share their keys.
    pub questionnaires: &'a BTreeMap<Relationship, &'a Frozen>,
    /// How many were invited about each subject.
    pub invited: &'a BTreeMap<(PersonId, Relationship), u32>,
    /// The sealed answers; those without subject or relationship are left out.
    pub responses: &'a [Response],
    /// From which gap on something is a blind spot, as a share of the scale's points; [`BLIND_SPOT`] by default.
    pub blind_spot: f64,
}

/// Raters who are shown together, and under which key.
struct Group {
    key: String,
    relationships: Vec<Relationship>,
    counts: Counts,
}

impl Group {
    fn is_identified(&self) -> bool {
        self.relationships.iter().all(|relationship| relationship.is_identified())
    }
}

/// What is the same for all subjects.
struct Report<'a> {
    input: &'a ReportInput<'a>,
    topics: Topics,
    asked: BTreeMap<Relationship, Vec<bool>>,
}

type Raters<'a> = BTreeMap<Relationship, Vec<&'a Answers>>;

/// Builds the release of a cycle. `below` gives a random number below its argument, for the order of comments.
pub fn report(input: &ReportInput, below: Below) -> Released {
    let topics = Topics::of(input.questionnaires.values().copied());
    let asked = |frozen: &Frozen| -> Vec<bool> {
        let mut asked: Vec<bool> = Vec::new();
        for topic in &topics.list {
            let part = topic.parts().iter().any(|&part| asked[part]);
            asked.push(part || topic.is_item() && frozen.item(&topic.key).is_some());
        }
        asked
    };
    let asked = input.questionnaires.iter().map(|(&relationship, frozen)| (relationship, asked(frozen))).collect();
    let report = Report { input, topics, asked };
    // Whoever was asked is there with or without an answer, so that "hidden" and "nobody answered" look alike.
    let mut subjects: BTreeMap<PersonId, Raters> = BTreeMap::new();
    for ((subject, relationship), _) in input.invited.iter().filter(|(_, people)| **people > 0) {
        subjects.entry(*subject).or_default().entry(*relationship).or_default();
    }
    for response in input.responses {
        if let (Some(subject), Some(relationship)) = (response.group.subject, response.group.relationship) {
            subjects.entry(subject).or_default().entry(relationship).or_default().push(&response.answers);
        }
    }
    let mut released = Released { cells: Vec::new(), comments: Vec::new() };
    for (subject, raters) in subjects {
        let mut cells = report.cells(subject, &raters);
        let (comment_cells, comments) = report.comments(&raters, below);
        cells.extend(comment_cells);
        released.cells.extend(cells.into_iter().map(|cell| Cell { subject: Some(subject), ..cell }));
        released.comments.extend(comments.into_iter().map(|comment| Comment { subject: Some(subject), ..comment }));
    }
    released
}

fn cell(group: &str, topic: &str, figure: Figure, shown: Shown) -> Cell {
    Cell {
        unit: None,
        subject: None,
        side: None,
        group: Some(group.to_owned()),
        topic: topic.to_owned(),
        figure,
        shown,
    }
}

impl Report<'_> {
    fn count(&self, key: &str, relationships: Vec<Relationship>, raters: &Raters) -> Group {
        let mut counts = Counts::new(&self.topics);
        for relationship in &relationships {
            let Some(asked) = self.asked.get(relationship) else { continue };
            for answers in raters.get(relationship).into_iter().flatten() {
                counts.add(&self.topics, asked, answers);
            }
        }
        Group { key: key.to_owned(), relationships, counts }
    }

    /// The groups that are shown, and the relationships that were asked and are hidden. Looks at counts only.
    fn groups(&self, raters: &Raters) -> (Vec<Group>, Vec<Relationship>) {
        let least = self.input.rules.scores() as usize;
        let enough = |relationship: &Relationship| {
            let n = raters.get(relationship).map_or(0, Vec::len);
            if relationship.is_identified() { n > 0 } else { n >= least }
        };
        // Of self and manager everybody may know whether they have answered.
        let was_asked = |relationship: &Relationship| {
            raters.get(relationship).is_some_and(|group| !group.is_empty() || !relationship.is_identified())
        };
        let (alone, small): (Vec<_>, Vec<_>) = Relationship::ALL.iter().copied().filter(was_asked).partition(enough);
        let mut groups: Vec<_> =
            alone.into_iter().map(|relationship| self.count(relationship.key(), vec![relationship], raters)).collect();
        let pooled: usize = small.iter().map(|relationship| raters[relationship].len()).sum();
        if pooled >= least {
            groups.push(self.count(POOL, small.clone(), raters));
        }
        (groups, small)
    }

    fn cells(&self, subject: PersonId, raters: &Raters) -> Vec<Cell> {
        let (groups, small) = self.groups(raters);
        let mut cells = Vec::new();
        for group in &groups {
            cells.extend(self.group_cells(group));
        }
        cells.extend(self.participation(subject, raters, &groups));
        cells.extend(self.hidden(&small, &groups));
        let joined = self.joined(&cells);
        cells.extend(joined);
        let compared = self.compared(&cells);
        cells.extend(compared);
        cells
    }

    /// A shown group's figures; what it was not asked, or too few of it answered, is hidden.
    fn group_cells(&self, group: &Group) -> Vec<Cell> {
        let mut reasons: Vec<Option<HiddenReason>> = Vec::new();
        for at in 0..self.topics.list.len() {
            reasons.push(self.reason(group, at, &reasons));
        }
        self.withhold_items(group, &mut reasons);
        let (mut cells, mut main) = (Vec::new(), Vec::new());
        for (at, (topic, reason)) in self.topics.list.iter().zip(reasons).enumerate() {
            let of_topic = match reason {
                None => self.topic_cells(group, at, &main),
                Some(reason) => vec![cell(&group.key, &topic.key, Figure::Index, Shown::hidden(reason))],
            };
            main.push(of_topic.first().map(|cell| cell.shown.clone()).filter(|shown| !shown.is_hidden()));
            cells.extend(of_topic);
        }
        cells
    }

    /// Competency and behaviours together tell the sum of what those answered who skipped one: where that is a handful, the
    /// competency stays and its behaviours go.
    fn withhold_items(&self, group: &Group, reasons: &mut [Option<HiddenReason>]) {
        let handful = 1..self.input.rules.hidden_sum();
        let gives_away = |at: &usize| handful.contains(&group.counts.topics[*at].partial());
        let elements = (0..self.topics.list.len()).filter(|&at| self.topics.list[at].is_element());
        for element in elements.filter(gives_away).filter(|_| !group.is_identified()) {
            if reasons[element].is_none() {
                for &item in self.topics.list[element].parts() {
                    reasons[item].get_or_insert(HiddenReason::ProtectsAnswers);
                }
            }
        }
    }

    /// Why a topic of a shown group is hidden, if it is; `before` are the reasons of all topics before it.
    fn reason(&self, group: &Group, at: usize, before: &[Option<HiddenReason>]) -> Option<HiddenReason> {
        let rules = self.input.rules;
        let count = &group.counts.topics[at];
        if !group.relationships.iter().any(|relationship| self.asked.get(relationship).is_some_and(|asked| asked[at])) {
            return Some(HiddenReason::NotAsked);
        }
        let least = if group.is_identified() { 1 } else { rules.scores() };
        if count.n() < least {
            return Some(HiddenReason::TooFew { threshold: least });
        }
        let parts = self.topics.list[at].parts();
        let hidden: Vec<bool> = parts.iter().map(|&part| before[part].is_some()).collect();
        let nested = parts.iter().any(|&part| before[part] == Some(HiddenReason::ItemHidden));
        let gives_away = nested || (1..rules.hidden_sum()).contains(&count.who_answered(&hidden));
        (gives_away && !group.is_identified()).then_some(HiddenReason::ItemHidden)
    }

    /// The main figure first; `main` is what is shown of that of every topic before.
    fn topic_cells(&self, group: &Group, at: usize, main: &[Option<Shown>]) -> Vec<Cell> {
        let (topic, count) = (&self.topics.list[at], &group.counts.topics[at]);
        let Some(moments) = count.moments(topic.scale()) else { return Vec::new() };
        if group.is_identified() {
            let shown = Shown::value(moments.mean(), count.n());
            return vec![cell(&group.key, &topic.key, Figure::Index, shown)];
        }
        let rules = self.input.rules;
        let guarded = |relationship: &Relationship| rules.upper_bound(relationship.is_external());
        let budget = Budget {
            detail: Detail::of(count.n()),
            insiders: rules.insiders(),
            upper: group.relationships.iter().any(guarded),
            organisation_sd: None,
            with_mean: false,
        };
        let parts: Vec<_> = topic.parts().iter().filter_map(|&part| main[part].as_ref()).collect();
        let mut shown = figures(topic, count, &budget);
        shown.retain(|(figure, _)| matches!(figure, Figure::Index | Figure::Nps));
        wholes::settle(topic, &mut shown, &parts, count.partial(), Detail::of(count.n()));
        let mut cells: Vec<_> =
            shown.into_iter().map(|(figure, shown)| cell(&group.key, &topic.key, figure, shown)).collect();
        if count.n() >= BANDS_FROM {
            let spread = |sd: f64| Shown::value(if sd <= CLOSE_UP_TO { 0.0 } else { 1.0 }, count.n());
            cells.extend(moments.sd().map(|sd| cell(&group.key, &topic.key, Figure::Spread, spread(sd))));
        }
        cells
    }

    /// Invited and answered of every relationship that is shown alone, and of the pool.
    fn participation(&self, subject: PersonId, raters: &Raters, groups: &[Group]) -> Vec<Cell> {
        let mut cells = Vec::new();
        for group in groups {
            let of = |relationship: &Relationship| {
                let answered = raters.get(relationship).map_or(0, Vec::len);
                let invited = self.input.invited.get(&(subject, *relationship)).copied().unwrap_or(0);
                invited.max(u32::try_from(answered).unwrap_or(u32::MAX))
            };
            let invited: u32 = group.relationships.iter().map(of).sum();
            let answered = group.counts.people;
            let values = vec![f64::from(invited), f64::from(answered)];
            let shown = Shown::Parts { values, ends: Vec::new(), n: Some(answered) };
            cells.push(cell(&group.key, PARTICIPATION, Figure::Participation, shown));
        }
        cells
    }

    /// Relationships that are not shown alone: that they are hidden, and whether the pool has them.
    fn hidden(&self, small: &[Relationship], groups: &[Group]) -> Vec<Cell> {
        let pooled = groups.iter().any(|group| group.key == POOL);
        let nearest = pooled.then(|| Nearest::Group { group: POOL.to_owned() });
        let shown = Shown::Hidden { reason: HiddenReason::TooFew { threshold: self.input.rules.scores() }, nearest };
        let mut cells = Vec::new();
        for relationship in small.iter().map(|relationship| relationship.key()) {
            cells.push(cell(relationship, PARTICIPATION, Figure::Participation, shown.clone()));
            let wholes = self.topics.list.iter().filter(|topic| !topic.is_item());
            cells.extend(wholes.map(|topic| cell(relationship, &topic.key, Figure::Index, shown.clone())));
        }
        cells
    }
}
