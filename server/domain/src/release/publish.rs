//! From counts and rulings to cells: every topic in every group, shown or hidden with its reason.

use super::{
    cell::{Cell, Figure, HiddenReason, Nearest, Shown},
    counts::Count,
    figures::{Budget, agreement, figures, organisation_sd},
    panel::{Panel, Ruling, Rulings},
    wholes,
};
use crate::{
    disclosure::{Rules, detail::Detail},
    ids::UnitId,
    questionnaire::Side,
    statistics::{anova, is_agreement_low, median},
};

/// Where the cells of a panel belong.
pub(super) struct Place<'a> {
    pub side: Option<Side>,
    /// The unit or the group of a node; neither of the whole.
    pub node: &'a dyn Fn(usize) -> (Option<UnitId>, Option<String>),
    /// Whether the mean on the scale is shown as well.
    pub with_mean: bool,
}

impl Place<'_> {
    /// An empty cell of a node.
    pub fn cell(&self, node: usize, topic: &str, figure: Figure, shown: Shown) -> Cell {
        let (unit, group) = (self.node)(node);
        Cell { unit, subject: None, side: self.side, group, topic: topic.to_owned(), figure, shown }
    }

    /// Where something is shown that stands for a node.
    pub fn nearest(&self, node: usize) -> Nearest {
        match (self.node)(node) {
            (Some(unit), _) => Nearest::Unit { unit },
            (None, Some(group)) => Nearest::Group { group },
            (None, None) => Nearest::Everybody,
        }
    }
}

/// All cells of the panel's topics.
pub(super) fn cells(panel: &Panel, rulings: &Rulings, rules: &Rules, place: &Place) -> Vec<Cell> {
    let (mut cells, mut main) = (Vec::new(), Main::new());
    for at in 0..panel.topics.list.len() {
        let shown = topic_cells(&mut cells, &main, panel, rulings, rules, place, at);
        agreement_cells(&mut cells, panel, rulings, &shown, place, at);
        main.push(shown);
    }
    cells
}

/// By topic and node: what is shown of its main figure.
type Main = Vec<Vec<Option<Shown>>>;

/// Adds a topic's cells; returns what is shown of its main figure, by node.
fn topic_cells(
    cells: &mut Vec<Cell>,
    main: &Main,
    panel: &Panel,
    rulings: &Rulings,
    rules: &Rules,
    place: &Place,
    at: usize,
) -> Vec<Option<Shown>> {
    let topic = &panel.topics.list[at];
    let budget = |node: usize| Budget {
        detail: rulings.details[at][node],
        insiders: rules.insiders(),
        upper: rules.upper_bound(place.side == Some(Side::Customer)),
        organisation_sd: organisation_sd(topic, &panel.counts[0].topics[at]),
        with_mean: place.with_mean,
    };
    let of_node = |node: usize| match &rulings.topics[at][node] {
        Ruling::Show => {
            let count = &panel.counts[node].topics[at];
            let parts: Vec<_> = topic.parts().iter().filter_map(|&part| main[part][node].as_ref()).collect();
            let mut shown = figures(topic, count, &budget(node));
            wholes::settle(topic, &mut shown, &parts, count.partial(), rulings.details[at][node]);
            let main = shown.first().map(|(_, shown)| shown.clone());
            cells.extend(shown.into_iter().map(|(figure, shown)| place.cell(node, &topic.key, figure, shown)));
            main
        }
        Ruling::Hide(reason) => {
            let main = if topic.is_recommend() { Figure::Nps } else { Figure::Index };
            let nearest = panel.nearest(rulings, at, node).map(|above| place.nearest(above));
            let shown = Shown::Hidden { reason: reason.clone(), nearest };
            cells.push(place.cell(node, &topic.key, main, shown));
            None
        }
    };
    (0..panel.tree.len()).map(of_node).collect()
}

