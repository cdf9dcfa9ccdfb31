//! How invented people answer: a mood on a scale of five, moved by unit, element and chance, put onto each item's scale.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::{Answer, Answers, Group},
    ids::{PersonId, UnitId},
    people::Level,
    questionnaire::{Item, ItemKind, Outcome, Questionnaire, Side},
    relationship::Relationship,
};

use super::{
    chance::Chance,
    comments::{About, comment},
    company::UNITS,
    staff::Staff,
};

/// The middle mood of employees and of customers, on a scale of five.
const USUAL: [f64; 2] = [3.4, 3.66];
/// By how much a standard deviation between units moves the mood.
const BY_UNIT: [f64; 2] = [0.27, 0.24];
/// Rise from wave to wave.
const RISE: f64 = 0.13;
/// Deviation between people, and between a person's answers.
const PERSON: f64 = 0.5;
const ITEM: f64 = 0.6;
/// How often "does not apply" is chosen where it is offered.
const NOT_APPLICABLE: f64 = 0.04;
/// How often an open question is answered.
const WRITES: f64 = 0.3;
/// How often an answer of an assessment comes with evidence.
const EVIDENCE: f64 = 0.06;

/// How each element departs from the mood: of employees, of customers.
const ELEMENTS: [(&str, [f64; 2]); 8] = [
    ("reach", [0.05, -0.05]),
    ("respond", [-0.1, 0.0]),
    ("inform", [-0.2, 0.0]),
    ("competence", [0.3, 0.25]),
    ("speed", [0.0, -0.3]),
    ("confidential", [0.2, 0.3]),
    ("follow_up", [-0.6, -0.05]),
    ("right_on_time", [0.05, 0.05]),
];

/// Who answers, and about what.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// Waves since the first: everything rises a little from one to the next.
    pub wave: f64,
}

/// What moves the answers of everybody: units, and whoever is reviewed.
#[derive(Debug)]
pub struct Moods {
    units: BTreeMap<UnitId, [f64; 2]>,
    people: BTreeMap<PersonId, f64>,
}

impl Moods {
    /// The moods of the invented company.
    pub fn of(staff: &Staff) -> Self {
        let unit = |plan: &super::company::UnitPlan| {
            Some((staff.unit_id(plan.code)?, [plan.staff * BY_UNIT[0], plan.for_customers() * BY_UNIT[1]]))
        };
        let mut chance = Chance::new(5);
        let people = staff.people.iter().map(|person| (person.id, chance.normal(0.4))).collect();
        Self { units: UNITS.iter().filter_map(unit).collect(), people }
    }

    /// The answers of somebody to a questionnaire.
    pub fn answers(&self, to: &Questionnaire, group: &Group, occasion: Occasion, chance: &mut Chance) -> Answers {
        let place = usize::from(group.side == Side::Customer);
        let unit = self.units.get(&group.unit).map_or(0.0, |unit| unit[place]);
        let usual = USUAL[place] + unit + RISE * occasion.wave + chance.normal(PERSON);
        let mood = Mood {
            level: group.subject.map_or(usual, |subject| self.reviewed(subject, group.relationship, chance)),
            group,
            place,
        };
        let answer = |item: &Item| Some((item.key.clone(), mood.answer(item, chance)?));
        to.items().filter_map(answer).collect()
    }

    /// 360°: how a rater sees somebody. People see themselves a little better, managers look closer.
    fn reviewed(&self, subject: PersonId, relationship: Option<Relationship>, chance: &mut Chance) -> f64 {
        let quality = self.people.get(&subject).copied().unwrap_or(0.0);
        let from = match relationship {
            Some(Relationship::Self_) => 0.3 - 0.6 * quality,
            Some(Relationship::Manager) => -0.1,
            Some(Relationship::DirectReport) => -0.05,
            Some(Relationship::Customer) => 0.1,
            _ => 0.0,
        };
        3.6 + quality + from + chance.normal(0.35)
    }
}

/// Somebody in the middle of answering.
struct Mood<'a> {
    level: f64,
    group: &'a Group,
    place: usize,
}

