//! What the platform itself knows about a question of an assessment, to stand beside what is claimed, and what it cannot
//! know. `docs/assessment.md` says how each is measured.

use std::collections::BTreeSet;

use ayeneh_domain::{
    bilingual::Locale,
    calendar::{Date, Month},
    measure::Perspective,
    permission::Reach,
    questionnaire::{Side, names},
    release::{Figure, Shown, cell::OVERALL},
    statistics::LEAST_UNITS,
};
use ayeneh_text::{self as text, figure, measured as words};

use super::store;
use crate::{
    Ctx, Result,
    db::Tx,
    linkage,
    scorecard::{Scope, releases_until},
};

/// How many months are looked at, up to the one it is.
const MONTHS: u32 = 12;

/// The figures of the latest wave that stand beside the signs of the service check.
const FIGURES: [(Side, &str); 3] =
    [(Side::Customer, "competence"), (Side::Customer, "reach"), (Side::Employee, OVERALL)];

/// What is measured beside a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// So many waves that asked customers were released within the year.
    Programme {
        /// Waves.
        waves: u32,
    },
    /// In so many months of the year a wave was open to customers.
    Heard {
        /// Months.
        months: u32,
        /// Of so many.
        of: u32,
    },
    /// So many of the waves asked employees and customers alike.
    BothSides {
        /// Waves that asked both.
        both: u32,
        /// All waves.
        waves: u32,
    },
    /// So many of those employed were reviewed in a released cycle.
    Reviewed {
        /// Reviewed in the last twelve months.
        people: u32,
        /// Employed.
        of: u32,
    },
    /// Measures of the scorecard with a target: about customers, and about money.
    Weighed {
        /// About customers.
        customer: u32,
        /// About money.
        financial: u32,
    },
    /// So many of the four perspectives have a measure with a target.
    Perspectives {
        /// Perspectives.
        with_target: u32,
        /// All of them.
        of: u32,
    },
    /// So many units have figures of both sides in the latest wave.
    Linked {
        /// Units.
        units: u32,
        /// From so many on a link can be seen.
        need: u32,
    },
    /// What one side gave in the latest wave: over all elements or in one.
    Index {
        /// Whose answers.
        side: Side,
        /// About what.
        topic: &'static str,
        /// 0 to 100, or hidden.
        shown: Option<Shown>,
    },
    /// Nothing is measured.
    Not(Unmeasured),
}

/// Why nothing is measured beside a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// What people say to each other is not recorded.
    Conversations,
    /// What meetings deal with is not recorded.
    Meetings,
    /// How values, behaviours and aims were found is written down nowhere here.
    Values,
    /// What people know is nothing that a survey here asks.
    Knowledge,
    /// Nothing here says what was told to whom, or done about it.
    Told,
    /// Who takes part in changes is not recorded.
    Changes,
    /// How people think and feel is nobody's to measure here.
    Attitudes,
    /// Training, hiring and rewards are managed elsewhere.
    Elsewhere,
    /// Which tools and systems there are, and how many people, is not recorded.
    Means,
    /// How people speak with customers is not recorded.
    Speech,
}

/// Everything that is known, read once.
pub(super) struct Known {
    released: u32,
    heard: u32,
    waves: (u32, u32),
    reviewed: (u32, u32),
    targeted: Vec<(Perspective, u32)>,
    linked: u32,
    /// By side and topic: what the latest wave says.
    wave: Vec<(Side, &'static str, Shown)>,
}

impl Known {
    pub async fn read(tx: &mut Tx, ctx: &Ctx) -> Result<Self> {
        let offset = ctx.core.settings.utc_offset_minutes;
        let now_ms = ctx.core.now_ms();
        let month = |at_ms| Month::of(Date::at(at_ms, offset));
        let now = month(now_ms);
        let from = now.plus(-MONTHS.cast_signed());
        let open = store::open_to_customers(tx, ctx.organisation).await?;
        let open: Vec<(Month, Month)> =
            open.into_iter().map(|(since, until)| (month(since), month(until.unwrap_or(now_ms)))).collect();
        let (linked, wave) = latest_wave(tx, ctx, now).await?;
        Ok(Self {
            released: store::released(tx, ctx.organisation, from, now).await?,
            heard: months_open(&open, now),
            waves: store::waves(tx, ctx.organisation, from, now).await?,
            reviewed: store::reviewed(tx, ctx.organisation, from, now).await?,
            targeted: store::targeted(tx, ctx.organisation).await?,
            linked,
            wave,
        })
    }

