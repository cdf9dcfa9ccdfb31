//! The sentence that home begins with, made by rules from what is there: at most two things, the most urgent first.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    questionnaire::Side,
};
use ayeneh_text::{self as text, date};

use super::{Home, Wait};

impl Home {
    /// What today is about. Who leads a team reads the team's gap first.
    pub fn sentence(&self, l: Locale) -> String {
        if let Some(team) = &self.team {
            let unit = team.unit.name.get(l);
            // Where only one side is shown, nothing can be said of a gap: not even that there is none.
            let compares = team.topics.iter().any(|topic| topic.gap.as_ref().is_some_and(|gap| !gap.is_hidden()));
            return if compares {
                text::home::team(l, unit, team.finding().sentence(l, 0, 0))
            } else {
                text::home::team_one_side(l, unit)
            };
        }
        let day = date::near_day(l, self.today);
        let mut clauses = self.clauses(l).into_iter();
        match (clauses.next(), clauses.next()) {
            (Some(first), Some(second)) => text::home::today_two(l, day, first, second),
            (Some(first), None) => text::home::today_one(l, day, first),
            _ if self.running.is_empty() => text::home::today_nothing(l, day),
            _ => text::home::today_open(l, self.running.len(), day),
        }
    }

    /// What waits, a clause each, most urgent first.
    fn clauses(&self, l: Locale) -> Vec<String> {
        let count = |of: fn(&Wait) -> usize| self.waits.iter().map(of).sum::<usize>();
        let releases = count(|wait| usize::from(matches!(wait, Wait::Release(_))));
        let reports = count(|wait| if let Wait::Reports { ready, .. } = wait { *ready } else { 0 });
        let mails = count(|wait| if let Wait::Mails { mails, .. } = wait { *mails } else { 0 });
        let raters = count(|wait| if let Wait::Raters { people, .. } = wait { *people } else { 0 });
        let drafts = count(|wait| usize::from(matches!(wait, Wait::Draft(_))));
        // Whose right is to run surveys has the mails of open surveys among what waits.
        let all_mails = self.installation.as_ref().filter(|_| !self.runs_surveys);
        let failed = all_mails.map_or(0, |installation| installation.mails.refused + installation.mails.failed);
        let some = |n: usize, said: fn(Locale, usize) -> String| (n > 0).then(|| said(l, n));
        let answers = self.to_answer.len();
        let clauses = [
            some(releases, text::home::releases_wait),
            some(reports, text::home::reports_wait),
            self.behind(l),
            some(mails + failed, text::home::mails_failed),
            some(raters, text::home::raters_missing),
            some(drafts, text::home::drafts_wait),
            some(answers, text::home::answers_wait),
        ];
        clauses.into_iter().flatten().collect()
    }

    /// Who is behind over all surveys: the units, else the sides.
    fn behind(&self, l: Locale) -> Option<String> {
        let mut units: Vec<&Bilingual> = Vec::new();
        let mut side = None;
        for wait in &self.waits {
            if let Wait::Behind { units: found, sides, .. } = wait {
                for unit in found {
                    if !units.contains(&unit) {
                        units.push(unit);
                    }
                }
                side = side.or(sides.first().copied());
            }
        }
        behind(l, &units, side)
    }
}

impl Wait {
    /// What waits, in a sentence.
    pub fn sentence(&self, l: Locale) -> String {
        let clause = match self {
            Self::Release(survey) => return text::home::release_of(l, survey.title.get(l)),
            Self::Draft(survey) => return text::home::draft_of(l, survey.title.get(l)),
            Self::Reports { ready, .. } => text::home::reports_wait(l, *ready),
            Self::Behind { units, sides, .. } => {
                let units: Vec<&Bilingual> = units.iter().collect();
                behind(l, &units, sides.first().copied()).unwrap_or_default()
            }
            Self::Mails { mails, .. } => text::home::mails_failed(l, *mails),
            Self::Raters { people, .. } => text::home::raters_missing(l, *people),
        };
        text::home::sentence(l, capitalised(&clause))
    }
}

fn behind(l: Locale, units: &[&Bilingual], side: Option<Side>) -> Option<String> {
    Some(match (units, side) {
        ([unit], _) => text::home::unit_behind(l, unit.get(l)),
        ([first, rest @ ..], _) => text::home::units_behind(l, rest.len(), first.get(l)),
        ([], Some(Side::Employee)) => text::home::employees_behind(l).to_owned(),
        ([], Some(Side::Customer)) => text::home::customers_behind(l).to_owned(),
        ([], None) => return None,
    })
}

/// With a capital letter, where the language has them.
fn capitalised(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