impl Mood<'_> {
    /// The answer to an item; `None` where it is left out.
    fn answer(&self, item: &Item, chance: &mut Chance) -> Option<Answer> {
        if item.not_applicable && chance.happens(self.unknown()) {
            return Some(Answer::NOT_APPLICABLE);
        }
        match &item.kind {
            ItemKind::Scale { points, outcome, .. } => Some(self.scale(item, *points, *outcome, chance)),
            ItemKind::Recommend { .. } => {
                Some(Answer::Score(on_scale(2.1 * self.level - 0.4 + chance.normal(1.2), 0, 10)))
            }
            ItemKind::YesPartlyNo => Some(Answer::Score(self.yes(item, chance))),
            ItemKind::Text { about, .. } => self.text(item, about.is_some(), chance),
        }
    }

    fn scale(&self, item: &Item, points: u8, outcome: Outcome, chance: &mut Chance) -> Answer {
        let departure = item.element.as_deref().map_or(0.0, |element| self.departure(element));
        let noise = if outcome == Outcome::None { ITEM } else { 0.5 };
        let of_five = self.level + departure + chance.normal(noise);
        let stretched = 1.0 + (of_five - 1.0) * f64::from(points - 1) / 4.0;
        Answer::Score(on_scale(stretched, 1, points))
    }

    /// What an element or competency adds. Competencies differ by who is reviewed, in a way that stays the same.
    fn departure(&self, element: &str) -> f64 {
        if let Some((_, departures)) = ELEMENTS.iter().find(|(key, _)| *key == element) {
            return departures[self.place];
        }
        let subject = self.group.subject.map_or(0, |subject| subject.0.as_u128());
        let mixed = element.bytes().fold(subject, |mixed, byte| mixed.rotate_left(9) ^ u128::from(byte));
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 96) as u32 as f64 / f64::from(u32::MAX) - 0.5
    }

    /// The top team sees more of the twenty as done than those who would notice.
    fn yes(&self, item: &Item, chance: &mut Chance) -> u8 {
        let level = match self.group.level {
            Some(Level::Executive) => 0.75,
            Some(Level::Manager) => 0.2,
            _ => -0.25,
        };
        let topic =
            f64::from(item.key.bytes().fold(7_u32, |mixed, byte| mixed.wrapping_mul(31) + u32::from(byte)) % 17);
        on_scale(1.05 + level + (topic - 8.0) / 14.0 + (self.level - 3.5) * 0.2 + chance.normal(0.55), 0, 2)
    }

    /// Staff know less of what happens at the top table.
    const fn unknown(&self) -> f64 {
        match (self.group.subject, self.group.level) {
            (None, Some(Level::Executive)) => 0.02,
            _ => NOT_APPLICABLE,
        }
    }

    fn text(&self, item: &Item, evidence: bool, chance: &mut Chance) -> Option<Answer> {
        let about = match (evidence, self.group.subject, self.place) {
            (true, ..) => About::Evidence,
            (_, Some(_), _) if item.key == "continue" => About::Praise,
            (_, Some(_), _) => About::Advice,
            (_, None, 0) => About::Employee,
            _ => About::Customer,
        };
        let often = if evidence { EVIDENCE } else { WRITES };
        let content = self.level + chance.normal(0.7) > 3.6;
        chance.happens(often).then(|| Answer::Text(comment(about, content, chance)))
    }
}

/// The nearest point of a scale.
fn on_scale(value: f64, least: u8, most: u8) -> u8 {
    value.round().clamp(f64::from(least), f64::from(most)) as u8
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::{
        answer::check_json,
        questionnaire::{
            Frozen,
            builtin::{Trust, behaviour, centricity, recovery, trust},
        },
    };

    use super::*;

    #[test]
    fn every_answer_is_on_its_scale() {
        let moods = Moods { units: BTreeMap::new(), people: BTreeMap::new() };
        let mut chance = Chance::new(9);
        let subject = Some(PersonId(uuid::Uuid::from_u128(77)));
        let group = |side, subject, relationship| Group {
            side,
            unit: UnitId(uuid::Uuid::nil()),
            level: Some(Level::Staff),
            tenure: None,
            subject,
            relationship,
        };
        let all = [
            (trust(Trust::Customer), group(Side::Customer, None, None)),
            (trust(Trust::Employee), group(Side::Employee, None, None)),
            (centricity(), group(Side::Employee, None, None)),
            (recovery(), group(Side::Employee, None, None)),
            (behaviour(Relationship::Peer), group(Side::Employee, subject, Some(Relationship::Peer))),
        ];
        for (questionnaire, group) in all {
            let frozen = Frozen::try_from(questionnaire.clone()).expect("a built-in questionnaire");
            for _ in 0..50 {
                let answers = moods.answers(questionnaire, &group, Occasion { wave: 1.0 }, &mut chance);
                let Ok(serde_json::Value::Object(sent)) = serde_json::to_value(&answers) else { panic!("an object") };
                assert_eq!(check_json(&frozen, &sent), Ok(answers));
            }
        }
    }
}