    /// What is known about a question.
    pub fn about(&self, question: &str) -> Option<Measured> {
        let (waves, both) = self.waves;
        let (people, of) = self.reviewed;
        Some(match question {
            "q01" => Measured::Not(Unmeasured::Conversations),
            "q02" => Measured::Not(Unmeasured::Meetings),
            "q03" | "s01" => Measured::Weighed {
                customer: self.with_target(Perspective::Customer),
                financial: self.with_target(Perspective::Financial),
            },
            "q04" => Measured::Programme { waves: self.released },
            "q05" => Measured::Heard { months: self.heard, of: MONTHS },
            "q06" => Measured::BothSides { both, waves },
            "q07" | "q08" => Measured::Not(Unmeasured::Values),
            "q09" => Measured::Reviewed { people, of },
            "q10" | "q12" => Measured::Not(Unmeasured::Knowledge),
            "q14" => Measured::Not(Unmeasured::Told),
            "q13" => Measured::Not(Unmeasured::Changes),
            "q11" | "q15" => Measured::Not(Unmeasured::Attitudes),
            "q16" | "q17" | "q18" => Measured::Not(Unmeasured::Elsewhere),
            "q19" => {
                Measured::Perspectives { with_target: small(self.targeted.len()), of: small(Perspective::ALL.len()) }
            }
            "q20" => Measured::Linked { units: self.linked, need: small(LEAST_UNITS) },
            "s02" | "s03" | "s05" => Measured::Not(Unmeasured::Means),
            "s04" => self.index(Side::Customer, "competence"),
            "s06" => self.index(Side::Customer, "reach"),
            "s07" => Measured::Not(Unmeasured::Speech),
            "s08" => self.index(Side::Employee, OVERALL),
            _ => return None,
        })
    }

    fn index(&self, side: Side, topic: &'static str) -> Measured {
        let found = self.wave.iter().find(|(of, about, _)| (*of, *about) == (side, topic));
        Measured::Index { side, topic, shown: found.map(|(.., shown)| shown.clone()) }
    }

    fn with_target(&self, perspective: Perspective) -> u32 {
        self.targeted.iter().find(|(of, _)| *of == perspective).map_or(0, |(_, measures)| *measures)
    }
}

impl Measured {
    /// Whether what is measured bears out a claimed "yes"; `None` where nothing is measured.
    pub fn bears_out_yes(&self) -> Option<bool> {
        Some(match *self {
            Self::Programme { waves } => waves > 0,
            // Monthly, with one month to spare for the one that is running.
            Self::Heard { months, of } => months + 1 >= of,
            Self::BothSides { both, waves } => waves > 0 && both == waves,
            Self::Reviewed { people, of } => of > 0 && people == of,
            Self::Weighed { customer, financial } => customer > 0 && customer >= financial,
            Self::Perspectives { with_target, of } => with_target == of,
            Self::Linked { units, need } => units >= need,
            Self::Index { ref shown, .. } => shown.as_ref()?.position()? >= super::YES_FROM,
            Self::Not(_) => return None,
        })
    }

    /// It in a sentence.
    pub fn said(&self, l: Locale) -> String {
        let n = |value: u32| figure::integer(l, value);
        match *self {
            Self::Programme { waves: 0 } => words::no_programme(l).to_owned(),
            Self::Programme { waves } => words::programme(l, waves as usize),
            Self::Heard { months: 0, of } => words::never_heard(l, n(of)),
            Self::Heard { months, of } => words::heard(l, n(months), n(of)),
            Self::BothSides { waves: 0, .. } => words::no_wave(l).to_owned(),
            Self::BothSides { both, waves } => words::both_sides(l, n(both), n(waves)),
            Self::Reviewed { people, of } => words::reviewed(l, n(people), n(of)),
            Self::Weighed { customer, financial } => words::weighed(l, n(customer), n(financial)),
            Self::Perspectives { with_target, of } => words::perspectives(l, n(with_target), n(of)),
            Self::Linked { units, need } => words::linked(l, n(units), n(need)),
            Self::Index { side, topic, ref shown } => index_said(l, side, topic, shown.as_ref()),
            Self::Not(why) => why.said(l).to_owned(),
        }
    }
}

impl Unmeasured {
    const fn said(self, l: Locale) -> &'static str {
        match self {
            Self::Conversations => words::not_conversations(l),
            Self::Meetings => words::not_meetings(l),
            Self::Values => words::not_values(l),
            Self::Knowledge => words::not_knowledge(l),
            Self::Told => words::not_told(l),
            Self::Changes => words::not_changes(l),
            Self::Attitudes => words::not_attitudes(l),
            Self::Elsewhere => words::not_elsewhere(l),
            Self::Means => words::not_means(l),
            Self::Speech => words::not_speech(l),
        }
    }
}