/// How far the lowest groups agree within and differ between, and which groups' means need the warning. Of groups only whose
/// own figures are open (25 respondents, an exact mean; `main` by node): a sum over all of them would give away the rest.
fn agreement_cells(
    cells: &mut Vec<Cell>,
    panel: &Panel,
    rulings: &Rulings,
    main: &[Option<Shown>],
    place: &Place,
    at: usize,
) {
    let topic = &panel.topics.list[at];
    if topic.is_recommend() || rulings.details[at][0] != Detail::Open || rulings.topics[at][0] != Ruling::Show {
        return;
    }
    let shown = |node: &usize| rulings.topics[at][*node] == Ruling::Show;
    let is_told = |node: &usize| rulings.details[at][*node] == Detail::Open;
    let is_open =
        |node: &usize| shown(node) && is_told(node) && main[*node].as_ref().is_some_and(|main| main.exact().is_some());
    let leaves = (1..panel.tree.len()).filter(|&node| panel.tree.children(node).is_empty()).filter(is_open);
    let open: Vec<&Count> = leaves.map(|node| &panel.counts[node].topics[at]).collect();
    let within: Vec<f64> = open.iter().filter_map(|count| agreement(topic, count)).collect();
    let moments: Vec<_> = open.iter().filter_map(|count| count.moments(topic.scale())).collect();
    let between = anova(&moments).ok();
    let groups = between.map_or(0, |anova| u32::try_from(anova.groups).unwrap_or(u32::MAX));
    let icc2 = between.map(|anova| anova.icc2()).filter(|icc| icc.is_finite());
    if let Some(anova) = between {
        cells.push(place.cell(0, &topic.key, Figure::Icc1, Shown::value(anova.icc1(), groups)));
    }
    cells.extend(icc2.map(|icc| place.cell(0, &topic.key, Figure::Icc2, Shown::value(icc, groups))));
    let typical = median(&within);
    if let Some(median) = typical {
        // The whole organisation's own agreement says little; the median over units is what the warning rests on.
        cells.retain(|cell| {
            cell.figure != Figure::Rwg || cell.topic != topic.key || cell.unit.is_some() || cell.group.is_some()
        });
        let n = u32::try_from(within.len()).unwrap_or(u32::MAX);
        cells.push(place.cell(0, &topic.key, Figure::Rwg, Shown::value(median, n)));
    }
    if !topic.is_item() && is_agreement_low(typical, icc2) {
        for node in (1..panel.tree.len()).filter(shown).filter(is_told) {
            let n = panel.counts[node].topics[at].n();
            cells.push(place.cell(node, &topic.key, Figure::Disagreement, Shown::value(1.0, n)));
        }
    }
}

/// Participation of every group: invited and answered, where its scores may be shown and enough were invited.
pub(super) fn participation(
    panel: &Panel,
    rulings: &Rulings,
    rules: &Rules,
    place: &Place,
    invited: &[u32],
) -> Vec<Cell> {
    let invited = panel.tree.totals(invited);
    let shown = |node: usize| rulings.people[node].is_shown() && invited[node] >= rules.participation();
    let cell = |node: usize| {
        let answered = panel.counts[node].people;
        let figure = if shown(node) {
            let values = vec![f64::from(invited[node].max(answered)), f64::from(answered)];
            Shown::Parts { values, ends: Vec::new(), n: Some(answered) }
        } else {
            let reason = match rulings.people[node] {
                crate::disclosure::partition::Decision::ProtectsSibling => HiddenReason::ProtectsSibling,
                _ => HiddenReason::TooFew { threshold: rules.scores().max(rules.participation()) },
            };
            let nearest = panel.tree.upwards(node).skip(1).find(|&above| shown(above));
            Shown::Hidden { reason, nearest: nearest.map(|above| place.nearest(above)) }
        };
        place.cell(node, super::cell::PARTICIPATION, Figure::Participation, figure)
    };
    (0..panel.tree.len()).map(cell).collect()
}
