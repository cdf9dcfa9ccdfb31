//! A panel: one side's answers counted over a tree of groups (units, or levels), and what may be shown of them.

use super::{
    cell::HiddenReason,
    counts::{Count, Counts},
    topics::Topics,
};
use crate::{
    answer::Answers,
    disclosure::{
        Rules,
        detail::Detail,
        partition::{Decision, Thresholds, Tree},
    },
};

/// Answers, counted: by node of the tree, each with everybody below it.
pub(super) struct Panel {
    pub topics: Topics,
    pub tree: Tree,
    /// By node.
    pub counts: Vec<Counts>,
    /// People directly in each node: respondents.
    own_people: Vec<u32>,
    /// By topic and node: people directly in the node who have a score.
    own: Vec<Vec<u32>>,
    /// By topic and node: of an element, people directly in the node who have a score but skipped an item.
    own_partial: Vec<Vec<u32>>,
}

/// What is done with a topic in a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    Show,
    Hide(HiddenReason),
}

/// All rulings of a panel.
pub(super) struct Rulings {
    /// By node: whether the group as such is shown.
    pub people: Vec<Decision>,
    /// By topic and node.
    pub topics: Vec<Vec<Ruling>>,
    /// By topic and node: how much is told where the topic is shown.
    pub details: Vec<Vec<Detail>>,
}

impl Panel {
    /// Counts responses, each with its node.
    pub fn count<'a>(topics: Topics, tree: Tree, responses: impl Iterator<Item = (usize, &'a Answers)>) -> Self {
        let asked = vec![true; topics.list.len()];
        let mut counts = vec![Counts::new(&topics); tree.len()];
        for (node, answers) in responses {
            counts[node].add(&topics, &asked, answers);
        }
        let by_topic = |place: usize| counts.iter().map(move |counts| &counts.topics[place]);
        let own = (0..topics.list.len()).map(|place| by_topic(place).map(Count::n).collect()).collect();
        let own_partial = (0..topics.list.len()).map(|place| by_topic(place).map(Count::partial).collect()).collect();
        let own_people = counts.iter().map(|counts| counts.people).collect();
        for node in tree.bottom_up() {
            if let Some(parent) = tree.parent(node) {
                let below = counts[node].clone();
                counts[parent].merge(&below);
            }
        }
        Self { topics, tree, counts, own_people, own, own_partial }
    }

    /// Decides by counts alone what may be shown: the group, each topic in it, and wholes whose parts are hidden.
    pub fn rulings(&self, rules: &Rules) -> Rulings {
        let thresholds = Thresholds::scores(rules);
        let people = self.tree.decide(&self.own_people, thresholds);
        let mut topics: Vec<Vec<Ruling>> = Vec::new();
        for place in 0..self.topics.list.len() {
            let given_away: Vec<bool> = (0..self.tree.len())
                .map(|node| people[node].is_shown() && self.gives_away(place, node, &topics, rules))
                .collect();
            let outer: Vec<_> = people
                .iter()
                .zip(&given_away)
                .map(|(&decision, &gives_away)| if gives_away { Decision::ProtectsSibling } else { decision })
                .collect();
            let decided = self.tree.decide_within(&self.own[place], thresholds, &outer);
            let rule = |(&decision, &gives_away): (&Decision, &bool)| match decision {
                Decision::Show => Ruling::Show,
                Decision::TooFew => Ruling::Hide(HiddenReason::TooFew { threshold: rules.scores() }),
                Decision::ProtectsSibling if gives_away => Ruling::Hide(HiddenReason::ItemHidden),
                Decision::ProtectsSibling => Ruling::Hide(HiddenReason::ProtectsSibling),
            };
            topics.push(decided.iter().zip(&given_away).map(rule).collect());
        }
        self.withhold_items(&mut topics, rules);
        let told =
            |(own, rulings): (&Vec<u32>, &Vec<Ruling>)| self.tree.details(own, |node| rulings[node] == Ruling::Show);
        let details = self.own.iter().zip(&topics).map(told).collect();
        Rulings { people, topics, details }
    }

    /// Element and items of one group together tell the sum of what those answered who skipped an item. Where that is one to
    /// four people, the element stays and its items go, so that no difference of groups leaves such a handful either.
    fn withhold_items(&self, topics: &mut [Vec<Ruling>], rules: &Rules) {
        for (place, topic) in self.topics.list.iter().enumerate().filter(|(_, topic)| topic.is_element()) {
            if topics[place].iter().all(|ruling| *ruling != Ruling::Show) {
                continue;
            }
            let withheld = self.tree.leaving_no_handful(&self.own_partial[place], rules.hidden_sum());
            for &item in topic.parts() {
                let rulings = topics[item].iter_mut().zip(&withheld);
                for (ruling, _) in rulings.filter(|(ruling, withheld)| **withheld && **ruling == Ruling::Show) {
                    *ruling = Ruling::Hide(HiddenReason::ProtectsAnswers);
                }
            }
        }
    }

    /// Whether a whole would give away its hidden parts (rule 12): because one to four people answered those, because a part is
    /// hidden for that reason itself, or because a part is hidden to protect a sibling, which it would then not. The mean
    /// over elements stands for all of them or for nothing.
    fn gives_away(&self, place: usize, node: usize, topics: &[Vec<Ruling>], rules: &Rules) -> bool {
        let topic = &self.topics.list[place];
        let rulings = topic.parts().iter().map(|&part| &topics[part][node]);
        let hidden: Vec<bool> = rulings.clone().map(|ruling| *ruling != Ruling::Show).collect();
        let outside = self.counts[node].topics[place].who_answered(&hidden);
        let protects = [HiddenReason::ItemHidden, HiddenReason::ProtectsSibling].map(Ruling::Hide);
        let nested = rulings.clone().any(|ruling| protects.contains(ruling));
        let least = if topic.is_overall() { u32::MAX } else { rules.hidden_sum() };
        nested || (1..least).contains(&outside)
    }

    /// The nearest node above where a topic is shown.
    pub fn nearest(&self, rulings: &Rulings, place: usize, node: usize) -> Option<usize> {
        self.tree.upwards(node).skip(1).find(|&above| rulings.topics[place][above] == Ruling::Show)
    }
}