/// In how many of the twelve months up to `now` something was open.
fn months_open(open: &[(Month, Month)], now: Month) -> u32 {
    let months: BTreeSet<Month> = (0..MONTHS.cast_signed()).map(|back| now.plus(-back)).collect();
    let is_open = |month: &&Month| open.iter().any(|(since, until)| (since..=until).contains(month));
    small(months.iter().filter(is_open).count())
}

/// What one side gave in the latest wave, in a sentence.
fn index_said(l: Locale, side: Side, topic: &str, shown: Option<&Shown>) -> String {
    let index = match shown {
        None => return words::no_index(l).to_owned(),
        Some(Shown::AtLeast { bound, .. }) => figure::or_more(l, *bound, 0),
        Some(Shown::AtMost { bound, .. }) => figure::or_less(l, *bound, 0),
        Some(Shown::Value { value, .. }) => figure::decimal(l, *value, 0),
        Some(Shown::Parts { .. } | Shown::Hidden { .. }) => return words::hidden_index(l).to_owned(),
    };
    let side = text::name::side(l, side);
    match names::of(topic) {
        Some(named) => words::index_about(l, side, named.name.get(l), index),
        None => words::index_overall(l, side, index),
    }
}

/// The figures of the latest wave: how many of the lowest units have both sides, as the page of linkage counts them, and
/// what each side gave.
async fn latest_wave(tx: &mut Tx, ctx: &Ctx, now: Month) -> Result<(u32, Vec<(Side, &'static str, Shown)>)> {
    let scope = Scope::read(tx, ctx, &Reach::Everything, None).await?;
    let released = releases_until(tx, ctx.organisation, now, &scope).await?;
    let links = linkage::links(&scope, &released, &[], &[], now, None);
    let units = small(links.employees_customers.points.len());
    let Some(wave) = released.latest("wave") else { return Ok((units, Vec::new())) };
    let shown = |(side, topic)| {
        let shown = released.cell(wave.id, scope.unit().id, Some(side), topic, Figure::Index)?;
        Some((side, topic, shown.clone()))
    };
    Ok((units, FIGURES.into_iter().filter_map(shown).collect()))
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(typed: &str) -> Month {
        typed.parse().expect("a month")
    }

    #[test]
    fn months_count_once_however_many_waves_were_open_in_them() {
        let open = [("2026-03", "2026-04"), ("2026-04", "2026-04"), ("2026-11", "2026-11"), ("2024-01", "2025-12")];
        let open = open.map(|(since, until)| (month(since), month(until)));
        assert_eq!(months_open(&open, month("2026-11")), 4, "December, March, April, November");
        assert_eq!(months_open(&[], month("2026-11")), 0);
    }

    #[test]
    fn a_yes_is_borne_out_by_what_it_says_and_nothing_else() {
        let yes = [
            Measured::Programme { waves: 1 },
            Measured::Heard { months: 11, of: 12 },
            Measured::BothSides { both: 2, waves: 2 },
            Measured::Reviewed { people: 9, of: 9 },
            Measured::Weighed { customer: 3, financial: 3 },
            Measured::Perspectives { with_target: 4, of: 4 },
            Measured::Linked { units: 8, need: 8 },
        ];
        assert!(yes.iter().all(|measured| measured.bears_out_yes() == Some(true)));
        let no = [
            Measured::Programme { waves: 0 },
            Measured::Heard { months: 10, of: 12 },
            Measured::BothSides { both: 0, waves: 0 },
            Measured::BothSides { both: 1, waves: 2 },
            Measured::Reviewed { people: 0, of: 0 },
            Measured::Reviewed { people: 8, of: 9 },
            Measured::Weighed { customer: 0, financial: 0 },
            Measured::Weighed { customer: 2, financial: 3 },
            Measured::Perspectives { with_target: 3, of: 4 },
            Measured::Linked { units: 7, need: 8 },
        ];
        assert!(no.iter().all(|measured| measured.bears_out_yes() == Some(false)));
        assert_eq!(Measured::Not(Unmeasured::Elsewhere).bears_out_yes(), None);
    }

    #[test]
    fn says_the_figures_in_both_languages() {
        let heard = Measured::Heard { months: 1, of: 12 };
        assert!(heard.said(Locale::En).contains("1 of the last 12 months"), "{}", heard.said(Locale::En));
        assert!(heard.said(Locale::Fa).contains('۱'), "{}", heard.said(Locale::Fa));
    }
}
